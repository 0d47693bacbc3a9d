import type { Interval } from '../metrics/mean-error';
import type { Metric, MetricId } from '../metrics/metric';
import { metricOf } from '../metrics/registry';
import { isSound, type SideSummary } from '../metrics/summary';
import { takeMean, type Part } from './change';
import { conditionsOf, type ComparedSession } from './compared-session';
import { incomparable, type Conditions } from './conditions';

/** A metric of one session, and what is told beside it. */
export interface TrendPoint {
  sessionId: string;
  filmedAtMs: number;
  mean: number;
  /** As the session itself tells it; re-filming is not in it. */
  ci95: Interval;
  /** Strides. */
  n: number;
  pain: number | null;
  speedKmh: number | null;
  /** Points of one group may be compared with each other: only they are joined by a line. Counted from 0 in order of time. */
  group: number;
  /** Why this point is not of the group of the last point, half a sentence; null = it is. */
  apart: string | null;
}

/**
 * One metric of one runner's sessions in order of time, like with like. Sessions without the number, or with an exploratory one, leave no point. Where a
 * session has several takes with the number, the one that joins a group already there serves, else the one with most strides.
 */
export function trendOf(sessions: readonly ComparedSession[], id: MetricId, part: Part): TrendPoint[] {
  const metric = metricOf(id);
  const inTime = [...sessions].sort((a, b) => a.session.filmedAtMs - b.session.filmedAtMs);
  const groups: Conditions[] = [];
  const chosen = inTime.flatMap((of) => {
    const takes = measuredTakes(of, metric, part);
    const best = takes.find(({ conditions }) => groupOf(metric, groups, conditions) !== -1) ?? takes[0];
    if (!best) return [];
    const found = groupOf(metric, groups, best.conditions);
    if (found === -1) groups.push(best.conditions);
    return [{ ...best, of, group: found === -1 ? groups.length - 1 : found }];
  });
  const last = chosen.at(-1);
  return chosen.map(({ of: { session }, summary: { mean, ci95, n }, group }) => ({
    sessionId: session.id,
    filmedAtMs: session.filmedAtMs,
    mean,
    ci95,
    n,
    pain: session.facts.pain,
    speedKmh: session.facts.speedKmh,
    group,
    apart: incomparable(metric, groups[group]!, groups[last!.group]!),
  }));
}

interface MeasuredTake {
  summary: SideSummary;
  conditions: Conditions;
}

/** Takes that have the number, most strides first. */
function measuredTakes(of: ComparedSession, { id }: Metric, part: Part): MeasuredTake[] {
  return of.takes
    .flatMap((take) => {
      if (!isSound(take.analysis.metrics[id])) return [];
      const summary = takeMean(take, id, part);
      return typeof summary === 'string' ? [] : [{ summary, conditions: conditionsOf(of, take) }];
    })
    .sort((a, b) => b.summary.n - a.summary.n);
}

function groupOf(metric: Metric, groups: readonly Conditions[], conditions: Conditions): number {
  return groups.findIndex((first) => incomparable(metric, first, conditions) === null);
}
