import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LiveStride } from '../../../src/live/live-reading';
import { SteadyRunning } from '../../../src/live/steady-running';

function stride(endS: number, side: 'left' | 'right' = 'left'): LiveStride {
  return {
    side,
    startS: endS - 0.7,
    endS,
    trunkLeanMeanDeg: NaN,
    pelvicDropPeakDeg: NaN,
    cadenceSpm: 170,
    evened: false,
  };
}

/** Strides end at `ends`, each is told 0.3 s later; heard every 0.1 s until `untilS`. */
function events(ends: readonly number[], untilS: number) {
  const running = new SteadyRunning();
  const found: { event: 'start' | 'stop'; atS: number }[] = [];
  for (let tick = 0; tick <= 10 * untilS; tick++) {
    const nowS = tick / 10;
    const news = ends.filter((endS) => endS + 0.3 <= nowS && endS + 0.3 > nowS - 0.1).map((e) => stride(e));
    const event = running.hear(news, nowS);
    if (event !== null) found.push({ event, atS: nowS });
  }
  return found;
}

const row = (fromS: number, count: number) => Array.from({ length: count }, (_, i) => fromS + 0.35 * i);

describe('steady running', () => {
  it('starts with the sixth stride in a row, and stops two seconds after the last, each once', () => {
    const found = events(row(2, 20), 15);
    expect(found.map(({ event }) => event)).toEqual(['start', 'stop']);
    expect(found[0]!.atS).toBeCloseTo(2 + 5 * 0.35 + 0.3, 0);
    expect(found[1]!.atS).toBeCloseTo(2 + 19 * 0.35 + 2, 0);
  });

  it('does not start by five strides, a pause, and five more', () => {
    expect(events([...row(2, 5), ...row(8, 5)], 15)).toEqual([]);
  });

  it('is not torn by one leg that is not seen for a moment', () => {
    expect(events([...row(2, 10), ...row(6.8, 10)], 12).map(({ event }) => event)).toEqual(['start', 'stop']);
  });

  it('never says the same twice running', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0.05, max: 4, noNaN: true }), { maxLength: 60 }), (pauses) => {
        const ends = pauses.map((_, i) => pauses.slice(0, i + 1).reduce((sum, pause) => sum + pause, 0));
        const found = events(ends, (ends.at(-1) ?? 0) + 4);
        found.forEach(({ event }, i) => {
          expect(event).toBe(i % 2 === 0 ? 'start' : 'stop');
        });
        expect(found.length % 2).toBe(0);
      }),
    );
  });

  it('stops when the clock starts anew, and starts again', () => {
    const running = new SteadyRunning();
    expect(
      running.hear(
        row(100, 8).map((endS) => stride(endS)),
        103,
      ),
    ).toBe('start');
    expect(running.hear([], 1)).toBe('stop');
    expect(
      running.hear(
        row(1, 6).map((endS) => stride(endS)),
        3.2,
      ),
    ).toBe('start');
  });
});
