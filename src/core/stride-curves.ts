import {
  add,
  div,
  gatherND,
  matMul,
  maximum,
  mul,
  ones,
  reshape,
  square,
  sub,
  tensor2d,
  tidy,
  type Rank,
  type Tensor2D,
} from '@tensorflow/tfjs-core';
import { mergeMoments, standardDeviation, type Moments } from './moments';
import { CURVE_NODES, type StrideNodes } from './stride-nodes';

/** Mean and SD (sample) over strides at each node, each [101]; NaN where no stride (SD: no second one) is known. */
export interface CurveSummary {
  mean: Float32Array;
  sd: Float32Array;
  /** Strides known at each node. */
  counts: Float32Array;
}

/** Strides of one pass, each tensor [strides, 101 × k], series fastest. `values`: less their series' centre, 0 where missing. */
type PassCurves = {
  values: Tensor2D;
  /** 1 = known, 0 = missing: a mask, because NaN does not survive every WebGL driver. */
  present: Tensor2D;
};

/** Strides per pass: 512 × 101 nodes × 9 series are 2 MB a tensor. */
const STRIDES_PER_PASS = 512;

/**
 * Stride-normalised curves of k `series` [T] at once (any unit, NaN = missing). Returns k arrays [strides × 101], stride by
 * stride, linear between frames; NaN where a neighbouring frame is missing.
 */
export async function strideCurves(
  series: readonly Float32Array[],
  nodes: StrideNodes,
): Promise<Float32Array[]> {
  const k = series.length;
  const centres = series.map(centreOf);
  const curves = series.map(() => new Float32Array(nodes.strides * CURVE_NODES));
  await eachPass(series, centres, nodes, async ({ values, present }, first) => {
    const [value, known] = await Promise.all([values.data(), present.data()]);
    value.forEach((v, at) => {
      const c = at % k;
      curves[c]![first * CURVE_NODES + (at - c) / k] = known[at]! > 0 ? v + centres[c]! : NaN;
    });
  });
  return curves;
}

/** Mean and SD over strides of k `series` [T] at once, answered in their order; missing frames are left out node by node. */
export async function summariseCurves(
  series: readonly Float32Array[],
  nodes: StrideNodes,
): Promise<CurveSummary[]> {
  const k = series.length;
  const centres = series.map(centreOf);
  const totals: Moments[] = Array.from({ length: k * CURVE_NODES }, () => ({
    count: 0,
    mean: 0,
    squares: 0,
  }));
  await eachPass(series, centres, nodes, async (pass) => {
    const moments = tidy(() => passMoments(pass));
    const [count, mean, squares] = await Promise.all(moments.map((tensor) => tensor.data()));
    moments.forEach((tensor) => {
      tensor.dispose();
    });
    totals.forEach((total, at) => {
      totals[at] = mergeMoments(total, { count: count![at]!, mean: mean![at]!, squares: squares![at]! });
    });
  });
  return series.map((_, c) => summaryOf(totals, c, k, centres[c]!));
}

/** Runs `use` on the strides in passes of bounded size and disposes of what it was given. */
async function eachPass(
  series: readonly Float32Array[],
  centres: readonly number[],
  nodes: StrideNodes,
  use: (pass: PassCurves, firstStride: number) => Promise<void>,
): Promise<void> {
  if (series.length === 0 || nodes.strides === 0) return;
  const frames = tidy(() => upload(series, centres));
  try {
    for (let first = 0; first < nodes.strides; first += STRIDES_PER_PASS) {
      const count = Math.min(STRIDES_PER_PASS, nodes.strides - first);
      const pass = tidy(() => interpolate(frames, nodes, first, count));
      try {
        await use(pass, first);
      } finally {
        pass.values.dispose();
        pass.present.dispose();
      }
    }
  } finally {
    frames.values.dispose();
    frames.present.dispose();
  }
}

/** Series as rows of frames [T + 1, k], so that one gather brings all k values of a node; the last row is known to be missing. */
function upload(series: readonly Float32Array[], centres: readonly number[]): PassCurves {
  const k = series.length;
  const frames = series[0]!.length;
  const values = new Float32Array((frames + 1) * k);
  const present = new Float32Array((frames + 1) * k);
  series.forEach((column, c) => {
    for (let t = 0; t < frames; t++) {
      if (!Number.isFinite(column[t])) continue;
      values[t * k + c] = column[t]! - centres[c]!;
      present[t * k + c] = 1;
    }
  });
  return { values: tensor2d(values, [frames + 1, k]), present: tensor2d(present, [frames + 1, k]) };
}

function interpolate(frames: PassCurves, nodes: StrideNodes, first: number, count: number): PassCurves {
  const k = frames.values.shape[1];
  const rows = count * CURVE_NODES;
  const from = first * CURVE_NODES;
  const before = tensor2d(nodes.before.subarray(from, from + rows), [rows, 1], 'int32');
  const after = tensor2d(nodes.after.subarray(from, from + rows), [rows, 1], 'int32');
  const weight = perSeries(nodes.weight.subarray(from, from + rows), k);
  const start = gatherND(frames.values, before);
  const line = add(start, mul(weight, sub(gatherND(frames.values, after), start)));
  const present = mul(gatherND(frames.present, before), gatherND(frames.present, after));
  return {
    values: reshape<Rank.R2>(mul(line, present), [count, CURVE_NODES * k]),
    present: reshape<Rank.R2>(present, [count, CURVE_NODES * k]),
  };
}

/** A column repeated for each series, [rows, k]: broadcasting would be ten times slower on the CPU backend. */
function perSeries(column: Float32Array, k: number): Tensor2D {
  const repeated = new Float32Array(column.length * k);
  column.forEach((value, row) => repeated.fill(value, row * k, (row + 1) * k));
  return tensor2d(repeated, [column.length, k]);
}

/** Count, mean and squared deviations over a pass's strides, each [1, 101 × k]. */
function passMoments({ values, present }: PassCurves): Tensor2D[] {
  const strides = values.shape[0];
  const sum = ones<Rank.R2>([1, strides]);
  const count = matMul<Tensor2D>(sum, present);
  const mean = div<Tensor2D>(matMul(sum, values), maximum(count, 1));
  const deviation = mul(present, sub(values, matMul(ones([strides, 1]), mean)));
  return [count, mean, matMul<Tensor2D>(sum, square(deviation))];
}

/** Middle of a series' values: taken off before float32 sums so that they do not cancel. */
function centreOf(series: Float32Array): number {
  let sum = 0;
  let count = 0;
  for (const value of series) {
    if (!Number.isFinite(value)) continue;
    sum += value;
    count++;
  }
  return count > 0 ? sum / count : 0;
}

function summaryOf(totals: readonly Moments[], series: number, k: number, centre: number): CurveSummary {
  const nodes = Array.from({ length: CURVE_NODES }, (_, node) => totals[node * k + series]!);
  return {
    mean: Float32Array.from(nodes, (moments) => (moments.count > 0 ? moments.mean + centre : NaN)),
    sd: Float32Array.from(nodes, standardDeviation),
    counts: Float32Array.from(nodes, (moments) => moments.count),
  };
}
