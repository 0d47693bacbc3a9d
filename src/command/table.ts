import type { MetricSummary } from '../analysis/run-analysis';
import type { PageAnswer } from './in-page';

/** Prints a clip's metrics: left, right, both as mean ± SD (n), or why there is none. */
export function printTable(name: string, { view, metrics }: PageAnswer): void {
  console.log(`\n${name} · view: ${view ?? 'not clear'}`);
  for (const metric of Object.values(metrics)) {
    const values =
      'unavailable' in metric
        ? `– ${metric.unavailable}`
        : [cell('left', metric.left), cell('right', metric.right), cell('both', metric.both)]
            .join('')
            .trimEnd();
    console.log(`${`${metric.name}, ${metric.unit}`.padEnd(38)}${values}`);
  }
}

function cell(label: string, summary: MetricSummary | null): string {
  return summary === null
    ? ''
    : `${label} ${summary.mean.toFixed(1)} ± ${summary.sd.toFixed(1)} (${summary.n})`.padEnd(26);
}
