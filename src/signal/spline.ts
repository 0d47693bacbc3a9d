import type { Seconds } from '../units';

/**
 * Values and slopes of a natural cubic spline through irregular samples, on another time base.
 * `timeS` [n] strictly increasing, `values` [n] with NaN = missing, `atS` [m] increasing. Gaps up to `maxGapS` between
 * neighbouring numbers are bridged; inside longer gaps and outside the samples the answer is NaN.
 * `slopes` is in units of `values` per second. Linear time in n + m.
 */
export function resample(
  timeS: Float64Array,
  values: ArrayLike<number>,
  atS: Float64Array,
  maxGapS: Seconds,
): { values: Float64Array<ArrayBuffer>; slopes: Float64Array<ArrayBuffer> } {
  const result = {
    values: new Float64Array(atS.length).fill(NaN),
    slopes: new Float64Array(atS.length).fill(NaN),
  };
  const knots = knotsOf(timeS, values);
  let at = 0;
  for (let start = 0; start < knots.t.length;) {
    let end = start + 1;
    while (end < knots.t.length && knots.t[end]! - knots.t[end - 1]! <= maxGapS) end++;
    at = evaluateRun(knots.t.subarray(start, end), knots.v.subarray(start, end), atS, at, result);
    start = end;
  }
  return result;
}

function knotsOf(timeS: Float64Array, values: ArrayLike<number>) {
  const t = new Float64Array(timeS.length);
  const v = new Float64Array(timeS.length);
  let count = 0;
  for (let i = 0; i < timeS.length; i++) {
    const value = values[i]!;
    if (Number.isNaN(value)) continue;
    t[count] = timeS[i]!;
    v[count++] = value;
  }
  return { t: t.subarray(0, count), v: v.subarray(0, count) };
}

/** Fills `result` over one gap-free run of knots, from index `at` of `atS` on; returns the first index behind the run. */
function evaluateRun(
  t: Float64Array,
  v: Float64Array,
  atS: Float64Array,
  at: number,
  result: { values: Float64Array; slopes: Float64Array },
): number {
  const curvature = naturalCurvature(t, v);
  const last = t.length - 1;
  // Grid times and frame times are computed differently; a nanosecond must not cost the end sample.
  const slackS = 1e-9;
  while (at < atS.length && atS[at]! < t[0]! - slackS) at++;
  let knot = 0;
  for (; at < atS.length && atS[at]! <= t[last]! + slackS; at++) {
    if (last === 0) {
      result.values[at] = v[0]!;
      continue;
    }
    while (knot < last - 1 && t[knot + 1]! < atS[at]!) knot++;
    const h = t[knot + 1]! - t[knot]!;
    const b = (atS[at]! - t[knot]!) / h;
    const a = 1 - b;
    const m0 = curvature[knot]!;
    const m1 = curvature[knot + 1]!;
    result.values[at] =
      a * v[knot]! + b * v[knot + 1]! + ((a * a * a - a) * m0 + (b * b * b - b) * m1) * ((h * h) / 6);
    result.slopes[at] =
      (v[knot + 1]! - v[knot]!) / h + ((1 - 3 * a * a) * m0 + (3 * b * b - 1) * m1) * (h / 6);
  }
  return at;
}

/** Second derivatives at the knots (Thomas algorithm on the tridiagonal system; zero at both ends). */
function naturalCurvature(t: Float64Array, v: Float64Array): Float64Array {
  const n = t.length;
  const curvature = new Float64Array(n);
  const factor = new Float64Array(n);
  for (let i = 1; i < n - 1; i++) {
    const before = t[i]! - t[i - 1]!;
    const after = t[i + 1]! - t[i]!;
    const right = 6 * ((v[i + 1]! - v[i]!) / after - (v[i]! - v[i - 1]!) / before);
    const pivot = 2 * (before + after) - before * factor[i - 1]!;
    factor[i] = after / pivot;
    curvature[i] = (right - before * curvature[i - 1]!) / pivot;
  }
  for (let i = n - 2; i > 0; i--) curvature[i] = curvature[i]! - factor[i]! * curvature[i + 1]!;
  return curvature;
}
