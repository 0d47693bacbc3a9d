import type { Contact } from '../../src/gait/contacts';
import type { View } from '../../src/gait/view';
import { toRadians } from '../../src/geometry';
import type { LandmarkName } from '../../src/pose/landmarks';
import { emptyPoseTrack, type PoseTrack } from '../../src/pose/pose-track';
import type { Side } from '../../src/units';
import { disturb, frameTimes, type Disturbance } from './disturbances';
import { footAt } from './foot-path';
import { seededRandom, type Random } from './random';

/** What the runner does and how it is filmed. Lengths in the picture: one leg is `legPx`. */
export interface RunnerOptions extends Disturbance {
  view: View;
  /** Turns the camera away from the view's axis, degrees (0 = squarely). */
  turnDeg: number;
  /** How high above the belt and how far from the runner the camera stands, leg lengths; infinitely far = no perspective. */
  cameraHeight: number;
  cameraDistance: number;
  fps: number;
  durationS: number;
  /** The clip's first timestamp. */
  startS: number;
  legPx: number;
  cadenceSpm: number;
  contactTimeS: number;
  /** Left contact longer than right by this, seconds. */
  contactAsymmetryS: number;
  /** Standard deviation of the step time, seconds. */
  stepTimeSdS: number;
  /** Leg lengths per second; 2.8 is about 2.5 m/s. */
  beltV: number;
  /** Trunk against the vertical, positive = forward; it swings by ±2° per step. */
  trunkLeanDeg: number;
  /** Pelvic drop of the swing side at midstance, degrees, left and right stance. */
  pelvicDropDeg: Record<Side, number>;
  /** Trunk lean towards the standing foot in mid-stance, degrees. */
  sideLeanDeg: number;
  seed: number;
}

const STEADY_RUNNER: RunnerOptions = {
  view: 'left',
  turnDeg: 0,
  cameraHeight: 1.2,
  cameraDistance: Infinity,
  fps: 60,
  durationS: 12,
  startS: 0,
  legPx: 400,
  cadenceSpm: 168,
  contactTimeS: 0.25,
  contactAsymmetryS: 0,
  stepTimeSdS: 0.004,
  beltV: 2.8,
  trunkLeanDeg: 8,
  pelvicDropDeg: { left: 4, right: 4 },
  sideLeanDeg: 0,
  noise: 0,
  missing: [],
  hiddenPart: 0,
  swappedPart: 0,
  drawnTogether: 0,
  timeJitter: 0,
  droppedPart: 0,
  seed: 1,
};

/** The landmarks of a runner and what is true of them. */
export interface SyntheticRun {
  track: PoseTrack;
  /** Contacts that lie wholly within the clip, in order of initial contact. */
  contacts: Contact[];
  /** Frames in which the legs were exchanged on purpose. */
  swappedFrames: number[];
  options: RunnerOptions;
}

/** A runner on a treadmill, in numbers; what is not said is as STEADY_RUNNER does it. */
export function syntheticRun(changes: Partial<RunnerOptions> = {}): SyntheticRun {
  const options = { ...STEADY_RUNNER, ...changes };
  const random = seededRandom(options.seed);
  const stances = plannedStances(options, random);
  const timeS = frameTimes(options, random);
  const track = emptyPoseTrack(timeS.length);
  track.timeS.set(timeS);
  timeS.forEach((time, frame) => {
    place(track, frame, bodyAt(time, stances, options), options);
  });
  const swappedFrames = disturb(track, options, random);
  const endS = timeS.at(-1) ?? 0;
  const contacts = stances.filter(
    (stance) => stance.initialContactS > options.startS && stance.toeOffS < endS,
  );
  return { track, contacts, swappedFrames, options };
}

/** Stances from before the clip to after it, sides alternating. */
function plannedStances(options: RunnerOptions, random: Random): Contact[] {
  const stepS = 60 / options.cadenceSpm;
  const stances: Contact[] = [];
  let side: Side = 'left';
  for (let t = -4 * stepS; t < options.durationS + 4 * stepS; t += stepS) {
    const initialContactS = options.startS + t + options.stepTimeSdS * random.normal();
    const half = options.contactAsymmetryS / 2;
    const contactTimeS = options.contactTimeS + (side === 'left' ? half : -half);
    stances.push({ side, initialContactS, toeOffS: initialContactS + contactTimeS, confidence: 1 });
    side = side === 'left' ? 'right' : 'left';
  }
  return stances;
}

/** Ahead of the hips' middle, above the belt, to the runner's right; leg lengths. */
interface BodyPoint {
  ahead: number;
  up: number;
  right: number;
}
type Body = Partial<Record<LandmarkName, BodyPoint>>;

const HIP_HEIGHT = 1.02;
const TRUNK = 0.6;

function bodyAt(timeS: number, stances: Contact[], options: RunnerOptions): Body {
  const stepPhase = ((timeS - options.startS) * options.cadenceSpm) / 60;
  const bounce = 0.03 * Math.cos(2 * Math.PI * (stepPhase - 0.35));
  const hipUp = HIP_HEIGHT - bounce;
  const lean = toRadians(options.trunkLeanDeg + 2 * Math.sin(2 * Math.PI * stepPhase));
  const drop = dropAt(timeS, stances, options);
  const body: Body = {};
  const across = TRUNK * Math.tan(sideLeanAt(timeS, stances, options));
  const shoulders = { ahead: TRUNK * Math.sin(lean), up: hipUp + TRUNK * Math.cos(lean) };
  for (const side of ['left', 'right'] as const) {
    const out = side === 'left' ? -1 : 1;
    const hip = { ahead: 0, up: hipUp - out * 0.11 * Math.tan(drop), right: out * 0.11 };
    const own = stances.filter((stance) => stance.side === side);
    const index = own.findLastIndex((stance) => stance.initialContactS <= timeS);
    const foot = footAt(timeS, own[index]!, own[index + 1]!, options.beltV);
    const ankle = { ahead: foot.heel.x + 0.06, up: foot.heel.y + 0.07, right: out * 0.09 };
    body[`${side}_hip`] = hip;
    body[`${side}_ankle`] = ankle;
    body[`${side}_knee`] = kneeBetween(hip, ankle);
    body[`${side}_heel`] = { ahead: foot.heel.x, up: foot.heel.y, right: out * 0.09 };
    body[`${side}_foot_index`] = { ahead: foot.toe.x, up: foot.toe.y, right: out * 0.1 };
    body[`${side}_shoulder`] = { ...shoulders, right: across + out * 0.21 };
    body[`${side}_ear`] = {
      ahead: shoulders.ahead + 0.05,
      up: shoulders.up + 0.2,
      right: across + out * 0.08,
    };
  }
  body.nose = { ahead: shoulders.ahead + 0.16, up: shoulders.up + 0.2, right: across };
  return body;
}

/** Radians, positive = the right side of the pelvis lower. */
function dropAt(timeS: number, stances: Contact[], { pelvicDropDeg }: RunnerOptions): number {
  return toRadians(overStance(timeS, stances, pelvicDropDeg));
}

/** Radians, positive = to the runner's right. */
function sideLeanAt(timeS: number, stances: Contact[], { sideLeanDeg }: RunnerOptions): number {
  return -toRadians(overStance(timeS, stances, { left: sideLeanDeg, right: sideLeanDeg }));
}

/** Half a sine over each stance with the leg's own peak, positive in left and negative in right stance; 0 between. */
function overStance(timeS: number, stances: Contact[], peaks: Record<Side, number>): number {
  const stance = stances.find((s) => s.initialContactS <= timeS && timeS <= s.toeOffS);
  if (!stance) return 0;
  const phase = (timeS - stance.initialContactS) / (stance.toeOffS - stance.initialContactS);
  const value = peaks[stance.side] * Math.sin(Math.PI * phase);
  return stance.side === 'left' ? value : -value;
}

/** Thigh and shank of half a leg each; the knee points forward. */
function kneeBetween(hip: BodyPoint, ankle: BodyPoint): BodyPoint {
  const [dx, dy] = [ankle.ahead - hip.ahead, ankle.up - hip.up];
  const half = Math.hypot(dx, dy) / 2;
  const out = Math.sqrt(Math.max(0, 0.25 - half * half));
  return {
    ahead: hip.ahead + dx / 2 - (dy / (2 * half)) * out,
    up: hip.up + dy / 2 + (dx / (2 * half)) * out,
    right: (hip.right + ankle.right) / 2,
  };
}

/** Camera direction of each view: how far the camera is turned from the one that sees the left side, counter-clockwise from above. */
const CAMERA_DEG: Record<View, number> = { left: 0, rear: 90, right: 180, front: 270 };

function place(track: PoseTrack, frame: number, body: Body, options: RunnerOptions): void {
  const angle = toRadians(CAMERA_DEG[options.view] + options.turnDeg);
  for (const name of Object.keys(body) as LandmarkName[]) {
    const { ahead, up, right } = body[name]!;
    const to = track.landmarks[name];
    const away = right * Math.cos(angle) + ahead * Math.sin(angle);
    const size = options.legPx / (1 + away / options.cameraDistance);
    to.x[frame] = 600 + size * (-ahead * Math.cos(angle) + right * Math.sin(angle));
    to.y[frame] = 900 - options.legPx * options.cameraHeight - size * (up - options.cameraHeight);
    to.z[frame] = options.legPx * away;
    to.confidence[frame] = 1;
  }
}
