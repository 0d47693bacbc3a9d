import type { Degrees, Seconds, Side } from '../units';
import { median } from './pelvic-line-track';

/** The part of a stride that the fusing needs (a `Stride` is one). */
export interface StanceOfStride {
  side: Side;
  stance: { initialContactS: Seconds; toeOffS: Seconds };
  /** null = counts. */
  excluded: string | null;
}

/** Nodes of a stance curve: 0–100 % of contact. */
export const NODES = 101;
/** A stance that misses more of its nodes than this is not used. */
const MOST_MISSING = 0.2;
/** A stance further from the median curve than this many robust standard deviations, and this much, is left out. */
const OUTLIER_SDS = 3.5;
const OUTLIER_DEG: Degrees = 0.4;
const SD_PER_MAD = 1.4826;

export interface StanceCurves {
  /** [n][NODES] drop in degrees, positive = swing side lower. */
  curves: Float64Array[];
  /** Stances that were not seen well enough, or were unlike all others. */
  unseen: number;
  unlike: number;
}

/** The drop over every stance of one side, resampled to 0–100 % of contact, without the ones that cannot be trusted. */
export function stanceCurves(
  timeS: Float64Array,
  tiltDeg: Float32Array,
  strides: readonly StanceOfStride[],
  side: Side,
): StanceCurves {
  // Left stance: the right side drops when the left is higher, that is, when the tilt is negative.
  const sign = side === 'left' ? -1 : 1;
  const all = strides.filter((stride) => stride.side === side && stride.excluded === null);
  const seen = all
    .map(({ stance }) => resample(timeS, tiltDeg, stance.initialContactS, stance.toeOffS, sign))
    .filter((curve) => curve !== null);
  const curves = withoutUnlike(seen);
  return { curves, unseen: all.length - seen.length, unlike: seen.length - curves.length };
}

/** Linear between frames; null where too much of it was not seen. */
function resample(
  timeS: Float64Array,
  values: Float32Array,
  startS: Seconds,
  endS: Seconds,
  sign: 1 | -1,
): Float64Array | null {
  const curve = new Float64Array(NODES).fill(NaN);
  let missing = 0;
  let right = 1;
  for (let node = 0; node < NODES; node++) {
    const nowS = startS + ((endS - startS) * node) / (NODES - 1);
    while (right < timeS.length - 1 && timeS[right]! < nowS) right++;
    const [a, b] = [timeS[right - 1]!, timeS[right]!];
    const share = (nowS - a) / (b - a);
    const inside = share >= 0 && share <= 1;
    curve[node] = inside ? sign * (values[right - 1]! * (1 - share) + values[right]! * share) : NaN;
    if (Number.isNaN(curve[node]!)) missing++;
  }
  return missing > MOST_MISSING * NODES ? null : curve;
}

function withoutUnlike(curves: readonly Float64Array[]): Float64Array[] {
  if (curves.length < 4) return [...curves];
  const middle = nodeByNode(curves, median);
  const distance = curves.map((curve) => {
    const squares = [...curve].map((value, k) => (value - middle[k]!) ** 2).filter((s) => !Number.isNaN(s));
    return Math.sqrt(squares.reduce((sum, s) => sum + s, 0) / squares.length);
  });
  const usual = median(distance);
  const spread = SD_PER_MAD * median(distance.map((d) => Math.abs(d - usual)));
  const limit = usual + Math.max(OUTLIER_DEG, OUTLIER_SDS * spread);
  return curves.filter((_, k) => distance[k]! <= limit);
}

/** Some summary of the curves at every node (missing nodes left out). */
export function nodeByNode(
  curves: readonly Float64Array[],
  summary: (values: number[]) => number,
): Float64Array {
  return Float64Array.from({ length: NODES }, (_, node) =>
    summary(curves.map((curve) => curve[node]!).filter((value) => !Number.isNaN(value))),
  );
}

/**
 * A stance's curve freed of frame noise: the side's mean curve plus the stance's own level, slope and bow (Legendre terms).
 * The greatest of 15 noisy frames is too high by about 1.7 of their noise; of this curve, by a fifth of that.
 */
export function phaseLocked(curve: Float64Array, mean: Float64Array): Float64Array {
  const terms = [() => 1, (x: number) => x, (x: number) => (3 * x * x - 1) / 2];
  const out = mean.slice();
  for (const term of terms) {
    let [dot, norm] = [0, 0];
    for (let node = 0; node < NODES; node++) {
      const miss = curve[node]! - out[node]!;
      if (Number.isNaN(miss)) continue;
      const value = term((2 * node) / (NODES - 1) - 1);
      dot += value * miss;
      norm += value * value;
    }
    if (norm > 0)
      for (let node = 0; node < NODES; node++)
        out[node]! += (dot / norm) * term((2 * node) / (NODES - 1) - 1);
  }
  return out;
}
