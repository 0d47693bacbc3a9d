import { scaleLinear, type ScaleLinear } from 'd3-scale';

/** Room around a plot for its labels, in pixels. */
export const MARGIN = { left: 36, right: 10, top: 10, bottom: 24 } as const;

/** Where values stand in a plot of a height: 0 at the top; the ends are round numbers. Without finite values: 0 to 1. */
export function valueScale(values: Iterable<number>, heightPx: number): ScaleLinear<number, number> {
  let [least, greatest] = [Infinity, -Infinity];
  for (const value of values) {
    if (value < least) least = value;
    if (value > greatest) greatest = value;
  }
  const domain = least < greatest ? [least, greatest] : least === greatest ? [least - 1, least + 1] : [0, 1];
  return scaleLinear()
    .domain(domain)
    .nice(5)
    .range([heightPx - MARGIN.bottom, MARGIN.top]);
}

/** Where 0–100 %, seconds or strides stand in a plot of a width. */
export function placeScale(from: number, to: number, widthPx: number): ScaleLinear<number, number> {
  return scaleLinear()
    .domain([from, to > from ? to : from + 1])
    .range([MARGIN.left, widthPx - MARGIN.right]);
}
