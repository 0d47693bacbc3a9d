import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leftOutOf, leftOutText, reasonAt } from '../../../src/view/player/left-out';
import { timelineWindow } from '../../../src/view/player/timeline-window';
import { measuredTake } from '../../truth/measured-take';

const HOUR = { startS: 5, endS: 3605 };

describe('the part of a clip that the timeline shows', () => {
  it('is all of a short clip, and all as long as the width is not known', () => {
    const clip = { startS: 2, endS: 22 };
    expect(timelineWindow(clip, 4, 800, NaN)).toEqual(clip);
    expect(timelineWindow(HOUR, 4, 0, NaN)).toEqual(HOUR);
  });

  it('holds the cursor and lies within the clip, wherever the cursor goes; a second is at least 26 pixels wide', () => {
    const cursor = fc.double({ min: 5, max: 3605, noNaN: true });
    fc.assert(
      fc.property(
        fc.array(cursor, { minLength: 1 }),
        fc.integer({ min: 200, max: 2000 }),
        (cursors, width) => {
          let before = NaN;
          for (const t of cursors) {
            const { startS, endS } = timelineWindow(HOUR, t, width, before);
            expect(startS).toBeLessThanOrEqual(t + 1e-9);
            expect(endS).toBeGreaterThanOrEqual(t - 1e-9);
            expect(startS).toBeGreaterThanOrEqual(HOUR.startS);
            expect(endS).toBeLessThanOrEqual(HOUR.endS + 1e-9);
            expect(width / (endS - startS)).toBeGreaterThan(26);
            before = startS;
          }
        },
      ),
    );
  });

  it('stands still while the cursor is in it, as under a stride that is looped', () => {
    const first = timelineWindow(HOUR, 100, 800, NaN);
    expect(timelineWindow(HOUR, first.endS - 0.01, 800, first.startS)).toEqual(first);
    const next = timelineWindow(HOUR, first.endS + 0.01, 800, first.startS);
    expect(next.startS).toBeGreaterThan(first.startS);
    expect(timelineWindow(HOUR, first.endS - 0.7, 800, next.startS)).toEqual(next);
  });
});

describe('what is left out', () => {
  const { analysis } = measuredTake(new File([], 'a.mp4'));
  analysis.leftOut = [{ startS: 2.6, endS: 3, reason: 'Walking.' }];
  analysis.strides[0]!.excluded = 'Taken out by hand.';

  it('is stretches without running and excluded strides, in order, with the reason at any moment', () => {
    const parts = leftOutOf(analysis);
    expect(parts.map(({ reason }) => reason)).toEqual(['Taken out by hand.', 'Walking.']);
    expect([2, 2.3, 2.55, 2.8].map((t) => reasonAt(parts, t))).toEqual([
      null,
      'Taken out by hand.',
      null,
      'Walking.',
    ]);
  });

  it('is read out with its times, and a long list is cut short', () => {
    expect(leftOutText(leftOutOf(analysis))).toContain('2.6 to 3.0 seconds: Walking.');
    const many = Array.from({ length: 40 }, (_, k) => ({ startS: k, endS: k + 0.5, reason: 'Walking.' }));
    expect(leftOutText(many)).toMatch(/And 28 more\.$/);
    expect(leftOutText([])).toBe('');
  });
});
