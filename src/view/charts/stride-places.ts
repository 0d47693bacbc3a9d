import type { MeasuredStride } from '../../analysis/run-analysis';
import { valueAt } from '../../metrics/sampling';
import type { Seconds, Side } from '../../units';

/** The stride of a side that a moment lies in; null between strides. */
export function strideAt(
  strides: readonly MeasuredStride[],
  side: Side,
  atS: Seconds,
): MeasuredStride | null {
  return strides.find((stride) => stride.side === side && atS >= stride.startS && atS < stride.endS) ?? null;
}

/** How far into its stride a moment is, 0–100 %. */
export function phaseAt({ startS, endS }: MeasuredStride, atS: Seconds): number {
  return (100 * (atS - startS)) / (endS - startS);
}

/** The moment at a phase (0–100 %) of a stride. */
export function timeAt({ startS, endS }: MeasuredStride, phase: number): Seconds {
  return startS + ((endS - startS) * phase) / 100;
}

/** Mean share of the stride that a leg's foot, or either's, is on the ground, 0–100 %; NaN without strides. */
export function toeOffPhase(strides: readonly MeasuredStride[], side: Side | 'both'): number {
  const phases = strides
    .filter((stride) => (side === 'both' || stride.side === side) && stride.excluded === null)
    .map((stride) => phaseAt(stride, stride.stance.toeOffS));
  return phases.reduce((sum, phase) => sum + phase, 0) / phases.length;
}

/**
 * The counted stride whose value at a phase (0–100 %) is nearest to one pointed at; null where none lies within `within`.
 * `series`: of each side [T].
 */
export function strideNear(
  strides: readonly MeasuredStride[],
  series: Record<Side, Float32Array>,
  timeS: Float64Array,
  pointed: { phase: number; value: number; within: number },
): MeasuredStride | null {
  let [nearest, least] = [null as MeasuredStride | null, pointed.within];
  for (const stride of strides) {
    if (stride.excluded !== null) continue;
    const value = valueAt(series[stride.side], timeS, timeAt(stride, pointed.phase));
    const distance = Math.abs(value - pointed.value);
    if (distance <= least) [nearest, least] = [stride, distance];
  }
  return nearest;
}
