import type { Recording } from '../../../src/analysis/recording';
import { tableOf } from '../../../src/metrics/registry';
import { isMeasured, type MetricResult, type SideSummary } from '../../../src/metrics/summary';
import type { TakeSummary } from '../../../src/storage/records';

/** Synthetic pictures were so high when the fixtures were made. */
const HEIGHT_THEN_PX = 720;

/** A synthetic recording as the fixtures hold it. */
export function asHighAsThen(recording: Recording): Recording {
  return { ...recording, source: { ...recording.source, height: HEIGHT_THEN_PX } };
}

const NOT_MEASURED_THEN = 'was not measured when this was analysed; analyse it again';

/** As it was kept before numbers were held against truth (pipeline version 5), and before step time was measured. */
export function unproven(summary: TakeSummary): TakeSummary {
  const metrics = tableOf(({ id }): MetricResult => {
    const result = summary.metrics[id];
    if (id === 'stepTimeS') return { name: result.name, unit: result.unit, unavailable: NOT_MEASURED_THEN };
    return isMeasured(result) ? { ...result, validated: null, exploratory: false } : result;
  });
  return { ...summary, metrics };
}

/** As it was kept before pipeline version 4: the interval of the strides alone was not told either. */
export function withOneInterval(summary: TakeSummary): TakeSummary {
  const side = (of: SideSummary): SideSummary => ({ ...of, ci95OfStrides: [NaN, NaN], freedom: NaN });
  const metrics = tableOf(({ id }): MetricResult => {
    const result = summary.metrics[id];
    if (!isMeasured(result)) return result;
    const { left, right, both } = result;
    return { ...result, left: side(left), right: side(right), both: side(both) };
  });
  return unproven({ ...summary, metrics });
}
