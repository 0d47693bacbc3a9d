import { line } from 'd3-shape';
import { decimate } from './decimate';

/** Points in pixels; null lifts the pen. */
type Points = readonly (readonly [x: number, y: number] | null)[];

/**
 * The path of a series [T] over time: frame by frame where there is room, as least and greatest of each pixel where there
 * is not. `x` (linear) and `y` answer pixels; NaN leaves a gap.
 */
export function timePath(
  values: Float32Array,
  timeS: Float64Array,
  x: (timeS: number) => number,
  y: (value: number) => number,
): string {
  const widthPx = x(timeS.at(-1) ?? 0) - x(timeS[0] ?? 0);
  if (timeS.length <= widthPx)
    return pathThrough(
      Array.from(values, (value, t) => (Number.isNaN(value) ? null : [x(timeS[t]!), y(value)])),
    );
  // Time is drawn to scale, so two ends place every frame: an hour has 200,000 of them.
  const [startS, perS] = [timeS[0]!, widthPx / (timeS.at(-1)! - timeS[0]!)];
  const fromPx = x(startS);
  const columns = decimate(values, (t) => fromPx + (timeS[t]! - startS) * perS);
  return pathThrough(
    columns.flatMap((column) =>
      column.values.length === 0 ? [null] : column.values.map((value) => [column.x + 0.5, y(value)] as const),
    ),
  );
}

/** A line through points. */
function pathThrough(points: Points): string {
  const path = line<Points[number]>()
    .defined((point) => point !== null)
    .x((point) => point?.[0] ?? NaN)
    .y((point) => point?.[1] ?? NaN)
    .digits(1);
  return path(points as Points[number][]) ?? '';
}
