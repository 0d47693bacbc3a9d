import { parseArgs } from 'node:util';
import type { Corrections } from '../analysis/run-analysis';
import type { PelvicHint } from '../core/pelvic-line';
import { AGE_GROUPS, RED_FLAG_IDS, type RedFlagId, type Wellbeing } from '../feedback/safety';
import { VIEWS } from '../gait/view';
import { BACKEND_NAMES, type BackendName, MODEL_SIZES, type ModelSize } from '../pose/contract';

/** What `npm run analyse` was asked to do (CONTRACT.md). */
export interface AnalyseArguments {
  clips: string[];
  /** Landmarks instead of clips. */
  track: string | null;
  model: ModelSize;
  backend: BackendName | 'auto';
  slowMotionFactor: number;
  corrections: Corrections;
  /** How the runner is, for all clips. */
  said: Wellbeing;
  /** Pain in the session before; null = not known. */
  painBefore: number | null;
  json: string | null;
  /** Strides as a table; the frames' table goes beside it, as NAME.frames.csv. */
  csv: string | null;
  trc: string | null;
  /** The clip with the overlay on it, as MP4. */
  video: string | null;
  /** Pictures: ten frames, ten initial contacts, with what was measured drawn on them. */
  strip: string | null;
  contactStrip: string | null;
  /** One printed report of all clips, which are taken as one session. */
  report: string | null;
  /** All clips as one session, clips included, in one file that the app restores. */
  session: string | null;
}

/** Something in the command's input is wrong; `message` is the one line that says what, and what would help. */
export class UsageError extends Error {
  override name = 'UsageError';
}

const USAGE =
  'npm run analyse -- CLIP... [--view auto|left|right|rear|front] [--model lite|full|heavy] ' +
  '[--backend auto|webgl|wasm|webgpu|cpu] [--slow-motion FACTOR] [--roll DEGREES] [--pelvis X,Y[,X,Y]@SECONDS] [--standing FROM,TO] [--pain 0..10] [--pain-before 0..10] [--red-flags none|FLAG,FLAG…] [--age under18|18to64|65plus] [--json OUT.json] [--csv OUT.csv (strides; frames go to OUT.frames.csv)] [--trc OUT.trc] [--video OUT.mp4] [--strip OUT.png] [--contact-strip OUT.png] [--report OUT.pdf (of all clips, one session)] [--session OUT.plumbline (all clips as one session, for the app to restore)]; ' +
  'or --track TRACK.trc|ANALYSIS.json in place of CLIP';

/** Reads the command line; throws UsageError. */
export function readArguments(args: string[]): AnalyseArguments {
  const { values, positionals } = parse(args);
  const track = values.track ?? null;
  if (track !== null && positionals.length > 0)
    throw new UsageError('--track stands in place of a clip; give one of the two.');
  const pictures = ['video', 'strip', 'contact-strip'] as const;
  const picture = pictures.find((option) => values[option] !== undefined);
  if (track !== null && picture !== undefined)
    throw new UsageError(`--${picture} needs the clip itself; --track gives landmarks alone.`);
  if (track === null && positionals.length === 0) throw new UsageError(`No clip was named. Usage: ${USAGE}`);
  return {
    clips: positionals,
    track,
    model: oneOf('--model', values.model ?? 'full', MODEL_SIZES),
    backend: oneOf('--backend', values.backend ?? 'auto', ['auto', ...BACKEND_NAMES]),
    slowMotionFactor: numberWithin('--slow-motion', values['slow-motion'] ?? '1', 0.05, 100),
    corrections: {
      view: oneOf('--view', values.view ?? 'auto', ['auto', ...VIEWS]),
      cameraRollDeg: values.roll === undefined ? null : numberWithin('--roll', values.roll, -45, 45),
      pelvis: values.pelvis === undefined ? null : pelvisOf(values.pelvis),
      standing: values.standing === undefined ? null : standingOf(values.standing),
    },
    said: {
      pain: values.pain === undefined ? null : painOf('--pain', values.pain),
      redFlags: values['red-flags'] === undefined ? null : redFlagsOf(values['red-flags']),
      ageGroup: values.age === undefined ? null : oneOf('--age', values.age, AGE_GROUPS),
    },
    painBefore: values['pain-before'] === undefined ? null : painOf('--pain-before', values['pain-before']),
    json: values.json ?? null,
    csv: values.csv ?? null,
    trc: values.trc ?? null,
    video: values.video ?? null,
    strip: values.strip ?? null,
    contactStrip: values['contact-strip'] ?? null,
    report: values.report ?? null,
    session: values.session ?? null,
  };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        view: { type: 'string' },
        model: { type: 'string' },
        backend: { type: 'string' },
        'slow-motion': { type: 'string' },
        roll: { type: 'string' },
        track: { type: 'string' },
        pelvis: { type: 'string' },
        standing: { type: 'string' },
        pain: { type: 'string' },
        'pain-before': { type: 'string' },
        'red-flags': { type: 'string' },
        age: { type: 'string' },
        json: { type: 'string' },
        csv: { type: 'string' },
        trc: { type: 'string' },
        video: { type: 'string' },
        strip: { type: 'string' },
        'contact-strip': { type: 'string' },
        report: { type: 'string' },
        session: { type: 'string' },
      },
    });
  } catch (error) {
    throw new UsageError(
      `${error instanceof Error ? error.message.split('\n')[0] : String(error)} Usage: ${USAGE}`,
    );
  }
}

function oneOf<T extends string>(option: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((name) => name === value);
  if (found === undefined)
    throw new UsageError(`${option} must be one of ${allowed.join(', ')}; got “${value}”.`);
  return found;
}

/** Whole numbers, as people tell pain. */
function painOf(option: string, value: string): number {
  const pain = numberWithin(option, value, 0, 10);
  if (!Number.isInteger(pain))
    throw new UsageError(`${option} must be a whole number from 0 to 10; got “${value}”.`);
  return pain;
}

/** "none", or what is answered with yes. */
function redFlagsOf(text: string): RedFlagId[] {
  if (text === 'none') return [];
  return text.split(',').map((flag) => oneOf('--red-flags', flag.trim(), RED_FLAG_IDS));
}

/** "X,Y@T" or "X,Y,X,Y@T": a point of the line or between the dots, or two, in pixels, at T seconds. */
function pelvisOf(text: string): PelvicHint {
  const [places = '', time = ''] = text.split('@');
  const [timeS = NaN, ...rest] = [time, ...places.split(',')].map((part) =>
    part.trim() === '' ? NaN : Number(part),
  );
  if ((rest.length !== 2 && rest.length !== 4) || [timeS, ...rest].some(Number.isNaN)) {
    throw new UsageError(`--pelvis must be X,Y@SECONDS or X,Y,X,Y@SECONDS; got “${text}”.`);
  }
  const points = [rest.slice(0, 2), rest.slice(2)].filter((pair) => pair.length === 2);
  return { timeS, points: points.map(([x = NaN, y = NaN]) => ({ x, y })) };
}

/** "FROM,TO" in seconds. */
function standingOf(text: string): { fromS: number; toS: number } {
  const [fromS = NaN, toS = NaN] = text.split(',').map((part) => (part.trim() === '' ? NaN : Number(part)));
  if (!(fromS < toS))
    throw new UsageError(`--standing must be FROM,TO in seconds, FROM first; got “${text}”.`);
  return { fromS, toS };
}

function numberWithin(option: string, value: string, low: number, high: number): number {
  const number = Number(value);
  if (value.trim() === '' || !(number >= low && number <= high)) {
    throw new UsageError(`${option} must be a number from ${low} to ${high}; got “${value}”.`);
  }
  return number;
}
