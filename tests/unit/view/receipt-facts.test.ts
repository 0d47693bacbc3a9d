import { describe, expect, it } from 'vitest';
import type { Agreement } from '../../../src/core/pelvic-line-agreement';
import type { RunnerFound } from '../../../src/pose/runner-found';
import { OpenTake } from '../../../src/state/open-take.svelte';
import { receiptFacts } from '../../../src/view/numbers/receipt-facts';
import { measuredTake } from '../../truth/measured-take';

function factsOf({
  agreement = null,
  runner = null,
}: {
  agreement?: Agreement | null;
  runner?: RunnerFound | null;
}) {
  const measured = measuredTake(new File([], 'a.mp4'));
  const line = { tiltDeg: new Float32Array(10), confidence: new Float32Array(10), neutralTiltDeg: null };
  measured.analysis.pelvicLine = { method: 'waistband', ...line };
  measured.analysis.agreement = agreement;
  if (measured.take.recording.pose !== null) measured.take.recording.pose.runner = runner;
  return new Map(receiptFacts(new OpenTake(measured, () => Promise.reject(new Error('not asked for')))));
}

describe('the receipt', () => {
  it.each([
    ['confirms', 0.95, 'waistband; the model’s own hips move with it (r = 0.95)'],
    [
      'contradicts',
      -0.42,
      'waistband; the model’s own hips move against it and do not confirm it (r = −0.42)',
    ],
    ['says nothing', 0.1, 'waistband; the model’s own hips neither confirm nor contradict it (r = 0.10)'],
  ] as const)('says of hips that the cross-check %s the line', (verdict, r, says) => {
    const agreement = { slope: 1, r, phaseDeg: 0, verdict };
    expect(factsOf({ agreement }).get('pelvic line')).toBe(says);
  });

  it('says nothing of a cross-check that was not made', () => {
    expect(factsOf({}).get('pelvic line')).toBe('waistband');
  });

  it('tells who was followed of how many, where that is known', () => {
    const one = { x: 1, y: 1, legPx: 1, rhythm: 1, strideHz: 1.4, swing: 1, wanders: 0 };
    const found = {
      candidates: [one, one],
      chosen: 1,
      sure: true,
      why: 'the only one whose feet keep a running rhythm',
    };
    expect(factsOf({ runner: found }).get('runner')).toBe(
      'of 2 people the only one whose feet keep a running rhythm',
    );
    expect(factsOf({ runner: { ...found, candidates: [one], why: 'the only person' } }).get('runner')).toBe(
      'the only person',
    );
    expect(factsOf({}).has('runner')).toBe(false);
  });
});
