/** Count, mean and sum of squared deviations of some numbers. */
export interface Moments {
  count: number;
  mean: number;
  squares: number;
}

/** Moments of two disjoint sets together, without cancellation (Chan, Golub & LeVeque 1979). */
export function mergeMoments(a: Moments, b: Moments): Moments {
  const count = a.count + b.count;
  if (count === 0) return a;
  const shift = b.mean - a.mean;
  return {
    count,
    mean: a.mean + (shift * b.count) / count,
    squares: a.squares + b.squares + (shift * shift * a.count * b.count) / count,
  };
}

/** Sample standard deviation; NaN below two numbers. */
export function standardDeviation({ count, squares }: Moments): number {
  return count < 2 ? NaN : Math.sqrt(squares / (count - 1));
}
