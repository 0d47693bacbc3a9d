/** Median of the numbers among `values`; NaN where there are none. */
export function median(values: ArrayLike<number>): number {
  const sorted = new Float64Array(values).filter((value) => !Number.isNaN(value)).sort();
  const half = sorted.length >> 1;
  if (sorted.length % 2 === 1) return sorted[half]!;
  return sorted.length === 0 ? NaN : (sorted[half - 1]! + sorted[half]!) / 2;
}
