import { meanOf } from '../metrics/bootstrap';

/** How well a mean over strides is known. */
export interface MeanError {
  /** Standard error of the mean, in the values' unit. */
  standardError: number;
  /** Degrees of freedom for Student's t: effective strides less one. */
  freedom: number;
}

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

/** Neighbours two and two, a last one left over alone: a left and a right stride that overlap in time become one value. */
export function pairMeans(values: readonly number[]): number[] {
  return values.flatMap((value, i) => (i % 2 === 0 ? [meanOf([value, values[i + 1] ?? value])] : []));
}
