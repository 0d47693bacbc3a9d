import { isMeasured, type SideSummary } from '../metrics/summary';
import type { PageAnswer } from './in-page';

/** Prints what stands above the numbers, then a clip's metrics: left, right, both as mean ± SD (n), or why there is none; then the findings. */
export function printTable(name: string, { view, metrics, findings, safety }: PageAnswer): void {
  if (safety.warning !== null) {
    console.log(`\n! ${safety.warning.says}`);
    for (const { says } of safety.reasons) console.log(`! ${says}`);
  }
  console.log(`\n${name} · view: ${view ?? 'not clear'}`);
  for (const metric of Object.values(metrics)) {
    const values = isMeasured(metric)
      ? [cell('left', metric.left), cell('right', metric.right), cell('both', metric.both)].join('').trimEnd()
      : `– ${metric.unavailable}`;
    const note = isMeasured(metric) && metric.exploratory ? '  exploratory' : '';
    console.log(`${`${metric.name}, ${metric.unit}`.padEnd(44)}${values}${note}`);
  }
  for (const { title, evidence, advice } of findings)
    console.log(`• ${title}: ${evidence} → ${advice.join(' ')}`);
}

function cell(label: string, { mean, sd, n, withheld }: SideSummary): string {
  const digits = Math.abs(mean) < 1 ? 3 : 1;
  return (
    withheld === null ? `${label} ${mean.toFixed(digits)} ± ${sd.toFixed(digits)} (${n})` : `${label} –`
  ).padEnd(26);
}
