import { firstCrossing, lastCrossing, peakIndex } from '../signal/crossings';
import { median } from '../signal/median';

/** One event's window of the average stance, all arrays [W]; velocities in leg lengths per second, knee flexion in degrees. */
export interface StanceAverage {
  centreForwardV: Float64Array;
  toeForwardV: Float64Array;
  heelUpV: Float64Array;
  toeUpV: Float64Array;
  kneeFlexion: Float64Array;
  toeBelowHip: Float64Array;
}

/** The belt under the planted foot: its velocity in the picture, leg lengths per second. */
export interface Belt {
  forwardV: number;
  /** Not 0 where the camera is rolled, or stands above the belt behind or before the runner. */
  upV: number;
}

/**
 * The foot counts as taken by the belt when it moves ahead on it by less than this part of the belt's speed. At half speed a low-passed
 * step is crossed without delay. Measured on force plates: −12…−2 ms (2.5 m/s) and +15 ms (3 m/s) from true contact; lower is later.
 */
const TAKEN_BY_BELT = 0.5;
/**
 * A sole point has landed when it sinks by less than this (leg lengths per second, about 0.1 m/s).
 * Measured: +3…+5 ms at both speeds; at 0 it would be the lowest point, +12 ms; lower thresholds are earlier and noisier.
 */
const LANDED_V = 0.1;
/**
 * … faster than the belt, where the belt itself sinks in the picture (camera behind and above, or rolled), whose speed is known to a fifth only. At 1
 * a heel that lands gently is found up to 50 ms late from behind, at 1.4 20 ms early (synthetic runner, cameras 0.7–1.7 legs high).
 */
const BELT_MARGIN = 1.2;
/** … and does so on average over this long: a heel that glides in over the belt slows down, and sinks again, before it lands *(judgement)*. */
const LANDED_FOR_S = 0.04;
/** A foot that has landed is taken by the belt within this time *(judgement: friction stops 1 m/s in 10–20 ms)*; an earlier "landing" is noise. */
const GRIP_S = 0.02;
/** The toe has left the belt when it moves against it by more than this part of the belt's speed. Measured: −2…+6 ms, −3…+1 ms; higher is later. */
const LEFT_BELT = 0.3;
/**
 * The heel's upward velocity reaches its plateau about when the toe leaves; a plateau has no sharp top, so its start is reached by going on
 * from 90 % of the peak by this part of the time between 50 % and 90 %. Measured: −3…+1 ms (2.5 m/s), −26…−17 ms (3 m/s); larger is later.
 */
const RISE_OVERSHOOT = 0.6;

/**
 * The pelvis falls fastest this long after contact, seconds: the ground must first carry the body's weight. 15 ms in Milner & Paquette 2015,
 * 40 ms in both of our marker captures; larger puts contacts earlier.
 */
const FALL_LAG_S = 0.025;
/** The two witnesses of one landing are no further apart than this, seconds *(judgement: twice what they differ by on rendered runners)*. */
const LANDING_REACH_S = 0.1;

/** Two witnesses of one toe-off further apart than this have not seen the same thing *(judgement: they differ by 2–24 ms in marker captures)*. */
const CONTRADICTION_S = 0.04;
/** Toe-off lies within this time before the foot is furthest behind: measured 50–120 ms, on rendered runners 150; longer lets glitches in mid-stance in. */
const PUSH_OFF_S = 0.19;

/**
 * Initial contact in a side view, sample index (with fraction) of the window: mean of "taken by the belt" and "stopped sinking" (heel or
 * toe, whichever lands first, so that fore-foot strikers count too). Their errors have opposite signs; either alone serves where the other is not seen.
 */
export function initialContactSide(stance: StanceAverage, belt: Belt, gridHz: number): number {
  const aheadOfBelt = stance.centreForwardV.map((v) => (v - belt.forwardV) / -belt.forwardV);
  const taken = belt.forwardV < 0 ? firstIn(aheadOfBelt, TAKEN_BY_BELT, 'down') : NaN;
  const touched = landed(stance, belt, taken + LANDING_REACH_S * gridHz, gridHz);
  const earliestTouch = taken - GRIP_S * gridHz;
  return meanOfSeen([taken, touched < earliestTouch ? earliestTouch : touched]);
}

/** The first sole point to stop sinking for good, not after `latest`; sample indices of the window. */
function landed(stance: StanceAverage, belt: Belt, latest: number, gridHz: number): number {
  const holdFor = Math.round(LANDED_FOR_S * gridHz);
  const level = BELT_MARGIN * Math.min(0, belt.upV) - LANDED_V;
  return earliest([stance.heelUpV, stance.toeUpV].map((upV) => stopsSinking(upV, level, holdFor, latest)));
}

/**
 * Initial contact in rear and front views, sample index of a window in which the pelvis falls fastest at `fastestFall`: mean of
 * "stopped sinking" and the pelvis' witness, which does not depend on the foot's landmarks.
 */
export function initialContactBehind(
  stance: StanceAverage,
  belt: Belt,
  fastestFall: number,
  gridHz: number,
): number {
  const latest = fastestFall + LANDING_REACH_S * gridHz;
  const touched = landed(stance, belt, latest, gridHz);
  const apartS = Math.abs(touched - fastestFall) / gridHz;
  return meanOfSeen([fastestFall - FALL_LAG_S * gridHz, apartS <= LANDING_REACH_S ? touched : NaN]);
}

/**
 * After its fastest sinking, the first rise through `level` after which it stays above, on average over `holdFor` samples. Where it does not before
 * `latest`, for the model lets planted feet drift: when it sinks least until then.
 */
function stopsSinking(upV: Float64Array, level: number, holdFor: number, latest: number): number {
  const last = Math.min(upV.length - 1, Math.floor(Number.isNaN(latest) ? Infinity : latest));
  const fastest = Math.ceil(
    peakIndex(
      upV.map((v) => -v),
      0,
      last,
    ),
  );
  let stop = firstCrossing(upV, level, 'up', fastest, last);
  while (!Number.isNaN(stop)) {
    const after = upV.subarray(Math.ceil(stop), Math.ceil(stop) + holdFor);
    if (after.reduce((sum, v) => sum + v, 0) >= level * after.length) return stop;
    stop = firstCrossing(upV, level, 'up', Math.ceil(stop), last);
  }
  return peakIndex(upV, fastest, last);
}

/**
 * Toe-off in a side view, sample index of the window: mean of those two of three witnesses that agree best: the toe moves against the belt;
 * the heel's rise reaches its plateau; the knee is straightest (Fellin 2010: 5 ms on a treadmill). So one of them may fail altogether.
 */
export function toeOffSide(stance: StanceAverage, belt: Belt, gridHz: number): number {
  const againstBelt = stance.toeForwardV.map(
    (v, i) => Math.hypot(v - belt.forwardV, stance.toeUpV[i]! - belt.upV) / -belt.forwardV,
  );
  const last = againstBelt.length - 1;
  const from = Math.max(0, last - Math.round(PUSH_OFF_S * gridHz));
  // The last time: earlier the model may have let the planted foot jump.
  const left = belt.forwardV < 0 ? lastCrossing(againstBelt, LEFT_BELT, 'up', from, last) : NaN;
  const risen = heelRisen(stance, from);
  const straight = kneeStraight(stance, from);
  const [a, b] = closestPair([left, risen, straight]);
  if (b - a <= CONTRADICTION_S * gridHz) return (a + b) / 2;
  if (!Number.isNaN(left + risen + straight)) return median([left, risen, straight]);
  // Two that contradict each other have no judge: the knee hangs on the landmarks that the model sees best, and a toe slips.
  return Number.isNaN(straight) ? risen : straight;
}

/** Where the knee is straightest during push-off; NaN where it only gets straighter backwards in time, as it does towards landing. */
function kneeStraight({ kneeFlexion }: StanceAverage, from: number): number {
  const last = kneeFlexion.length - 1;
  const straightest = peakIndex(
    kneeFlexion.map((deg) => -deg),
    from,
    last,
  );
  return straightest > from && straightest < last ? straightest : NaN;
}

/** The two numbers that differ least, smaller first; a single one twice; NaNs where there is none. */
function closestPair(values: number[]): [number, number] {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort((a, b) => a - b);
  const [first = NaN, second = first, third = Infinity] = sorted;
  return third - second < second - first ? [second, third] : [first, second];
}

/**
 * Toe-off in rear and front views, sample index of the window, after `from`: mean of "the heel's rise reaches its plateau" and "the toe is furthest
 * below the hips": until then the leg pushes, afterwards the toe follows the hips.
 */
export function toeOffBehind(stance: StanceAverage, belt: Belt, from: number, gridHz: number): number {
  // The belt alone carries the toe up or down in the picture of a camera that stands above it.
  const pushed = stance.toeBelowHip.map((below, i) => below + (belt.upV * i) / gridHz);
  return meanOfSeen([heelRisen(stance, from), peakIndex(pushed, Math.round(from), pushed.length - 1)]);
}

/** The heel's rise reaches its plateau; its top comes after `from`. */
function heelRisen({ heelUpV }: StanceAverage, from: number): number {
  const last = heelUpV.length - 1;
  const peak = Math.round(peakIndex(heelUpV, Math.round(from), last));
  // Still rising at the end: that is the swing's rise.
  if (!(peak < last)) return NaN;
  const nine = lastCrossing(heelUpV, 0.9 * heelUpV[peak]!, 'up', 0, peak);
  const half = lastCrossing(heelUpV, 0.5 * heelUpV[peak]!, 'up', 0, Math.floor(nine) + 1);
  return nine + RISE_OVERSHOOT * (nine - half);
}

function firstIn(values: Float64Array, level: number, direction: 'up' | 'down'): number {
  return firstCrossing(values, level, direction, 0, values.length - 1);
}

function earliest(indices: number[]): number {
  const seen = indices.filter((index) => !Number.isNaN(index));
  return seen.length > 0 ? Math.min(...seen) : NaN;
}

function meanOfSeen(indices: number[]): number {
  const seen = indices.filter((index) => !Number.isNaN(index));
  return seen.reduce((sum, index) => sum + index, 0) / seen.length;
}
