import * as v from 'valibot';
import { AGE_GROUPS, NOTHING_SAID, RED_FLAG_IDS, type Wellbeing } from '../feedback/safety';
import type { EarlierPelvis } from '../analysis/earlier-pelvis';
import type { PoseReceipt } from '../analysis/recording';
import { type Corrections, NO_CORRECTIONS } from '../analysis/run-analysis';
import type { CameraRoll, Convergence } from '../core/camera-roll';
import type { LegIdentity } from '../gait/leg-identity';
import { isSideView, VIEWS } from '../gait/view';
import { BACKEND_NAMES, MODEL_SIZES } from '../pose/contract';
import { LANDMARK_NAMES } from '../pose/landmarks';
import { emptyPoseTrack, type PoseTrack } from '../pose/pose-track';

const FORMAT_VERSION = 1;
/** Pixels, seconds, frames: larger numbers are damage. */
const LARGEST = 1e7;

/** Checked in one pass and not copied: an hour's track has twenty million numbers. */
const column = v.custom<(number | null)[]>(
  (values) => Array.isArray(values) && values.every((value) => value === null || isPlace(value)),
  'a list of numbers and nulls was expected',
);
const times = v.custom<number[]>(
  (values) => Array.isArray(values) && values.every(isPlace),
  'a list of numbers was expected',
);
const frames = v.custom<number[]>(
  (values) => Array.isArray(values) && values.every((value) => isPlace(value) && isCount(value)),
  'a list of frames was expected',
);
const angle = v.pipe(v.number(), v.minValue(-90), v.maxValue(90));
const size = v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(LARGEST)), 0);

const cameraRoll = v.variant('known', [
  v.object({
    known: v.literal(true),
    rollDeg: angle,
    errorDeg: v.pipe(v.number(), v.minValue(0), v.maxValue(90)),
    // Files of earlier versions do not tell it.
    convergence: v.optional(
      v.nullable(
        v.object({
          deg: angle,
          errorDeg: v.pipe(v.number(), v.minValue(0), v.maxValue(90)),
          correlation: v.pipe(v.number(), v.minValue(-1), v.maxValue(1)),
        }),
      ),
      null,
    ),
    from: v.picklist(['verticals', 'a vertical and horizontals']),
    lines: v.pipe(v.number(), v.check<number, string>(isCount, 'a number of lines was expected')),
  }),
  v.object({ known: v.literal(false), reason: v.string() }),
]);

const pain = v.nullable(v.pipe(v.number(), v.minValue(0), v.maxValue(10)));

/** The parts of an analysis file that make a recording; the rest follows from them. */
const analysisFile = v.object({
  formatVersion: v.literal(FORMAT_VERSION),
  source: v.optional(v.object({ width: size, height: size })),
  receipt: v.object({
    model: v.nullable(v.picklist(MODEL_SIZES)),
    modelSha256: v.nullable(v.string()),
    backend: v.nullable(v.picklist(BACKEND_NAMES)),
    cameraRollDeg: v.optional(angle, 0),
    cameraRollFrom: v.optional(v.string(), 'none'),
    cameraRoll: v.optional(cameraRoll),
  }),
  pelvicLine: v.optional(
    v.object({
      method: v.picklist(['waistband', 'dots', 'hem', 'landmarks', 'none']),
      tiltDeg: column,
      confidence: column,
      neutralTiltDeg: v.optional(v.nullable(angle), null),
    }),
  ),
  // Files of earlier versions do not tell: unknown, not “no”.
  safety: v.optional(
    v.object({
      pain,
      redFlags: v.nullable(v.array(v.picklist(RED_FLAG_IDS))),
      ageGroup: v.nullable(v.picklist(AGE_GROUPS)),
      painBefore: pain,
    }),
  ),
  view: v.optional(v.nullable(v.picklist(VIEWS)), null),
  viewFrom: v.optional(v.string(), 'detected'),
  identity: v.optional(
    v.object({ relabelledFrames: frames, hiddenFrames: v.object({ left: frames, right: frames }) }),
  ),
  track: v.object({
    timeS: times,
    landmarks: v.record(v.string(), v.object({ x: column, y: column, confidence: column })),
  }),
});
type AnalysisFile = v.InferOutput<typeof analysisFile>;

/** How the person was, as the file tells it. */
export interface SaidEarlier extends Wellbeing {
  /** Pain in the session before it. */
  painBefore: number | null;
}

export const NOTHING_SAID_EARLIER: SaidEarlier = { ...NOTHING_SAID, painBefore: null };

/** What an analysis file says: the cleaned landmarks, how they came about, and what a person had said. */
export interface EarlierAnalysis {
  track: PoseTrack;
  pose: PoseReceipt | null;
  identity: LegIdentity;
  /** null = none was followed, or the camera stood beside the runner. */
  pelvis: EarlierPelvis | null;
  cameraRoll: CameraRoll;
  corrections: Corrections;
  said: SaidEarlier;
  width: number;
  height: number;
}

/** Reads an ANALYSIS.json (CONTRACT.md). Throws an Error whose message is a clause for people. */
export function readAnalysisJson(text: string): EarlierAnalysis {
  const json = parsed(text);
  const version = v.safeParse(v.object({ formatVersion: v.pipe(v.number(), v.integer()) }), json);
  if (version.success && version.output.formatVersion > FORMAT_VERSION)
    throw new Error(
      'was written by a newer Plumbline; reload the page (or update the program) and try again',
    );
  const file = v.safeParse(analysisFile, json);
  if (!file.success) {
    const issue = file.issues[0];
    throw new Error(
      `is not an analysis of Plumbline, or is damaged: at ${v.getDotPath(issue) ?? 'the top'}, ${issue.message}`,
    );
  }
  const { receipt, identity, source, safety } = file.output;
  return {
    track: trackOf(file.output.track),
    pose: poseOf(receipt),
    identity: identity ?? { relabelledFrames: [], hiddenFrames: { left: [], right: [] } },
    pelvis: pelvisOf(file.output),
    cameraRoll: receipt.cameraRoll ?? rollOf(receipt),
    corrections: correctionsOf(file.output),
    said: safety ?? NOTHING_SAID_EARLIER,
    width: source?.width ?? 0,
    height: source?.height ?? 0,
  };
}

function trackOf({ timeS, landmarks }: AnalysisFile['track']): PoseTrack {
  const backwards = timeS.findIndex((time, frame) => frame > 0 && time <= timeS[frame - 1]!);
  if (backwards > 0)
    throw new Error(
      `is damaged: frame ${backwards}, at ${timeS[backwards]} s, does not come after the one before it`,
    );
  const track = emptyPoseTrack(timeS.length);
  track.timeS.set(timeS);
  for (const name of LANDMARK_NAMES) {
    const from = landmarks[name];
    if (from === undefined) continue;
    for (const key of ['x', 'y', 'confidence'] as const) {
      const missing = key === 'confidence' ? 0 : NaN;
      track.landmarks[name][key].set(filled(from[key], missing, timeS.length, `${name}.${key}`));
    }
  }
  return track;
}

function pelvisOf({ pelvicLine, track, view, receipt }: AnalysisFile): EarlierPelvis | null {
  if (pelvicLine === undefined || view === null || isSideView(view)) return null;
  const { method, tiltDeg, confidence, neutralTiltDeg } = pelvicLine;
  const frames = track.timeS.length;
  return {
    line: {
      method,
      tiltDeg: filled(tiltDeg, NaN, frames, 'pelvicLine.tiltDeg'),
      confidence: filled(confidence, 0, frames, 'pelvicLine.confidence'),
      neutralTiltDeg,
    },
    view,
    cameraRollDeg: receipt.cameraRollDeg,
  };
}

/** Half-width of the 95 % interval of a roll that a file tells without telling how sure it is: as if a person had drawn it. *(judgement)* */
const TOLD_ROLL_ERROR_DEG = 0.5;

/** A file tells the roll where the runner is, so that nothing has to be carried there. */
const AT_THE_RUNNER: Convergence = { deg: 0, errorDeg: 0, correlation: 0 };

/** The camera's roll in a file that holds the contract's own keys only. */
function rollOf({ cameraRollDeg, cameraRollFrom }: AnalysisFile['receipt']): CameraRoll {
  if (cameraRollFrom === 'none' || cameraRollFrom === 'user')
    return { known: false, reason: 'The file does not tell.' };
  return {
    known: true,
    rollDeg: cameraRollDeg,
    errorDeg: TOLD_ROLL_ERROR_DEG,
    convergence: AT_THE_RUNNER,
    from: 'verticals',
    lines: 0,
  };
}

/** A column with what stands for missing in it. Throws where it is not as long as the track. */
function filled(
  values: (number | null)[],
  missing: number,
  frames: number,
  name: string,
): Float32Array<ArrayBuffer> {
  if (values.length !== frames)
    throw new Error(`has ${values.length} values of ${name} for ${frames} frames`);
  return Float32Array.from(values, (value) => value ?? missing);
}

function poseOf({ model, modelSha256, backend }: AnalysisFile['receipt']): PoseReceipt | null {
  if (model === null || modelSha256 === null || backend === null) return null;
  return { model, modelSha256, backend, runner: null };
}

function correctionsOf({ view, viewFrom, receipt }: AnalysisFile): Corrections {
  return {
    ...NO_CORRECTIONS,
    view: viewFrom === 'user' && view !== null ? view : 'auto',
    cameraRollDeg: receipt.cameraRollFrom === 'user' ? receipt.cameraRollDeg : null,
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error('is not JSON, or is cut short; export it again');
  }
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

function isPlace(value: unknown): boolean {
  return typeof value === 'number' && Math.abs(value) <= LARGEST;
}
