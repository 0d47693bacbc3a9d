import type { Seconds } from '../units';
import { resample } from './spline';

/** Samples on each side that shape the bridge; a spline forgets a sample by a factor of 4 per step. */
const CONTEXT_SAMPLES = 8;

/**
 * Bridges gaps (runs of NaN) in `values` [n] in place by a spline through the samples around them, where the numbers on
 * both sides are at most `maxGapS` apart. Longer gaps and the ends stay NaN. `timeS` [n] strictly increasing. Linear time.
 */
export function fillShortGaps(timeS: Float64Array, values: Float64Array, maxGapS: Seconds): void {
  let start = 0;
  while (start < values.length) {
    while (start < values.length && !Number.isNaN(values[start])) start++;
    let end = start;
    while (end < values.length && Number.isNaN(values[end])) end++;
    // A nanosecond of slack: frame times are sums of rounded intervals.
    if (start > 0 && end < values.length && timeS[end]! - timeS[start - 1]! <= maxGapS + 1e-9)
      bridge(timeS, values, start, end);
    start = end;
  }
}

function bridge(timeS: Float64Array, values: Float64Array, start: number, end: number): void {
  const from = Math.max(0, start - CONTEXT_SAMPLES);
  const to = Math.min(values.length, end + CONTEXT_SAMPLES);
  const gapS = timeS.subarray(start, end);
  const span = resample(timeS.subarray(from, to), values.subarray(from, to), gapS, Infinity);
  values.set(span.values, start);
}
