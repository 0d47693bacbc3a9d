import type { Stride } from '../gait/strides';
import { SIDES, type Side } from '../units';
import { curveOfStride } from './stride-curve';
import { LEAST_STRIDES } from './summary';
import type { Span } from './sampling';

/** One curve per stride, [101] at 0–100 % of it, freed of the noise of single frames. */
export type LockedCurves = ReadonlyMap<Stride, Float32Array>;

/** A stride that misses more of its nodes than this has no locked curve *(judgement, as metrics/sampling)*. */
const MOST_MISSING = 0.1;

/**
 * Each stride as its leg's mean curve plus the stride's own level, slope and bow (Legendre terms). The greatest of some fifty noisy frames is
 * too high by about two of their noise, and a range too wide by twice that (4.0° read 5.1–5.7°); of this curve, by the mean's noise alone,
 * which n strides divide by √n. Legs with fewer than 5 strides have none.
 */
export function lockedCurves(
  series: Record<Side, Float32Array>,
  timeS: Float64Array,
  strides: readonly Stride[],
): LockedCurves {
  const locked = new Map<Stride, Float32Array>();
  for (const side of SIDES) {
    const curves = strides
      .filter((stride) => stride.side === side && stride.excluded === null)
      .map((stride) => ({ stride, curve: curveOfStride(series[side], timeS, stride) }))
      .filter(({ curve }) => curve.filter(Number.isNaN).length <= MOST_MISSING * curve.length);
    if (curves.length < LEAST_STRIDES) continue;
    const mean = meanCurve(curves.map(({ curve }) => curve));
    for (const { stride, curve } of curves) locked.set(stride, lockedTo(mean, curve));
  }
  return locked;
}

/** Mean and extremes of a locked curve from 0 to a share of the stride. */
export function spanOfCurve(curve: Float32Array, share: number): Span {
  const part = curve.subarray(0, Math.floor(share * (curve.length - 1)) + 1).filter(Number.isFinite);
  return {
    mean: part.reduce((sum, value) => sum + value, 0) / part.length,
    min: Math.min(...part),
    max: Math.max(...part),
  };
}

function meanCurve(curves: readonly Float32Array[]): Float32Array {
  return curves[0]!.map((_, node) => {
    const known = curves.map((curve) => curve[node]!).filter(Number.isFinite);
    return known.reduce((sum, value) => sum + value, 0) / known.length;
  });
}

const TERMS = [() => 1, (x: number) => x, (x: number) => (3 * x * x - 1) / 2];

function lockedTo(mean: Float32Array, curve: Float32Array): Float32Array {
  const out = mean.slice();
  const at = (node: number) => (2 * node) / (out.length - 1) - 1;
  for (const term of TERMS) {
    let [dot, norm] = [0, 0];
    curve.forEach((value, node) => {
      const miss = value - out[node]!;
      if (Number.isNaN(miss)) return;
      dot += term(at(node)) * miss;
      norm += term(at(node)) ** 2;
    });
    if (norm > 0) out.forEach((value, node) => (out[node] = value + (dot / norm) * term(at(node))));
  }
  return out;
}
