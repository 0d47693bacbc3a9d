import { Vector3 } from 'three';
import type { Degrees, Seconds, Side } from '../../../src/units';
import type { GaitPlan, Stance } from './gait-plan';
import { type Knot, smoothStep, throughKnots } from './interpolate';
import { ANKLE_HEIGHT, BALL_AHEAD, HEEL_BACK, OUT, SHANK, THIGH, turned } from './skeleton';

/** A leg in the plane through the hip that holds the forward axis; degrees. */
export interface LegAngles {
  /** The plane against the vertical, + = the foot to the runner's left. */
  outDeg: Degrees;
  /** Thigh against the plane's vertical, + = knee forward. */
  thighDeg: Degrees;
  /** 0 = straight. */
  kneeDeg: Degrees;
  /** Sole against the belt less the shank's angle: + = toes towards the shin. */
  ankleDeg: Degrees;
}

/** Where the ankle is and how the sole is pitched (+ = toes up). */
interface FootPlace {
  ankle: Vector3;
  pitchDeg: Degrees;
}

/** Place of a hip joint at a time. */
export type HipAt = (timeS: Seconds) => Vector3;

/** Feet land this far from the middle line. */
const STEP_HALF_WIDTH = 0.04;
/** The ball of the foot is this far ahead (here behind) of the hips' middle half-way through stance. */
const BALL_AT_MIDSTANCE = -0.025;
/** Toes point outward. */
export const TOES_OUT_DEG = 6;
const LANDING_PITCH_DEG = 9;
const LEAVING_PITCH_DEG = -52;
/** Parts of the stance: the sole is down, the heel begins to rise. */
const FLAT_AT = 0.14;
const HEEL_RISE_AT = 0.42;
/** A landing foot still comes down, and runs back slower than the belt by this part; a leaving one is pulled up. m/s. */
const LANDING_DOWN = 0.5;
const LANDING_SLOWER = 0.35;
const LEAVING_UP = 1.3;
const LEAVING_SLOWER = 0.2;
const INSTANT_S = 0.001;

/** The leg at a time, from its foot on the belt in stance, from smooth joint angles in swing. */
export function legAngles(plan: GaitPlan, side: Side, hipAt: HipAt, timeS: Seconds): LegAngles {
  const own = plan.stances.filter((stance) => stance.side === side);
  const k = own.findLastIndex(({ initialContactS }) => initialContactS <= timeS);
  const [stance, next] = [own[k]!, own[k + 1]!];
  if (timeS <= stance.toeOffS) return anglesFor(hipAt(timeS), footInStance(plan, stance, timeS));
  return inSwing(plan, stance, next, hipAt, timeS);
}

/** A foot on the belt: the heel, then the ball, rides back at the belt's speed without slipping. */
function footInStance({ motion }: GaitPlan, stance: Stance, timeS: Seconds): FootPlace {
  const contactS = stance.toeOffS - stance.initialContactS;
  const phase = (timeS - stance.initialContactS) / contactS;
  const x = OUT[stance.side] * STEP_HALF_WIDTH;
  const pitched = pitchedFoot(stance.side);
  const ballZ = BALL_AT_MIDSTANCE - motion.beltSpeed * contactS * (phase - 0.5);
  if (phase < FLAT_AT) {
    const pitchDeg = LANDING_PITCH_DEG * (1 - phase / FLAT_AT) ** 1.5;
    const heel = pitched(-BALL_AHEAD - HEEL_BACK, 0, 0).add(new Vector3(x, 0, ballZ));
    return { ankle: heel.add(pitched(HEEL_BACK, ANKLE_HEIGHT, pitchDeg)), pitchDeg };
  }
  const rise = Math.max(0, (phase - HEEL_RISE_AT) / (1 - HEEL_RISE_AT));
  const pitchDeg = LEAVING_PITCH_DEG * rise ** 1.7;
  const ball = new Vector3(x, 0, ballZ);
  return { ankle: ball.add(pitched(-BALL_AHEAD, ANKLE_HEIGHT, pitchDeg)), pitchDeg };
}

/** A point of a foot on the belt, `ahead` and `up` of what it turns on, when the sole is pitched. */
function pitchedFoot(side: Side): (ahead: number, up: number, pitchDeg: Degrees) => Vector3 {
  return (ahead, up, pitchDeg) =>
    new Vector3(0, up, ahead).applyQuaternion(turned(-pitchDeg, 0, OUT[side] * TOES_OUT_DEG));
}

/** Two bones between hip and ankle, the knee forward. */
function anglesFor(hip: Vector3, { ankle, pitchDeg }: FootPlace): LegAngles {
  const [dx, dy, ahead] = [ankle.x - hip.x, ankle.y - hip.y, ankle.z - hip.z];
  const down = Math.hypot(dx, dy);
  const reach = Math.min(Math.hypot(down, ahead), THIGH + SHANK - 1e-4);
  const knee = Math.acos((reach * reach - THIGH ** 2 - SHANK ** 2) / (2 * THIGH * SHANK));
  const thigh = Math.atan2(ahead, down) + Math.asin((SHANK * Math.sin(knee)) / reach);
  return {
    outDeg: degrees(Math.atan2(dx, -dy)),
    thighDeg: degrees(thigh),
    kneeDeg: degrees(knee),
    ankleDeg: pitchDeg - degrees(thigh - knee),
  };
}

function inSwing(plan: GaitPlan, from: Stance, to: Stance, hipAt: HipAt, timeS: Seconds): LegAngles {
  const [offS, onS] = [from.toeOffS, to.initialContactS];
  const off = anglesFor(hipAt(offS), footInStance(plan, from, offS));
  const before = footInStance(plan, from, offS - INSTANT_S);
  before.ankle.y -= LEAVING_UP * INSTANT_S;
  before.ankle.z -= LEAVING_SLOWER * plan.motion.beltSpeed * INSTANT_S;
  const offBefore = anglesFor(hipAt(offS - INSTANT_S), before);
  const on = anglesFor(hipAt(onS), footInStance(plan, to, onS));
  const after = footInStance(plan, to, onS + INSTANT_S);
  after.ankle.y -= LANDING_DOWN * INSTANT_S;
  after.ankle.z += LANDING_SLOWER * plan.motion.beltSpeed * INSTANT_S;
  const onAfter = anglesFor(hipAt(onS + INSTANT_S), after);
  const through = (of: (angles: LegAngles) => number, between: readonly (readonly [number, number])[]) => {
    const knots: Knot[] = [
      { t: offS, value: of(off), slope: (of(off) - of(offBefore)) / INSTANT_S },
      ...between.map(([part, value]) => ({ t: offS + part * (onS - offS), value, slope: 0 })),
      { t: onS, value: of(on), slope: (of(onAfter) - of(on)) / INSTANT_S },
    ];
    return throughKnots(knots, timeS);
  };
  return {
    outDeg: through(({ outDeg }) => outDeg, [[0.45, (off.outDeg + on.outDeg) / 2 + OUT[from.side] * 2]]),
    thighDeg: through(({ thighDeg }) => thighDeg, [[0.77, 43]]),
    kneeDeg: through(({ kneeDeg }) => kneeDeg, [[0.42, 104]]),
    ankleDeg: through(
      ({ ankleDeg }) => ankleDeg,
      [
        [0.2, -24],
        [0.7, 2],
      ],
    ),
  };
}

/** 0 on the belt, 1 in the middle of the swing. */
export function swingPart(plan: GaitPlan, side: Side, timeS: Seconds): number {
  const own = plan.stances.filter((stance) => stance.side === side);
  const k = own.findLastIndex(({ initialContactS }) => initialContactS <= timeS);
  const [from, to] = [own[k]!.toeOffS, own[k + 1]!.initialContactS];
  return timeS <= from ? 0 : Math.sin((Math.PI * (timeS - from)) / (to - from));
}

/** How far the toes are bent up against the sole: in stance they stay flat on the belt; in swing they straighten. */
export function toeBendDeg(plan: GaitPlan, side: Side, pitchDeg: Degrees, timeS: Seconds): Degrees {
  const stance = plan.stances.findLast((one) => one.side === side && one.initialContactS <= timeS)!;
  if (timeS <= stance.toeOffS) return Math.max(0, -pitchDeg);
  const straightened = smoothStep(timeS, stance.toeOffS, stance.toeOffS + 0.12);
  return -LEAVING_PITCH_DEG * (1 - straightened);
}

function degrees(rad: number): Degrees {
  return (rad * 180) / Math.PI;
}
