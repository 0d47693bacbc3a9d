import type { Degrees, Seconds, Side } from '../../../src/units';
import { seededRandom } from '../random';
import { type Knot, throughKnots } from './interpolate';
import type { RunnerMotion } from './runner-motion';

/** One foot's time on the belt. */
export interface Stance {
  side: Side;
  initialContactS: Seconds;
  toeOffS: Seconds;
  /** The drop's peak in this stance. */
  dropDeg: Degrees;
  /** Mean lean of the step that begins here. */
  leanDeg: Degrees;
}

/** Stances from before the clip to after it, sides alternating, left first. */
export interface GaitPlan {
  motion: RunnerMotion;
  stances: readonly Stance[];
}

/** Steps before time 0 and after the end, so that every moment of the clip lies between two. */
const MARGIN_STEPS = 4;
/** The drop peaks after this part of the stance. */
const PEAK_AT = 0.42;

export function planGait(motion: RunnerMotion): GaitPlan {
  const { cadenceSpm, dutyFactor, seconds, spread } = motion;
  const random = seededRandom(motion.seed);
  const stepS = 60 / cadenceSpm;
  const steps = Math.ceil(seconds / stepS) + 2 * MARGIN_STEPS;
  const jitterS = 2 * stepS * spread.timingPart;
  const stances = Array.from({ length: steps }, (_, k): Stance => {
    const side = k % 2 === 0 ? 'left' : 'right';
    const initialContactS = (k - MARGIN_STEPS + 0.3) * stepS + jitterS * random.normal();
    const contactS = 2 * stepS * dutyFactor * (1 + spread.timingPart * random.normal());
    return {
      side,
      initialContactS,
      toeOffS: initialContactS + contactS,
      dropDeg: spread.dropDeg * random.normal(),
      leanDeg: spread.leanDeg * random.normal(),
    };
  });
  return asAsked({ motion, stances });
}

/** Moves what was drawn by chance so that the clip's means are exactly what was asked for. */
function asAsked({ motion, stances }: GaitPlan): GaitPlan {
  const { seconds, fps, trunkLeanDeg, pelvicDropDeg } = motion;
  const timesS = Array.from({ length: Math.round(seconds * fps) }, (_, k) => k / fps);
  const leanOff = trunkLeanDeg - meanOf(timesS.map((timeS) => leanDeg({ motion, stances }, timeS)));
  const dropOff = (side: Side) => {
    const inClip = stances.filter(
      (one) => one.side === side && one.initialContactS > 0 && one.toeOffS < seconds,
    );
    if (inClip.length === 0) throw new RangeError(`${seconds} s is too short for a ${side} stance.`);
    return pelvicDropDeg[side] - meanOf(inClip.map(({ dropDeg }) => dropDeg));
  };
  const off = { left: dropOff('left'), right: dropOff('right') };
  return {
    motion,
    stances: stances.map((stance) => ({
      ...stance,
      dropDeg: stance.dropDeg + off[stance.side],
      leanDeg: stance.leanDeg + leanOff,
    })),
  };
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The stance that a time lies in or after, as an index. */
export function stepAt({ stances }: GaitPlan, timeS: Seconds): number {
  return stances.findLastIndex(({ initialContactS }) => initialContactS <= timeS);
}

/** Strides since the plan's first left contact: whole numbers at left contacts, halves at right ones. */
export function stridePhase(plan: GaitPlan, timeS: Seconds): number {
  const k = stepAt(plan, timeS);
  const [from, to] = [plan.stances[k]!.initialContactS, plan.stances[k + 1]!.initialContactS];
  return (k + (timeS - from) / (to - from)) / 2;
}

/** Tilt of the hip line at a time, + = left side lower: level curves from peak to peak. */
export function obliquityDeg(plan: GaitPlan, timeS: Seconds): Degrees {
  const peaks = around(plan, timeS).map(({ side, initialContactS, toeOffS, dropDeg }): Knot => ({
    t: initialContactS + PEAK_AT * (toeOffS - initialContactS),
    value: side === 'left' ? -dropDeg : dropDeg,
    slope: 0,
  }));
  return throughKnots(peaks, timeS);
}

/** Trunk lean at a time: each step's own mean, and a swing of the trunk with the steps, furthest forward early in stance. */
export function leanDeg(plan: GaitPlan, timeS: Seconds): Degrees {
  const means = around(plan, timeS).map((stance): Knot => ({
    t: stance.initialContactS,
    value: stance.leanDeg,
    slope: 0,
  }));
  const stepPhase = 2 * stridePhase(plan, timeS);
  return throughKnots(means, timeS) + plan.motion.trunkSwingDeg * Math.cos(2 * Math.PI * (stepPhase - 0.35));
}

function around(plan: GaitPlan, timeS: Seconds): readonly Stance[] {
  const k = stepAt(plan, timeS);
  return plan.stances.slice(Math.max(0, k - 2), k + 3);
}
