import {
  div,
  matMul,
  max,
  maximum,
  mul,
  reshape,
  square,
  sub,
  tensor2d,
  tidy,
  type Tensor2D,
} from '@tensorflow/tfjs-core';
import { poolStrides, type PooledStrides } from './pooled-strides';
import { dealer } from './dealer';
import { CURVE_NODES } from './stride-nodes';

/** What the two-sample max-|t| permutation test found for one curve. */
export interface CurveTest {
  /** Student's t (pooled variance) at each node, [101]; positive = the second clip is higher. 0 where nothing varies. */
  t: Float32Array;
  /** |t| that chance alone exceeds somewhere on the curve in 5 % of the shuffles: nodes above it differ. */
  threshold: number;
  /** Two-sided p of the curve's largest |t|, corrected for its 101 nodes; never below 1 / (shuffles + 1). */
  p: number;
}

export interface PermutationOptions {
  shuffles: number;
  seed: number;
}

/** SCIENCE.md §5. 10,000 shuffles put the Monte-Carlo SD of p = 0.05 at 0.002. */
export const DEFAULT_PERMUTATION: PermutationOptions = { shuffles: 10_000, seed: 1 };

/** Share of shuffles that the threshold lets pass (SCIENCE.md §5, the usual 5 %). */
const ALPHA = 0.05;
/** Shuffles per pass: a [1000 × 808] product is 3 MB. */
const SHUFFLES_PER_PASS = 1000;
/** A shuffle that deals the very same groups must count as equal although its float32 sum ran in another order. */
const TIE_TOLERANCE = 1e-4;
/** Floor of 1 − r², so that perfectly separated groups give a large t and not infinity. */
const LEAST_UNEXPLAINED = 1e-6;

/**
 * Two-sample permutation test on the largest |t| along each of k curves at once (Nichols & Holmes 2002), on the active tfjs
 * backend. `before`, `after`: k curves each, [strides × 101] stride by stride, NaN = missing.
 *
 * Sums of all shuffled groups are one matrix product S = P · X, P [shuffles × strides] holding 1 for the second group. With
 * columns of X centred and scaled to sum of squares 1 the rest follows without further products: the other group's sum is
 * −S, the two groups explain r² = S² (1/n₁ + 1/n₂) of the squares, and t² = r² (n₁ + n₂ − 2) / (1 − r²).
 */
export async function permutationTest(
  before: readonly Float32Array[],
  after: readonly Float32Array[],
  options: PermutationOptions = DEFAULT_PERMUTATION,
): Promise<CurveTest[]> {
  const k = before.length;
  const first = (before[0]?.length ?? 0) / CURVE_NODES;
  const second = (after[0]?.length ?? 0) / CURVE_NODES;
  if (after.length !== k)
    throw new RangeError(`Got ${k} curves before and ${after.length} after; they must match.`);
  if (k === 0) return [];
  if (Math.min(first, second) < 2)
    throw new RangeError(`Each clip needs 2 strides; got ${first} and ${second}.`);
  const pooled = poolStrides(before, after);
  const largest = await largestByChance(pooled, k, second, options);
  return before.map((_, curve) => {
    const t = observedT(pooled, curve, first);
    const chance = Float32Array.from(largest, (row) => row[curve]!).sort();
    return { t, threshold: Math.sqrt(quantile(chance, 1 - ALPHA)), p: tailShare(chance, t) };
  });
}

/** Largest t² along each curve in each shuffle: shuffles rows of k. */
async function largestByChance(
  pooled: PooledStrides,
  k: number,
  second: number,
  { shuffles, seed }: PermutationOptions,
): Promise<Float32Array[]> {
  const shape: [number, number] = [pooled.strides, pooled.columns];
  const values = tensor2d(pooled.values, shape);
  const present = pooled.present && tensor2d(pooled.present, shape);
  const deal = dealer(pooled.strides, second, seed);
  const largest: Float32Array[] = [];
  try {
    for (let done = 0; done < shuffles; done += SHUFFLES_PER_PASS) {
      const count = Math.min(SHUFFLES_PER_PASS, shuffles - done);
      const pass = tidy(() => {
        const groups = tensor2d(deal(count), [count, pooled.strides]);
        return present ? sparseT2(groups, values, present, pooled, k) : completeT2(groups, values, second, k);
      });
      const found = Float32Array.from(await pass.data());
      pass.dispose();
      for (let row = 0; row < count; row++) largest.push(found.subarray(row * k, (row + 1) * k));
    }
  } finally {
    values.dispose();
    present?.dispose();
  }
  return largest;
}

/** Nothing missing: t² grows with r², and r² with S², so the largest S² is all that has to be found. */
function completeT2(groups: Tensor2D, values: Tensor2D, second: number, k: number): Tensor2D {
  const strides = values.shape[0];
  const explained = mul<Tensor2D>(
    largestPerCurve(square(matMul<Tensor2D>(groups, values)), k),
    shareOf(second, strides),
  );
  return mul(div<Tensor2D>(explained, maximum(sub(1, explained), LEAST_UNEXPLAINED)), strides - 2);
}

/** Some nodes missing: group sizes and degrees of freedom differ by node, so t² is taken at every node first. */
function sparseT2(
  groups: Tensor2D,
  values: Tensor2D,
  present: Tensor2D,
  pooled: PooledStrides,
  k: number,
): Tensor2D {
  const row: [number, number] = [1, pooled.columns];
  const known = tensor2d(pooled.counts, row);
  const freedom = tensor2d(
    pooled.counts.map((count) => Math.max(0, count - 2)),
    row,
  );
  const inSecond = matMul<Tensor2D>(groups, present);
  const share = div<Tensor2D>(known, maximum(mul(inSecond, sub(known, inSecond)), 1)); // an empty group has S = 0
  const explained = mul<Tensor2D>(square(matMul<Tensor2D>(groups, values)), share);
  const t2 = mul<Tensor2D>(div(explained, maximum(sub(1, explained), LEAST_UNEXPLAINED)), freedom);
  return largestPerCurve(t2, k);
}

function largestPerCurve(nodes: Tensor2D, k: number): Tensor2D {
  return max<Tensor2D>(reshape(nodes, [nodes.shape[0], k, CURVE_NODES]), 2);
}

/** 1/n₁ + 1/n₂ for groups of `second` and the rest of `strides`. */
function shareOf(second: number, strides: number): number {
  return strides / (second * (strides - second));
}

/** t at each node of one curve as the clips really are, in float64. */
function observedT(pooled: PooledStrides, curve: number, first: number): Float32Array {
  return Float32Array.from({ length: CURVE_NODES }, (_, node) => {
    const column = curve * CURVE_NODES + node;
    const all = pooled.counts[column]!;
    let sum = 0;
    let second = 0;
    for (let stride = first; stride < pooled.strides; stride++) {
      sum += pooled.values[stride * pooled.columns + column]!;
      second += pooled.present ? pooled.present[stride * pooled.columns + column]! : 1;
    }
    if (second === 0 || second === all || all < 3) return 0;
    const explained = sum * sum * shareOf(second, all);
    return Math.sign(sum) * Math.sqrt((explained * (all - 2)) / Math.max(1 - explained, LEAST_UNEXPLAINED));
  });
}

/** `sorted` ascending; the smallest value that at least `share` of them do not exceed. */
function quantile(sorted: Float32Array, share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? NaN;
}

/** Share of shuffles, the real deal counted among them, whose largest t² reaches the observed one (Phipson & Smyth 2010). */
function tailShare(chance: Float32Array, t: Float32Array): number {
  const observed = t.reduce((largest, value) => Math.max(largest, value * value), 0) * (1 - TIE_TOLERANCE);
  const reached = chance.reduce((count, value) => count + (value >= observed ? 1 : 0), 0);
  return (reached + 1) / (chance.length + 1);
}
