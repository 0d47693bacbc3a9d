import type { Metric } from '../metrics/metric';
import { METRICS } from '../metrics/registry';
import { EXPLORATORY, isMeasured, isSound, LEGS, type MetricResult, sidesLost } from '../metrics/summary';
import { amount } from './amount';
import { changeBetween, takeMean, type Change, type Part } from './change';
import type { ComparisonRow, TakePair } from './comparison';
import { summaryOf } from './comparison-summary';
import { conditionsOf, type ComparedSession, type ComparedTake } from './compared-session';
import { differencesBetween, incomparable, type Conditions, type Difference } from './conditions';
import { detectableDifference, type DetectableDifference } from './detectable-difference';
import type { OwnError } from './own-error';
import { hasMeanRow, partsOf, whoseStrides } from './parts';

/** What may be said about two sessions. */
export interface SessionComparison {
  /** What differs between the takes that were compared, gravest first; empty = all that is known is alike. */
  differences: Difference[];
  /** Every metric that either session has a number for, in the registry's order. */
  rows: ComparisonRow[];
  /** One or two sentences on the numbers that stand first. */
  summary: string;
  /** Pairs of takes that serve at least one row: what to play side by side and whose curves to compare. */
  pairs: TakePair[];
}

/**
 * SCIENCE.md §5 for every metric of two sessions: changed only where the difference exceeds the smallest detectable one and its 95 % interval
 * excludes 0. Many strides of two clips never make a change real by themselves. `own`: the runner's repeat clips; null = none.
 */
export function compareSessions(
  before: ComparedSession,
  after: ComparedSession,
  own: OwnError | null,
): SessionComparison {
  const pairs = allPairs(before, after);
  const rows = METRICS.flatMap((metric) => {
    const pair = bestPair(metric, pairs);
    return pair && hasNumber(metric, pair)
      ? comparedParts(metric, pair).map((part) => rowOf(metric, part, pair, own))
      : [];
  });
  const served = pairs.filter(({ indices }) => rows.some(({ takes }) => takes === indices));
  const differences = (served.length > 0 ? served : pairs).flatMap((pair) =>
    differencesBetween(pair.conditions.before, pair.conditions.after),
  );
  return {
    differences: differences.filter(({ says }, i) => differences.findIndex((d) => d.says === says) === i),
    rows,
    summary: summaryOf(rows),
    pairs: served.map(({ indices }) => indices),
  };
}

/** A take of each session. */
interface Pair {
  indices: TakePair;
  before: ComparedTake;
  after: ComparedTake;
  conditions: { before: Conditions; after: Conditions };
}

function allPairs(before: ComparedSession, after: ComparedSession): Pair[] {
  return before.takes.flatMap((a, i) =>
    after.takes.map((b, j) => ({
      indices: { before: i, after: j },
      before: a,
      after: b,
      conditions: { before: conditionsOf(before, a), after: conditionsOf(after, b) },
    })),
  );
}

/** The pair in which both have the number, one that may be relied on, they may be compared, the view is the same, and more strides count; in this order. */
function bestPair(metric: Metric, pairs: readonly Pair[]): Pair | null {
  const worth = ({ before, after, conditions }: Pair): number[] => {
    const results = [before, after].map(({ analysis }) => analysis.metrics[metric.id]);
    const views = [conditions.before.view, conditions.after.view];
    return [
      results.filter(isMeasured).length,
      results.filter(isSound).length,
      incomparable(metric, conditions.before, conditions.after) === null ? 1 : 0,
      views.filter((view) => view !== null && metric.views.includes(view)).length,
      views[0] === views[1] ? 1 : 0,
      Math.min(...results.map(stridesIn)),
    ];
  };
  const ranked = pairs.map((pair) => ({ pair, worth: worth(pair) }));
  ranked.sort((a, b) => {
    const first = a.worth.findIndex((value, i) => value !== b.worth[i]);
    return first === -1 ? 0 : b.worth[first]! - a.worth[first]!;
  });
  return ranked[0]?.pair ?? null;
}

function stridesIn(result: MetricResult): number {
  return isMeasured(result) ? result.both.n : 0;
}

function hasNumber({ id }: Metric, { before, after }: Pair): boolean {
  return [before, after].some(({ analysis }) => isMeasured(analysis.metrics[id]));
}

/** The legs, after their mean where both count; their mean alone where a camera's unknown lean took left and right from either session. */
function comparedParts(metric: Metric, { before, after }: Pair): readonly Part[] {
  const results = [before, after].map(({ analysis }) => analysis.metrics[metric.id]);
  if (results.some((result) => sidesLost(result) !== null)) return ['both'];
  const whole = results.every(
    (result) => isMeasured(result) && LEGS.every((leg) => result[leg].withheld === null),
  );
  return hasMeanRow(metric.id) && whole ? ['both', ...LEGS] : partsOf(metric);
}

function rowOf(metric: Metric, part: Part, pair: Pair, own: OwnError | null): ComparisonRow {
  const { id, name, unit } = metric;
  const [before, after] = [takeMean(pair.before, id, part), takeMean(pair.after, id, part)];
  const head = {
    ...{ id, name, unit, part, whose: whoseStrides(metric, part) },
    before: typeof before === 'string' ? null : before,
    after: typeof after === 'string' ? null : after,
  };
  const refuse = (why: string): ComparisonRow => ({
    ...head,
    takes: null,
    change: null,
    detectable: null,
    verdict: 'not comparable',
    why,
  });
  if (typeof before === 'string') return refuse(`before: ${before}`);
  if (typeof after === 'string') return refuse(`after: ${after}`);
  if ([pair.before, pair.after].some(({ analysis }) => !isSound(analysis.metrics[id])))
    return refuse(EXPLORATORY);
  const barrier = incomparable(metric, pair.conditions.before, pair.conditions.after);
  if (barrier !== null) return refuse(barrier);
  const change = changeBetween(before, after);
  const detectable = detectableDifference(metric, part, pair.conditions, own);
  return { ...head, takes: pair.indices, change, detectable, ...verdictOf(change, detectable, unit) };
}

/** The rule, and which half of it failed. */
function verdictOf(
  { delta, ci95 }: Change,
  { value }: DetectableDifference,
  unit: Metric['unit'],
): Pick<ComparisonRow, 'verdict' | 'why'> {
  const limit = amount(value, unit);
  const excludesZero = ci95[0] > 0 || ci95[1] < 0;
  if (!(Math.abs(delta) > value)) return { verdict: 'within error', why: `not more than ${limit}` };
  if (!excludesZero)
    return { verdict: 'within error', why: `more than ${limit}, but its 95 % interval holds 0` };
  return { verdict: 'changed', why: `more than ${limit}, and its 95 % interval excludes 0` };
}
