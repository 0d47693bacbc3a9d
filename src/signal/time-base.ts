import type { Seconds } from '../units';

/** Timestamps whose intervals differ from their median by less than this part count as even *(judgement: under 1 px of a fast foot)*. */
const EVEN_TOLERANCE = 0.02;

/** What the timestamps of a clip say. */
export interface TimeBase {
  /** Frames per second (of the typical interval, where they vary); NaN where there is a problem. */
  frameRateHz: number;
  /** All intervals alike: no resampling is needed. */
  even: boolean;
  /** null, or why nothing can be measured on these timestamps. */
  problem: string | null;
}

/** Reads the timestamps `timeS` [T]; never throws. */
export function readTimeBase(timeS: Float64Array): TimeBase {
  const problem = timeProblem(timeS);
  if (problem !== null) return { frameRateHz: NaN, even: false, problem };
  const intervals = new Float64Array(timeS.length - 1);
  for (let i = 0; i < intervals.length; i++) intervals[i] = timeS[i + 1]! - timeS[i]!;
  intervals.sort();
  const median = intervals[intervals.length >> 1]!;
  const worst = Math.max(intervals.at(-1)! - median, median - intervals[0]!);
  const even = worst <= EVEN_TOLERANCE * median;
  // Printed timestamps are rounded; the whole clip's length is not, in proportion.
  const periodS = even ? (timeS.at(-1)! - timeS[0]!) / intervals.length : median;
  return { frameRateHz: 1 / periodS, even, problem: null };
}

/** Evenly spaced times from `fromS` to `toS` at `rateHz`, both ends included where they fall on the grid. */
export function evenTimes(fromS: Seconds, toS: Seconds, rateHz: number): Float64Array<ArrayBuffer> {
  const times = new Float64Array(Math.max(0, Math.floor((toS - fromS) * rateHz + 1e-6)) + 1);
  for (let i = 0; i < times.length; i++) times[i] = fromS + i / rateHz;
  return times;
}

function timeProblem(timeS: Float64Array): string | null {
  if (timeS.length < 2) return `The clip has ${timeS.length} frames; at least 2 are needed.`;
  for (let i = 0; i < timeS.length; i++) {
    if (!Number.isFinite(timeS[i])) return `Frame ${i} has no timestamp.`;
    if (i > 0 && timeS[i]! <= timeS[i - 1]!)
      return `Timestamps do not increase: frame ${i} is at ${timeS[i]!.toFixed(4)} s after ${timeS[i - 1]!.toFixed(4)} s.`;
  }
  return null;
}
