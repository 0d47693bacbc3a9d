import type { MetricTable } from '../metrics/compute-metrics';
import type { Metric } from '../metrics/metric';
import { METRICS } from '../metrics/registry';
import { isMeasured } from '../metrics/summary';
import { type Angle, angleOf, ANGLES } from './angle';
import { type Conditions, incomparable } from './conditions';
import { partsOf } from './parts';

/** A take as lists know it: its means and how it was filmed, no strides. */
export interface ListedTake {
  conditions: Conditions;
  metrics: MetricTable;
}

/** What comparing two sessions would give. */
export interface Prospect {
  /** From where numbers of the body can be compared; empty = none can. */
  angles: readonly Angle[];
  /** Whether cadence can be compared. */
  cadence: boolean;
  /** What forbids numbers that both have, the first one in the registry's order; null = nothing does. */
  barrier: string | null;
}

/** What comparing two sessions would give, by the comparison's own rules, from what lists have in memory. */
export function prospectOf(before: readonly ListedTake[], after: readonly ListedTake[]): Prospect {
  const pairs = before.flatMap((a) => after.map((b) => ({ a, b })));
  const shared = pairs.flatMap(({ a, b }) =>
    METRICS.filter((metric) => isIn(metric, a) && isIn(metric, b)).map((metric) => ({
      metric,
      angle: angleOf(a.conditions.view),
      barrier: incomparable(metric, a.conditions, b.conditions),
    })),
  );
  const open = shared.filter(({ barrier }) => barrier === null);
  const ofBody = open.filter(({ metric }) => metric.joints !== null);
  return {
    angles: ANGLES.filter((one) => ofBody.some(({ angle }) => angle === one)),
    cadence: open.some(({ metric }) => metric.id === 'cadenceSpm'),
    barrier: shared.find(({ barrier }) => barrier !== null)?.barrier ?? null,
  };
}

function isIn(metric: Metric, { metrics }: ListedTake): boolean {
  const result = metrics[metric.id];
  return isMeasured(result) && partsOf(metric).some((part) => result[part].withheld === null);
}
