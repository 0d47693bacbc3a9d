import { findingsFrom } from '../../feedback/findings';
import type { Finding } from '../../feedback/finding';
import { metricOf, tableOf } from '../../metrics/registry';
import { isMeasured } from '../../metrics/summary';
import type { Review } from '../../state/review.svelte';
import type { Side } from '../../units';
import { takeFor } from '../numbers/take-for';

/** What the session's numbers suggest, each metric from the take that measures it: a lead from the side and one from behind stand together. */
export function sessionFindings(review: Review): Finding[] {
  return findingsFrom(
    tableOf((metric) => takeFor(review, metric).metric(metric.id)),
    review.safety,
  );
}

/** The leg whose strides show a finding best: the one with the greater number, where legs mean something to it. */
export function legThatShows(review: Review, { id, metric }: Finding): Side | 'both' {
  if (metric === null || id === 'upright-trunk') return 'both';
  const result = takeFor(review, metricOf(metric)).metric(metric);
  if (!isMeasured(result) || result.left.withheld !== null || result.right.withheld !== null) return 'both';
  return result.left.mean > result.right.mean ? 'left' : 'right';
}
