/** Steps of the integral; quantiles are then right to 4 digits, as tabled, up to some 1000 degrees of freedom. */
const STEPS = 1000;

/**
 * Student's t that all but a share `alpha` of values stay within, both sides counted: 0.05 gives the usual 95 %. `freedom`:
 * 1 or more. With t = √freedom · tan θ the density becomes cos θ to the power freedom − 1, which is summed up to the quantile.
 */
export function studentT(alpha: number, freedom: number): number {
  const step = Math.PI / 2 / STEPS;
  const shares = Float64Array.from({ length: STEPS }, (_, i) => Math.cos((i + 0.5) * step) ** (freedom - 1));
  let left = (1 - alpha) * shares.reduce((sum, share) => sum + share, 0);
  for (const [i, share] of shares.entries()) {
    if (left <= share) return Math.sqrt(freedom) * Math.tan((i + left / share) * step);
    left -= share;
  }
  return Infinity;
}

/** The share that each of `count` numbers may err by so that, were they independent, any errs by no more than `alpha` (Šidák 1967). */
export function sidak(alpha: number, count: number): number {
  return 1 - (1 - alpha) ** (1 / count);
}
