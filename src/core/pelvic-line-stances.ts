import type { Degrees, Seconds } from '../units';
import { median } from './pelvic-line-track';
import { frameAtOrBefore } from './stride-nodes';

/** A foot on the ground. */
export interface Stance {
  initialContactS: Seconds;
  toeOffS: Seconds;
  /** One that does not count is read by the light of those that do, and adds nothing to it. */
  counts: boolean;
}

/** Nodes of a stance curve: 0–100 % of contact. */
export const NODES = 101;
/** A stance that misses more of its nodes than this is not used. */
const MOST_MISSING = 0.2;
/**
 * A stance further from the median curve than this many robust standard deviations, and this much, is left out. Ordinary ones of
 * rendered runners lie up to 1.5° off. With 0.4° for the latter 3 of 15 of them were left out, and 21 of 816 of 13 motion-captured runners
 * (now none, and 3).
 */
const OUTLIER_SDS = 3.5;
const OUTLIER_DEG: Degrees = 1.5;
const SD_PER_MAD = 1.4826;
/** Nodes about a moment whose misses are its noise; further off, small shifts of phase on the flanks are counted too. */
const NEAR_NODES = 10;

/** A series over the stances of one leg, freed of the noise of single frames. */
export interface LockedStances {
  /** [NODES] of each stance, in their order, NaN where no stance knows a node; null = not seen well enough, or unlike all others. */
  curves: readonly (Float64Array | null)[];
  /** Mean of the stances that count, [NODES]; NaN where none knows a node. */
  mean: Float64Array;
  /** Standard deviation of single frames about their stances' locked curves, near a node; NaN where it cannot be told. */
  noiseSd: (node: number) => Degrees;
}

/**
 * A series [T] in degrees over every stance, resampled to 0–100 % of contact and locked to the phase of stance (`phaseLocked`);
 * stances that cannot be trusted are left out.
 *
 * [Note: Noise that is shared out] Locking spreads a frame's noise over all stances through the mean curve they share: it is part
 * of the mean's error though no longer of the stances' spread (left out, a 95 % interval covered 74 %).
 */
export function lockedStances(
  timeS: Float64Array,
  series: Float32Array,
  stances: readonly Stance[],
): LockedStances {
  const seen = stances.map((stance) => ({ ...stance, curve: resample(timeS, series, stance) }));
  const isAlike = likeness(counted(seen));
  const kept = seen.map(({ counts, curve }) => ({ counts, curve: curve && isAlike(curve) ? curve : null }));
  const mean = nodeByNode(counted(kept), meanOf);
  return {
    curves: kept.map(({ curve }) => curve && phaseLocked(curve, mean)),
    mean,
    noiseSd: (node) => noiseNear(node, counted(kept), mean),
  };
}

function counted(all: readonly { counts: boolean; curve: Float64Array | null }[]): Float64Array[] {
  return all.flatMap(({ counts, curve }) => (counts && curve !== null ? [curve] : []));
}

/** Linear between frames; null where too much of it was not seen. */
function resample(
  timeS: Float64Array,
  series: Float32Array,
  { initialContactS, toeOffS }: Stance,
): Float64Array | null {
  const curve = new Float64Array(NODES).fill(NaN);
  let missing = 0;
  let right = Math.max(1, frameAtOrBefore(timeS, initialContactS));
  for (let node = 0; node < NODES; node++) {
    const nowS = initialContactS + ((toeOffS - initialContactS) * node) / (NODES - 1);
    while (right < timeS.length - 1 && timeS[right]! < nowS) right++;
    const [a, b] = [timeS[right - 1]!, timeS[right]!];
    const share = (nowS - a) / (b - a);
    const inside = share >= 0 && share <= 1;
    curve[node] = inside ? series[right - 1]! * (1 - share) + series[right]! * share : NaN;
    if (Number.isNaN(curve[node]!)) missing++;
  }
  return missing > MOST_MISSING * NODES ? null : curve;
}

/** Whether a stance is like the others; of three or fewer nobody can say which is odd. */
function likeness(curves: readonly Float64Array[]): (curve: Float64Array) => boolean {
  if (curves.length < 4) return () => true;
  const middle = nodeByNode(curves, median);
  const distance = (curve: Float64Array) => {
    const squares = [...curve].map((value, k) => (value - middle[k]!) ** 2).filter((s) => !Number.isNaN(s));
    return Math.sqrt(squares.reduce((sum, s) => sum + s, 0) / squares.length);
  };
  const distances = curves.map(distance);
  const usual = median(distances);
  const spread = SD_PER_MAD * median(distances.map((d) => Math.abs(d - usual)));
  const limit = usual + Math.max(OUTLIER_DEG, OUTLIER_SDS * spread);
  return (curve) => distance(curve) <= limit;
}

/** Some summary of the curves at every node (missing nodes left out). */
function nodeByNode(curves: readonly Float64Array[], summary: (values: number[]) => number): Float64Array {
  return Float64Array.from({ length: NODES }, (_, node) =>
    summary(curves.map((curve) => curve[node]!).filter((value) => !Number.isNaN(value))),
  );
}

/**
 * A stance's curve freed of frame noise: the side's mean curve plus the stance's own level, slope and bow (Legendre terms).
 * The greatest of 15 noisy frames is too high by about 1.7 of their noise; of this curve, by a fifth of that.
 */
function phaseLocked(curve: Float64Array, mean: Float64Array): Float64Array {
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

function noiseNear(node: number, curves: readonly Float64Array[], mean: Float64Array): Degrees {
  const [from, to] = [Math.max(0, node - NEAR_NODES), node + NEAR_NODES + 1];
  const misses = curves.flatMap((curve) => {
    const locked = phaseLocked(curve, mean).subarray(from, to);
    return [...curve.subarray(from, to)].map((value, j) => value - locked[j]!);
  });
  const known = misses.filter((miss) => !Number.isNaN(miss));
  const middle = meanOf(known);
  return Math.sqrt(known.reduce((sum, miss) => sum + (miss - middle) ** 2, 0) / (known.length - 1));
}

function meanOf(values: readonly number[]): number {
  return values.length === 0 ? NaN : values.reduce((sum, value) => sum + value, 0) / values.length;
}
