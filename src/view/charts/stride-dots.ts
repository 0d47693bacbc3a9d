import type { MeasuredStride } from '../../analysis/run-analysis';
import type { MetricId } from '../../metrics/metric';
import type { Side } from '../../units';

/** A stride that counts and has a value. */
export interface StrideDot {
  stride: MeasuredStride;
  value: number;
}

/** The strides that count in a metric, in order of time. */
export function strideDots(strides: readonly MeasuredStride[], id: MetricId): StrideDot[] {
  return strides
    .map((stride) => ({ stride, value: stride.values[id] }))
    .filter(({ stride, value }) => stride.excluded === null && Number.isFinite(value));
}

/** Points of one leg as one path of nothing but line ends; points on the same pixel are drawn once. */
export function dotsPath(
  dots: readonly StrideDot[],
  side: Side,
  x: (timeS: number) => number,
  y: (value: number) => number,
): string {
  const points = dots
    .filter(({ stride }) => stride.side === side)
    .map(({ stride, value }) => `M${Math.round(x(stride.startS))} ${Math.round(y(value))}h.01`);
  return [...new Set(points)].join('');
}

/** The dot nearest to a point in pixels; null where there are none. Without `yPx` only time counts. */
export function nearestDot(
  dots: readonly StrideDot[],
  x: (timeS: number) => number,
  y: (value: number) => number,
  xPx: number,
  yPx: number | null,
): StrideDot | null {
  let [nearest, least] = [null as StrideDot | null, Infinity];
  for (const dot of dots) {
    const distance = Math.hypot(x(dot.stride.startS) - xPx, yPx === null ? 0 : y(dot.value) - yPx);
    if (distance < least) [nearest, least] = [dot, distance];
  }
  return nearest;
}
