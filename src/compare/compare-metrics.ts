import type { Interval } from '../metrics/bootstrap';
import type { MetricTable } from '../metrics/compute-metrics';
import type { Metric, MetricId } from '../metrics/metric';
import { tableOf } from '../metrics/registry';
import {
  isMeasured,
  LEGS,
  type Leg,
  type MetricResult,
  type MetricSummary,
  type SideSummary,
} from '../metrics/summary';
import { incomparable, type Conditions } from './conditions';
import { DETECTABLE_DIFFERENCE, type DetectableDifference } from './detectable-difference';

/** One clip's numbers and what they were taken under. */
export interface ComparableClip {
  metrics: MetricTable;
  conditions: Conditions;
}

/** After less before, in the metric's unit. */
interface Change {
  delta: number;
  /** From the strides' spread alone; re-filming is not in it. */
  ci95: Interval;
  /** Beyond the smallest detectable difference, and its interval excludes 0. */
  real: boolean;
}

/** What may be said about a metric of two clips. Legs (and both) that either clip withholds are null. */
export type Comparison =
  | {
      verdict: 'changed' | 'within error';
      why: string;
      detectable: DetectableDifference;
      left: Change | null;
      right: Change | null;
      both: Change | null;
    }
  | { verdict: 'not comparable'; why: string };

/** SCIENCE.md §5 for every metric. Pseudo-replication: many strides of two clips never make a change real by themselves. */
export function compareMetrics(before: ComparableClip, after: ComparableClip): Record<MetricId, Comparison> {
  return tableOf((metric) => {
    const barrier = incomparable(metric, before.conditions, after.conditions);
    if (barrier !== null) return { verdict: 'not comparable', why: barrier };
    return compareResults(metric, before.metrics[metric.id], after.metrics[metric.id]);
  });
}

function compareResults(metric: Metric, before: MetricResult, after: MetricResult): Comparison {
  if (!isMeasured(before)) return { verdict: 'not comparable', why: `before: ${before.unavailable}` };
  if (!isMeasured(after)) return { verdict: 'not comparable', why: `after: ${after.unavailable}` };
  const detectable = DETECTABLE_DIFFERENCE[metric.id];
  const change = (part: Leg | 'both') => changeOf(before[part], after[part], detectable.value);
  const legs = {
    left: change('left'),
    right: change('right'),
    both: sameLegs(before, after) ? change('both') : null,
  };
  if (!legs.left && !legs.right)
    return { verdict: 'not comparable', why: 'the two clips show different legs' };
  const real = (['both', 'left', 'right'] as const).filter((part) => legs[part]?.real);
  const limit = `${tidy(detectable.value)}${metric.unit === '°' ? '' : ' '}${metric.unit}`;
  return real.length > 0
    ? {
        verdict: 'changed',
        why: `more than ${limit} and beyond the strides’ spread (${real.join(', ')})`,
        detectable,
        ...legs,
      }
    : {
        verdict: 'within error',
        why: `not more than ${limit}, or not beyond the strides’ spread`,
        detectable,
        ...legs,
      };
}

/** Means over both legs compare like with like only if the same legs are in them. */
function sameLegs(before: MetricSummary, after: MetricSummary): boolean {
  return LEGS.every((side) => (before[side].withheld === null) === (after[side].withheld === null));
}

/** Independent clips: the intervals' halves add in quadrature. */
function changeOf(before: SideSummary, after: SideSummary, detectable: number): Change | null {
  if (before.withheld !== null || after.withheld !== null) return null;
  const delta = after.mean - before.mean;
  const half = Math.hypot(...[before, after].map(({ ci95 }) => (ci95[1] - ci95[0]) / 2));
  return {
    delta,
    ci95: [delta - half, delta + half],
    real: Math.abs(delta) > detectable && Math.abs(delta) > half,
  };
}

/** Two significant digits at most: `2.8`, `0.014`. */
function tidy(value: number): string {
  return String(Number(value.toPrecision(2)));
}
