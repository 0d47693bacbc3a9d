import type { Seconds } from '../units';

export interface FrameRate {
  /** Median frames per second: a few dropped frames do not move it. NaN for fewer than two frames. */
  fps: number;
  /** Intervals differ by more than a container's rounding explains. */
  variable: boolean;
}

/**
 * Matroska rounds times to milliseconds, so intervals of a steady clip differ by up to 1 ms. At 240 fps that is a
 * quarter of a frame, which is why the tolerance is not a share of the interval.
 */
const ROUNDING_S: Seconds = 0.0011;

/** Frame rate from true frame times, in order. */
export function frameRate(timesS: readonly Seconds[]): FrameRate {
  const intervals = timesS.slice(1).map((time, i) => time - timesS[i]!);
  const sorted = intervals.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const median = sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
  if (!(median > 0)) return { fps: NaN, variable: false };
  // The median of rounded intervals is itself rounded (33 ms, not 33.333); the mean of the steady ones is not.
  const steady = intervals.filter((interval) => Math.abs(interval - median) <= ROUNDING_S);
  const mean = steady.reduce((sum, interval) => sum + interval, 0) / steady.length;
  return { fps: 1 / mean, variable: steady.length < intervals.length };
}
