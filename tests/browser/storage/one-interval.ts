import { tableOf } from '../../../src/metrics/registry';
import { isMeasured, type MetricResult, type SideSummary } from '../../../src/metrics/summary';
import type { TakeSummary } from '../../../src/storage/records';

/** As it was kept before pipeline version 4: the interval of the strides alone was not told. */
export function withOneInterval(summary: TakeSummary): TakeSummary {
  const side = (of: SideSummary): SideSummary => ({ ...of, ci95OfStrides: [NaN, NaN], freedom: NaN });
  const metrics = tableOf(({ id }): MetricResult => {
    const result = summary.metrics[id];
    if (!isMeasured(result)) return result;
    const { left, right, both } = result;
    return { ...result, left: side(left), right: side(right), both: side(both) };
  });
  return { ...summary, metrics };
}
