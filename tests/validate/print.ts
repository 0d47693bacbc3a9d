import { metricOf } from '../../src/metrics/registry';
import {
  rowsByKey,
  trustworthiness,
  truthError95,
  type TruthRow,
  type ViewKind,
} from '../../src/metrics/validation';
import type { View } from '../../src/gait/view';
import type { Outcome } from './outcomes';

const VIEW_OF: Record<ViewKind, View> = { side: 'left', rear: 'rear', front: 'front' };

/** One line a row: how far off, how often the interval held, how often there was no number, and what the app makes of it. */
export function printRows(made: readonly TruthRow[], all: readonly TruthRow[]): void {
  const byKey = rowsByKey(all);
  console.log(
    'landmarks view  part  metric                          n  bias     sd      rmse    worst   tol    covered withheld  verdict',
  );
  for (const row of made) {
    const metric = metricOf(row.id);
    const { exploratory, legsFail } = trustworthiness(metric, VIEW_OF[row.view], row.from, byKey);
    const verdict = exploratory ? 'exploratory' : legsFail ? 'mean of both legs only' : 'shown';
    const numbers = [row.bias, row.sd, row.rmse, row.worst].map((value) =>
      text(value, metric.unit).padStart(7),
    );
    console.log(
      [
        row.from.padEnd(9),
        row.view.padEnd(5),
        row.part.padEnd(5),
        row.id.padEnd(29),
        String(row.n).padStart(3),
        ...numbers,
        text(metric.tolerance, metric.unit).padStart(6),
        `${row.covered}/${row.n}`.padStart(8),
        String(row.withheld).padStart(5),
        `  ${verdict}`,
      ].join(' '),
    );
  }
}

/** Every number that the app would show as held against truth and that is off by more than its interval and tolerance together. */
export function printMisses(outcomes: readonly Outcome[], all: readonly TruthRow[]): void {
  const byKey = rowsByKey(all);
  let [shown, misses] = [0, 0];
  for (const { clip, id, view, from, part, measured, truth, ownHalf, why } of outcomes) {
    const metric = metricOf(id);
    const { exploratory, legsFail } = trustworthiness(metric, view, from, byKey);
    if (why !== null || exploratory || (legsFail && part !== 'both')) continue;
    shown++;
    const half = Math.hypot(ownHalf, truthError95(id, view, from, part, byKey));
    if (Math.abs(measured - truth) <= half + metric.tolerance) continue;
    misses++;
    console.log(
      `MISS ${from} ${clip} ${id} ${part}: ${text(measured, metric.unit)} for ${text(truth, metric.unit)} ± ${text(half, metric.unit)}`,
    );
  }
  console.log(`${shown} shown numbers, ${misses} off by more than interval and tolerance`);
}

function text(value: number, unit: string): string {
  return unit === 's' ? `${(1000 * value).toFixed(0)}ms` : value.toFixed(2);
}
