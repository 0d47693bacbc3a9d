import { halfWidth95, meanErrorOf, pairMeans, type Interval, type MeanError } from '../metrics/mean-error';
import type { MetricId } from '../metrics/metric';
import {
  countsInBoth,
  isMeasured,
  LEAST_STRIDES,
  LEGS,
  type Leg,
  type SideSummary,
} from '../metrics/summary';
import type { ComparedTake } from './compared-session';
import { partsOf } from './parts';

/** Which strides a number is the mean of. */
export type Part = Leg | 'both';

/** A metric of one take over the strides of one leg or both. */
export interface TakeMean {
  summary: SideSummary;
  error: MeanError;
}

/** After less before, in the metric's unit. */
export interface Change {
  delta: number;
  /** From the strides of the two clips alone, their likeness from stride to stride counted; re-filming is not in it. */
  ci95: Interval;
}

/** A take's mean of a metric with its standard error; the reason where there is none. */
export function takeMean({ analysis }: ComparedTake, id: MetricId, part: Part): TakeMean | string {
  const result = analysis.metrics[id];
  if (!isMeasured(result)) return result.unavailable;
  const summary = result[part];
  if (summary.withheld !== null) return summary.withheld;
  if (
    part === 'both' &&
    !partsOf({ id }).includes('both') &&
    LEGS.some((leg) => result[leg].n < LEAST_STRIDES)
  )
    return 'one leg has too few strides for a mean of both';
  const legs = part === 'both' ? LEGS.filter((leg) => countsInBoth(result, leg)) : [part];
  const values = analysis.strides
    .filter(({ side, excluded }) => excluded === null && legs.includes(side))
    .map((stride) => stride.values[id])
    .filter(Number.isFinite);
  return { summary, error: meanErrorOf(legs.length === 2 ? pairMeans(values) : values) };
}

/** Difference of two takes' means with its 95 % interval (Welch: the takes need not vary alike). */
export function changeBetween(before: TakeMean, after: TakeMean): Change {
  const delta = after.summary.mean - before.summary.mean;
  const [a, b] = [before.error.standardError ** 2, after.error.standardError ** 2];
  if (a + b === 0) return { delta, ci95: [delta, delta] };
  const freedom = (a + b) ** 2 / (a ** 2 / before.error.freedom + b ** 2 / after.error.freedom);
  const half = halfWidth95({ standardError: Math.sqrt(a + b), freedom });
  return { delta, ci95: [delta - half, delta + half] };
}
