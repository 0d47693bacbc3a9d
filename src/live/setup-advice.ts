import { lightOf } from '../analysis/check-picture';
import { isSideView, findView } from '../gait/view';
import type { CameraFrame } from '../pose/camera-contract';
import type { ClipLook } from '../pose/contract';
import { RowCollector } from '../pose/row-collector';
import type { PoseTrack } from '../pose/pose-track';
import type { Degrees, Pixels, Seconds } from '../units';
import type { Advice, AdviceId } from './advice';
import { placeInPicture } from './body-in-picture';
import type { LiveReading } from './live-reading';
import { SteadyAdvice } from './steady-advice';

/** What is known of the picture by now. */
export interface SetupSeen {
  /** Raw landmarks of the last second or so. */
  track: PoseTrack;
  width: Pixels;
  height: Pixels;
  look: ClipLook | null;
  reading: LiveReading | null;
}

const SENTENCES: Record<AdviceId, string> = {
  nobody: 'Step into the picture',
  stepBack: 'Move the camera back',
  comeCloser: 'Move the camera closer',
  toTheMiddle: 'Aim the camera at yourself',
  raiseCamera: 'Raise the camera',
  lowerCamera: 'Lower the camera',
  turnCamera: 'Film squarely, side or behind',
  level: 'Level the camera',
  moreLight: 'Switch more light on',
  lessLight: 'Turn away from the window',
  tuckShirt: 'Tuck the shirt in',
};

/** A roll is told up to 4.6° and taken off every angle, so it does no harm; from here on it is worth a hand on the tripod. *(judgement)* */
const LARGE_ROLL_DEG: Degrees = 3;

/** What would make the picture good enough to measure from, gravest first; nothing is said of what cannot be told. Pure. */
export function adviseOn(seen: SetupSeen): Advice[] {
  const place = placeInPicture(seen);
  const needed =
    place === 'nobody'
      ? [advice('nobody', true)]
      : [...place.map(([id, spoils]) => advice(id, spoils)), ...onView(seen)];
  return [...needed, ...onLight(seen), ...onRoll(seen), ...onPelvis(seen)].sort(
    (a, b) => Number(b.spoils) - Number(a.spoils),
  );
}

function advice(id: AdviceId, spoils: boolean): Advice {
  return { id, sentence: SENTENCES[id], spoils };
}

function onView({ track, reading }: SetupSeen): Advice[] {
  // A view that is held is not given up for a moment's turn.
  if (reading !== null && reading.view !== null) return [];
  const { view, turnedDeg } = findView(track);
  return view === null && !Number.isNaN(turnedDeg) ? [advice('turnCamera', true)] : [];
}

function onLight({ look }: SetupSeen): Advice[] {
  switch (lightOf(look)) {
    case 'far too dark':
      return [advice('moreLight', true)];
    case 'dark':
      return [advice('moreLight', false)];
    case 'blown out':
      return [advice('lessLight', true)];
    case 'too bright':
    case 'flat':
      return [advice('lessLight', false)];
    case 'bright enough':
    case null:
      return [];
  }
}

function onRoll({ look }: SetupSeen): Advice[] {
  const roll = look?.cameraRoll ?? null;
  return roll?.known === true && Math.abs(roll.rollDeg) >= LARGE_ROLL_DEG ? [advice('level', false)] : [];
}

/**
 * Seen from behind, pelvic drop is the number, and without a line there is none. Only running shows it: a line is known as the
 * pelvis by riding along with it.
 */
function onPelvis({ reading }: SetupSeen): Advice[] {
  if (reading === null || !reading.running || reading.view === null || isSideView(reading.view)) return [];
  return reading.pelvicMethod === 'none' ? [advice('tuckShirt', true)] : [];
}

/** The place of the runner is judged over so much: one stride. */
const SEEN_S: Seconds = 1;
/** … and so often: the eye sees no sooner. */
const JUDGED_EVERY_S: Seconds = 0.2;

/** Watches the picture while the runner gets ready and runs, and says what would make it better. One per camera. */
export class SetupAdvisor {
  #frames: CameraFrame[] = [];
  #look: ClipLook | null = null;
  #steady = new SteadyAdvice();
  #judgedAtS: Seconds = -Infinity;
  #shown: Advice[] = [];

  /**
   * Sees a frame, with the latest reading there is; what is to be mended now, gravest first. An advice comes after it was needed
   * for 0.7 s and stays for 1.5 s at least.
   */
  see(frame: CameraFrame, reading: LiveReading | null): Advice[] {
    const nowS = frame.timeS.at(-1) ?? NaN;
    if (nowS < this.#judgedAtS) this.#forget();
    this.#look = frame.look ?? this.#look;
    this.#frames = [...this.#frames, frame].filter(({ timeS }) => (timeS.at(-1) ?? NaN) > nowS - SEEN_S);
    if (nowS - this.#judgedAtS < JUDGED_EVERY_S) return this.#shown;
    this.#judgedAtS = nowS;
    const rows = new RowCollector();
    for (const one of this.#frames) rows.add(one);
    const { width, height } = frame;
    const seen: SetupSeen = { track: rows.toTrack(), width, height, look: this.#look, reading };
    this.#shown = this.#steady.hear(adviseOn(seen), nowS);
    return this.#shown;
  }

  /** The camera's clock started anew. */
  #forget(): void {
    this.#frames = [];
    this.#judgedAtS = -Infinity;
  }
}
