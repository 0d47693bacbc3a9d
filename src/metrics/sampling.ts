import { frameAtOrBefore } from '../core/stride-nodes';
import type { Seconds } from '../units';

/** Time-weighted mean and extremes of a series over a span of time; all NaN where too much is missing. */
export interface Span {
  mean: number;
  min: number;
  max: number;
}

const UNKNOWN: Span = { mean: NaN, min: NaN, max: NaN };

/** Share of a span's frames that may be missing: a peak of a stance lasts longer than a tenth of it *(judgement)*. */
const MOST_MISSING = 0.1;

/** Value of a series between frames (linear); NaN outside the clip or next to a missing frame. */
export function valueAt(series: Float32Array, timeS: Float64Array, atS: Seconds): number {
  const frame = frameAtOrBefore(timeS, atS);
  if (frame < 0 || !(atS <= timeS[timeS.length - 1]!)) return NaN;
  const gap = atS - timeS[frame]!;
  if (gap === 0) return series[frame]!;
  return series[frame]! + ((series[frame + 1]! - series[frame]!) * gap) / (timeS[frame + 1]! - timeS[frame]!);
}

/** Mean, least and greatest value between two times, both ends interpolated and counted. */
export function spanOf(series: Float32Array, timeS: Float64Array, startS: Seconds, endS: Seconds): Span {
  const first = frameAtOrBefore(timeS, startS) + 1;
  const last = frameAtOrBefore(timeS, endS);
  if (!(endS > startS) || first === 0 || endS > timeS[timeS.length - 1]!) return UNKNOWN;
  const sum = { area: 0, durationS: 0, min: Infinity, max: -Infinity, missing: 0 };
  let [previousS, previous] = [startS, valueAt(series, timeS, startS)];
  let seen = Number.isFinite(previous);
  if (seen) sum.min = sum.max = previous;
  for (let frame = first; frame <= last + 1; frame++) {
    const inside = frame <= last;
    const atS = inside ? timeS[frame]! : endS;
    const value = inside ? series[frame]! : valueAt(series, timeS, endS);
    if (!Number.isFinite(value)) {
      if (inside) sum.missing++;
      continue;
    }
    if (seen) {
      sum.area += ((value + previous) / 2) * (atS - previousS);
      sum.durationS += atS - previousS;
    }
    sum.min = Math.min(sum.min, value);
    sum.max = Math.max(sum.max, value);
    [previousS, previous, seen] = [atS, value, true];
  }
  const missing = sum.missing / Math.max(1, last - first + 1);
  if (missing > MOST_MISSING || !(sum.durationS > 0)) return UNKNOWN;
  return { mean: sum.area / sum.durationS, min: sum.min, max: sum.max };
}
