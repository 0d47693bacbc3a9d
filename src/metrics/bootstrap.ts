import { seededRandom } from '../core/seeded-random';

/** The two ends of a 95 % confidence interval. */
export type Interval = [low: number, high: number];

/** Interval of the mean of some numbers (all finite). */
export type MeanInterval = (values: readonly number[]) => Interval;

/** Resamples: the Monte-Carlo error of a 95 % end is then about 3 % of the interval's half-width. */
const RESAMPLES = 1000;
/** Above this many strides a resampled mean is normal to within that error, and the interval is its closed form. */
const MOST_RESAMPLED = 200;
const SEED = 20_191_104;
const Z_95 = 1.959964;

/**
 * Makes an interval function: percentile bootstrap of the mean, stretched about the mean by t(n−1) / z · √(n / (n−1)).
 * A plain percentile interval is too narrow for few strides (it divides by n and knows no t); the stretch undoes that
 * (Hesterberg 2015, Am Stat 69:371). Seeded: the same strides give the same interval. Draws are kept per n while the
 * function lives, since metrics share their strides.
 */
export function createMeanInterval(): MeanInterval {
  const drawsOf = new Map<number, Uint8Array>();
  return (values) => {
    const n = values.length;
    if (n < 2) return [NaN, NaN];
    const mean = meanOf(values);
    if (n > MOST_RESAMPLED) {
      const half = (Z_95 * standardDeviationOf(values)) / Math.sqrt(n);
      return [mean - half, mean + half];
    }
    let draws = drawsOf.get(n);
    if (!draws) drawsOf.set(n, (draws = drawsFor(n)));
    const means = resampledMeans(values, draws).sort();
    const stretch = (studentT95(n - 1) / Z_95) * Math.sqrt(n / (n - 1));
    const end = (share: number) => mean + stretch * (means[Math.round(share * (RESAMPLES - 1))]! - mean);
    return [end(0.025), end(0.975)];
  };
}

/** RESAMPLES × n indices below n. */
function drawsFor(n: number): Uint8Array {
  const random = seededRandom(SEED + n);
  return Uint8Array.from({ length: RESAMPLES * n }, () => Math.floor(random() * n));
}

function resampledMeans(values: readonly number[], draws: Uint8Array): Float64Array {
  const n = values.length;
  const numbers = Float64Array.from(values);
  const means = new Float64Array(RESAMPLES);
  for (let b = 0; b < RESAMPLES; b++) {
    let sum = 0;
    for (let i = b * n; i < (b + 1) * n; i++) sum += numbers[draws[i]!]!;
    means[b] = sum / n;
  }
  return means;
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
