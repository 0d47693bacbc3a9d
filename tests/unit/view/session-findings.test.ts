import { describe, expect, it } from 'vitest';
import { NO_FACTS } from '../../../src/analysis/session';
import { metricOf } from '../../../src/metrics/registry';
import type { MetricId } from '../../../src/metrics/metric';
import { summarise } from '../../../src/metrics/summary';
import { Review } from '../../../src/state/review.svelte';
import { legThatShows, sessionFindings } from '../../../src/view/findings/session-findings';
import { isFilmed, takeFor } from '../../../src/view/numbers/take-for';
import { measuredTake } from '../state/measured-take';

const summaryOf = (id: MetricId, left: number, right: number) => {
  const strides = (mean: number) => Array.from({ length: 20 }, (_, k) => mean + (k % 2 ? 0.2 : -0.2));
  return summarise(metricOf(id), { left: strides(left), right: strides(right) });
};

/** A side clip of an upright runner and a rear clip whose pelvis drops over the right leg. */
function session(): Review {
  const side = measuredTake(new File([], 'side.mp4'));
  for (const id of ['trunkLeanAtContactDeg', 'trunkLeanMidstanceDeg'] as const)
    side.analysis.metrics[id] = summaryOf(id, -4, -4);
  const rear = measuredTake(new File([], 'rear.mp4'));
  rear.analysis.view = 'rear';
  rear.analysis.metrics = {
    ...rear.analysis.metrics,
    trunkLeanMeanDeg: rear.analysis.metrics.cadenceSpm,
    pelvicDropPeakDeg: summaryOf('pelvicDropPeakDeg', 3, 11),
  };
  const card = { id: 's', runner: null, title: '', filmedAtMs: 0, facts: NO_FACTS };
  return new Review(card, [side, rear], () => Promise.reject(new Error('not asked for')));
}

describe('the findings of a session', () => {
  it('stand together, each from the clip that shows it', () => {
    const review = session();
    const found = sessionFindings(review);
    expect(found.map(({ id }) => id).sort()).toEqual(['pelvic-drop', 'upright-trunk']);
    expect(found.map((finding) => legThatShows(review, finding)).sort()).toEqual(['both', 'right']);
  });

  it('take the reason for a missing number from the clip that could have had it', () => {
    const review = session();
    expect(takeFor(review, metricOf('lateralTrunkLeanDeg')).name).toBe('rear.mp4');
    expect(isFilmed(review, metricOf('lateralTrunkLeanDeg'))).toBe(true);
    expect(takeFor(review, metricOf('kneeFlexionAtContactDeg')).name).toBe('side.mp4');
  });
});
