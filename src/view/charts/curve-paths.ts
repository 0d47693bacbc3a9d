import { area, line } from 'd3-shape';

type Scale = (value: number) => number;

/** The line of a curve whose values stand at 0, 1, … 100 %; NaN leaves a gap. */
export function curveLine(values: Float32Array, x: Scale, y: Scale): string {
  const path = line<number>()
    .defined(Number.isFinite)
    .x((_, phase) => x(phase))
    .y(y)
    .digits(1);
  return path(values) ?? '';
}

/** The band of a curve, mean ± SD. */
export function curveBand(
  { mean, sd }: { mean: Float32Array; sd: Float32Array },
  x: Scale,
  y: Scale,
): string {
  const path = area<number>()
    .defined((value, phase) => Number.isFinite(value) && Number.isFinite(sd[phase]))
    .x((_, phase) => x(phase))
    .y0((value, phase) => y(value - sd[phase]!))
    .y1((value, phase) => y(value + sd[phase]!))
    .digits(1);
  return path(mean) ?? '';
}
