import type { MetricReport } from '../../../src/metrics/compute-metrics';
import type { MetricId } from '../../../src/metrics/metric';
import { isMeasured, type MetricSummary } from '../../../src/metrics/summary';

type Report = Pick<MetricReport, 'metrics'>;

/** What was measured; throws with the reason where nothing was. */
export function measured(report: Report, id: MetricId): MetricSummary {
  const result = report.metrics[id];
  if (!isMeasured(result)) throw new Error(`${id} is unavailable: ${result.unavailable}`);
  return result;
}

/** Why a metric is withheld; 'measured' where it is not. */
export function reasonOf(report: Report, id: MetricId): string {
  const result = report.metrics[id];
  return isMeasured(result) ? 'measured' : result.unavailable;
}
