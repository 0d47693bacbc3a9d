import { type Metric } from '../../metrics/metric';
import { METRICS } from '../../metrics/registry';
import { isMeasured, type MetricResult } from '../../metrics/summary';
import type { OpenTake } from '../../state/open-take.svelte';
import type { Review } from '../../state/review.svelte';

/** A metric with its result in the take that measures it. */
export interface MetricEntry {
  metric: Metric;
  result: MetricResult;
  take: OpenTake;
}

/** The take that measures a metric; where none does, one filmed from where it could be: its reason is the one that helps. */
export function takeFor(review: Review, metric: Metric): OpenTake {
  const take = review.takeOf(metric.id);
  if (isMeasured(take.metric(metric.id))) return take;
  return review.takes.find(({ analysis }) => filmedFor(metric, analysis.view)) ?? take;
}

/** Is a metric to be seen from there? */
function filmedFor({ views }: Metric, view: OpenTake['analysis']['view']): boolean {
  return view !== null && views.includes(view);
}

/** Was any clip of the session filmed from where the metric is to be seen? */
export function isFilmed(review: Review, metric: Metric): boolean {
  return review.takes.some(({ analysis }) => filmedFor(metric, analysis.view));
}

/** Every metric of the session, in the order of the registry. */
export function metricEntries(review: Review): MetricEntry[] {
  return METRICS.map((metric) => {
    const take = takeFor(review, metric);
    return { metric, take, result: take.metric(metric.id) };
  });
}
