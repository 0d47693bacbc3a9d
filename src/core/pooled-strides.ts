import { CURVE_NODES } from './stride-nodes';

/**
 * The strides of two clips in one matrix, ready for sums by matrix product. Each of the `columns` = k × 101 columns (curve
 * by curve) has its mean taken off and its sum of squares scaled to 1, in float64, so that float32 sums neither cancel nor
 * overflow; a column without any spread is all 0.
 */
export interface PooledStrides {
  columns: number;
  strides: number;
  /** Row-major [strides, columns]: the first clip's strides, then the second's; 0 where missing. */
  values: Float32Array;
  /** Same shape: 1 = known, 0 = missing; null when nothing is missing. */
  present: Float32Array | null;
  /** Strides known in each column. */
  counts: Float32Array;
}

/** `before`, `after`: k curves each, [strides × 101], stride by stride, NaN = missing. */
export function poolStrides(before: readonly Float32Array[], after: readonly Float32Array[]): PooledStrides {
  const columns = before.length * CURVE_NODES;
  const strides = ((before[0]?.length ?? 0) + (after[0]?.length ?? 0)) / CURVE_NODES;
  const values = new Float32Array(strides * columns);
  const present = new Float32Array(strides * columns);
  const counts = new Float32Array(columns);
  for (let column = 0; column < columns; column++) {
    const curve = Math.floor(column / CURVE_NODES);
    const node = column % CURVE_NODES;
    const known = standardised(before[curve]!, after[curve]!, node);
    known.forEach((value, stride) => {
      if (Number.isNaN(value)) return;
      values[stride * columns + column] = value;
      present[stride * columns + column] = 1;
      counts[column]!++;
    });
  }
  const complete = counts.every((count) => count === strides);
  return { columns, strides, values, present: complete ? null : present, counts };
}

/**
 * One node's values over both clips' strides, mean 0 and sum of squares 1 (all 0 without spread); NaN stays NaN. A node that
 * either clip knows from fewer than 2 strides compares nothing and is NaN throughout.
 */
function standardised(before: Float32Array, after: Float32Array, node: number): number[] {
  const [first, second] = [nodeOf(before, node), nodeOf(after, node)];
  const values = [...first, ...second];
  if ([first, second].some((clip) => clip.filter(Number.isFinite).length < 2)) return values.map(() => NaN);
  const known = values.filter(Number.isFinite);
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
  const spread = Math.sqrt(known.reduce((sum, value) => sum + (value - mean) ** 2, 0));
  const noise = 1e-6 * Math.max(1, Math.abs(mean)) * Math.sqrt(known.length); // rounding of float32 curves is no spread
  return values.map((value) => (Number.isFinite(value) && spread <= noise ? 0 : (value - mean) / spread));
}

function nodeOf(curves: Float32Array, node: number): number[] {
  const values: number[] = [];
  for (let at = node; at < curves.length; at += CURVE_NODES) values.push(curves[at]!);
  return values;
}
