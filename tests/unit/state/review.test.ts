import { describe, expect, it } from 'vitest';
import { NO_FACTS } from '../../../src/analysis/session';
import { Review } from '../../../src/state/review.svelte';
import { measuredTake } from '../../truth/measured-take';

const card = { id: 's', runner: null, title: '', filmedAtMs: 0, facts: NO_FACTS };
const keep = () => Promise.reject(new Error('not asked for'));

describe('a session on the table', () => {
  it('takes each metric from the take that measures it', () => {
    const side = measuredTake(new File([], 'side.mp4'));
    const rear = measuredTake(new File([], 'rear.mp4'));
    rear.analysis.metrics.pelvicDropPeakDeg = rear.analysis.metrics.trunkLeanMeanDeg;
    rear.analysis.metrics.trunkLeanMeanDeg = side.analysis.metrics.cadenceSpm;
    const review = new Review(card, [side, rear], keep);
    expect(review.takeOf('trunkLeanMeanDeg').name).toBe('side.mp4');
    expect(review.takeOf('pelvicDropPeakDeg').name).toBe('rear.mp4');
    expect(review.takeOf('cadenceSpm')).toBe(review.front);
  });

  it('is stored as what a person said and what the pixels said', () => {
    const review = new Review(card, [measuredTake(new File([], 'side.mp4'))], keep);
    review.describe({ title: 'before', facts: { ...NO_FACTS, pain: 4 } });
    expect(review.session).toMatchObject({ id: 's', title: 'before', facts: { pain: 4 } });
    expect(review.session.takes.map(({ id }) => id)).toEqual(['side.mp4']);
  });

  it('needs a clip', () => {
    expect(() => new Review(card, [], keep)).toThrow(RangeError);
  });
});
