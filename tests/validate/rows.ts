import { meanOf, standardDeviationOf } from '../../src/metrics/mean-error';
import { rowsByKey, type TruthRow, truthError95 } from '../../src/metrics/validation';
import type { Outcome } from './outcomes';

/** The table: one row for every metric, view, source of landmarks and part. */
function rowsOf(outcomes: readonly Outcome[]): TruthRow[] {
  return groupsOf(outcomes).map((group) => rowOf(group, () => false));
}

/** The same with what each interval, made without its own clip, covers. */
export function rowsWithCoverage(outcomes: readonly Outcome[]): TruthRow[] {
  const without = new Map<string, ReadonlyMap<string, TruthRow>>();
  for (const clip of new Set(outcomes.map(({ clip }) => clip)))
    without.set(clip, rowsByKey(rowsOf(outcomes.filter((outcome) => outcome.clip !== clip))));
  return groupsOf(outcomes).map((group) =>
    rowOf(group, (outcome) => {
      const { id, view, from, part, ownHalf, measured, truth } = outcome;
      const half = Math.hypot(ownHalf, truthError95(id, view, from, part, without.get(outcome.clip)));
      return Math.abs(measured - truth) <= half;
    }),
  );
}

function groupsOf(outcomes: readonly Outcome[]): Outcome[][] {
  const groups = new Map<string, Outcome[]>();
  for (const outcome of outcomes) {
    const { id, kind, from, row } = outcome;
    const key = `${from} ${kind} ${id} ${row}`;
    groups.set(key, [...(groups.get(key) ?? []), outcome]);
  }
  return [...groups.values()];
}

function rowOf(group: readonly Outcome[], covers: (outcome: Outcome) => boolean): TruthRow {
  const [first] = group;
  if (first === undefined) throw new RangeError('A row needs an outcome.');
  const { id, kind, from, row } = first;
  const seen = group.filter(({ measured }) => !Number.isNaN(measured));
  const errors = seen.map(({ measured, truth }) => measured - truth);
  return {
    id,
    view: kind,
    from,
    part: row,
    against: [...new Set(group.map(({ against }) => against))].join(', '),
    n: seen.length,
    bodies: new Set(seen.map(({ body }) => body)).size,
    withheld: group.length - seen.length,
    bias: rounded(meanOf(errors)),
    sd: rounded(standardDeviationOf(errors)),
    rmse: rounded(Math.sqrt(meanOf(errors.map((error) => error * error)))),
    worst: rounded(errors.reduce((worst, error) => (Math.abs(error) > Math.abs(worst) ? error : worst), 0)),
    covered: seen.filter(covers).length,
  };
}

/** Four digits say more than any truth here; NaN is not JSON. */
function rounded(value: number): number {
  return Number.isFinite(value) ? Number(value.toPrecision(4)) : 0;
}
