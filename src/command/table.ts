import { isMeasured, type SideSummary } from '../metrics/summary';
import type { PageAnswer } from './in-page';

/** Prints a clip's metrics: left, right, both as mean ± SD (n), or why there is none, and whether nothing should be concluded from it; then the findings. */
export function printTable(name: string, { view, metrics, findings }: PageAnswer): void {
  console.log(`\n${name} · view: ${view ?? 'not clear'}`);
  for (const metric of Object.values(metrics)) {
    const values = isMeasured(metric)
      ? [cell('left', metric.left), cell('right', metric.right), cell('both', metric.both)].join('').trimEnd()
      : `– ${metric.unavailable}`;
    const note = isMeasured(metric) && metric.exploratory ? '  exploratory' : '';
    console.log(`${`${metric.name}, ${metric.unit}`.padEnd(44)}${values}${note}`);
  }
  for (const { title, evidence } of findings) console.log(`• ${title}: ${evidence}`);
}

function cell(label: string, { mean, sd, n, withheld }: SideSummary): string {
  const digits = Math.abs(mean) < 1 ? 3 : 1;
  return (
    withheld === null ? `${label} ${mean.toFixed(digits)} ± ${sd.toFixed(digits)} (${n})` : `${label} –`
  ).padEnd(26);
}
