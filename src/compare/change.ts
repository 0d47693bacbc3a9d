import { halfWidth95, type Interval } from '../metrics/mean-error';
import type { MetricId } from '../metrics/metric';
import {
  isMeasured,
  LEAST_STRIDES,
  LEGS,
  type Leg,
  type SideSummary,
  strideErrorOf,
} from '../metrics/summary';
import type { ComparedTake } from './compared-session';
import { partsOf } from './parts';

/** Which strides a number is the mean of. */
export type Part = Leg | 'both';

/** After less before, in the metric's unit. */
export interface Change {
  delta: number;
  /** From the strides of the two clips alone, their likeness from stride to stride counted; re-filming is not in it. */
  ci95: Interval;
}

/** A metric of one take over the strides of one leg or both; the reason where there is none. */
export function takeMean({ analysis }: ComparedTake, id: MetricId, part: Part): SideSummary | string {
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
  return summary;
}

/** Difference of two takes' means with its 95 % interval (Welch: the takes need not vary alike). */
export function changeBetween(before: SideSummary, after: SideSummary): Change {
  const delta = after.mean - before.mean;
  const errors = { before: strideErrorOf(before), after: strideErrorOf(after) };
  const [a, b] = [errors.before.standardError ** 2, errors.after.standardError ** 2];
  if (a + b === 0) return { delta, ci95: [delta, delta] };
  const freedom = (a + b) ** 2 / (a ** 2 / errors.before.freedom + b ** 2 / errors.after.freedom);
  const half = halfWidth95({ standardError: Math.sqrt(a + b), freedom });
  return { delta, ci95: [delta - half, delta + half] };
}
