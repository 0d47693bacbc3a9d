import type { BodyLineSeries } from '../core/body-lines';
import type { Pixels } from '../units';

/**
 * Share of standing height between joint centres: shoulder to hip, hip to knee, knee to ankle.
 * Source: Drillis & Contini 1966 in Winter 2009, fig. 4.1 (heights 0.818, 0.530, 0.285, 0.039 of body height).
 */
const TRUNK_SHARE = 0.288;
const THIGH_SHARE = 0.245;
const SHANK_SHARE = 0.246;

/** Frames looked at for a median length: lengths change little, so more add nothing. */
const MOST_FRAMES = 2000;

/**
 * The runner's standing height in pixels, from the median lengths of trunk, thigh and shank (side view) or of the trunk
 * alone where the leg is not seen whole. A runner is never upright, so head-to-heel extents would fall short.
 * Error: people's proportions differ by about 3 %, a lone trunk's by about 6 % *(judgement)*; the same for both sides and
 * for a runner's next clip, so it cancels in comparisons. NaN where the trunk is not seen.
 */
export function bodyHeightPx(
  trunk: BodyLineSeries,
  leg?: { thigh: BodyLineSeries; shank: BodyLineSeries },
): Pixels {
  const trunkPx = medianLengthPx(trunk);
  const legPx = leg ? medianLengthPx(leg.thigh) + medianLengthPx(leg.shank) : NaN;
  if (Number.isNaN(legPx)) return trunkPx / TRUNK_SHARE;
  return (trunkPx + legPx) / (TRUNK_SHARE + THIGH_SHARE + SHANK_SHARE);
}

/** Median length of a line over the frames that show it; NaN if none does. */
export function medianLengthPx({ acrossPx, upPx }: BodyLineSeries): Pixels {
  const step = Math.max(1, Math.floor(acrossPx.length / MOST_FRAMES));
  const lengths: number[] = [];
  for (let t = 0; t < acrossPx.length; t += step) lengths.push(Math.hypot(acrossPx[t]!, upPx[t]!));
  return median(lengths);
}

/** Median of the numbers that are known; NaN if none is. */
export function median(values: readonly number[]): number {
  const known = values.filter(Number.isFinite).sort((a, b) => a - b);
  const middle = known.length >> 1;
  if (known.length === 0) return NaN;
  return known.length % 2 === 1 ? known[middle]! : (known[middle - 1]! + known[middle]!) / 2;
}
