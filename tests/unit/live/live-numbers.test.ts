import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lastStrides, liveNumbers } from '../../../src/live/live-numbers';
import type { LiveReading, LiveStride } from '../../../src/live/live-reading';

/** Strides of both legs in turn, one ending every 0.35 s; lean 1, 2, 3 …, drop 4° on the left and 6° on the right. */
function stridesOf(count: number): LiveStride[] {
  return Array.from({ length: count }, (_, i) => ({
    side: i % 2 === 0 ? 'left' : 'right',
    startS: 0.35 * (i - 2),
    endS: 0.35 * i,
    trunkLeanMeanDeg: i + 1,
    pelvicDropPeakDeg: i % 2 === 0 ? 4 : 6,
    cadenceSpm: 171,
    evened: false,
  }));
}

function readingAt(atS: number, said: Partial<LiveReading> = {}): LiveReading {
  return {
    atS,
    view: 'rear',
    newStrides: [],
    running: true,
    pelvicMethod: 'waistband',
    cameraRollDeg: 0,
    rollKnown: true,
    framesPerS: 30,
    limits: null,
    waits: null,
    ...said,
  };
}

describe('the large figures', () => {
  it('are means of the last six strides of each leg', () => {
    const kept = lastStrides([], stridesOf(30));
    const { trunkLeanDeg, pelvicDropDeg, cadenceSpm, stale } = liveNumbers(kept, readingAt(0.35 * 29 + 0.4));
    expect(trunkLeanDeg).toEqual({ value: 24.5, n: 12, confidence: 'firm', reason: null });
    expect(pelvicDropDeg).toMatchObject([
      { whose: 'left', figure: { value: 4, n: 6 } },
      { whose: 'right', figure: { value: 6, n: 6 } },
    ]);
    expect(cadenceSpm.value).toBeCloseTo(171);
    expect(stale).toBe(false);
  });

  it('keep the same strides whether they come one by one or at once', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 5 })), (portions) => {
        const all = stridesOf(portions.reduce((sum, n) => sum + n, 0));
        let kept: LiveStride[] = [];
        let from = 0;
        for (const n of portions) kept = lastStrides(kept, all.slice(from, (from += n)));
        expect(kept).toEqual(lastStrides([], all));
        expect(kept.length).toBeLessThanOrEqual(12);
      }),
    );
  });

  it('are withheld below three strides, and provisional until all are there', () => {
    expect(liveNumbers(stridesOf(2), readingAt(1)).trunkLeanDeg).toMatchObject({
      value: NaN,
      confidence: null,
    });
    expect(liveNumbers(stridesOf(5), readingAt(2)).trunkLeanDeg).toMatchObject({
      value: 3,
      confidence: 'provisional',
    });
    expect(liveNumbers([], readingAt(1)).cadenceSpm.reason).toBe('Not measured.');
  });

  it('are of the past after three seconds without a stride, and kept', () => {
    const { trunkLeanDeg, stale } = liveNumbers(stridesOf(12), readingAt(0.35 * 11 + 3.1));
    expect(stale).toBe(true);
    expect(trunkLeanDeg).toMatchObject({ value: 6.5, confidence: null });
  });

  it('leave out what was not measured in a stride', () => {
    const unseen = stridesOf(12).map((stride) => ({ ...stride, pelvicDropPeakDeg: NaN }));
    const { pelvicDropDeg, cadenceSpm } = liveNumbers(unseen, readingAt(4));
    expect(pelvicDropDeg[0]!.figure).toEqual({ value: NaN, n: 0, confidence: null, reason: 'Not measured.' });
    expect(cadenceSpm.confidence).toBe('firm');
  });

  it('are one figure of both legs, not two alike, where the camera’s lean is not known', () => {
    const evened = stridesOf(12).map((stride) => ({ ...stride, pelvicDropPeakDeg: 5, evened: true }));
    const { pelvicDropDeg } = liveNumbers(evened, readingAt(4, { rollKnown: false }));
    expect(pelvicDropDeg).toEqual([
      {
        whose: 'both',
        figure: { value: 5, n: 12, confidence: 'provisional', reason: 'The camera is taken as level.' },
      },
    ]);
  });

  it('are provisional, with the reason, where roll, line or frames limit them', () => {
    const drop = (said: Partial<LiveReading>) =>
      liveNumbers(stridesOf(12), readingAt(4, said)).pelvicDropDeg[0]!.figure;
    expect(drop({ rollKnown: false })).toMatchObject({
      confidence: 'provisional',
      reason: 'The camera is taken as level.',
    });
    expect(drop({ pelvicMethod: 'hem' }).reason).toBe('A hem moves less than the pelvis.');
    expect(drop({ limits: 'Only 12 frames a second: some strides are missed.' }).reason).toMatch(/12 frames/);
  });
});
