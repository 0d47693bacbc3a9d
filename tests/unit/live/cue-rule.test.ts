import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Cue, hearStride, LEAST_PAUSE_S, NO_CUES_YET } from '../../../src/live/cue-rule';
import type { LiveStride } from '../../../src/live/live-reading';
import { DEFAULT_TARGETS } from '../../../src/live/live-targets';

const STEP_S = 0.35;

/** Strides of both legs in turn, from values of lean and drop. */
function stridesOf(values: readonly { lean: number; drop: number }[]): LiveStride[] {
  return values.map(({ lean, drop }, i) => ({
    side: i % 2 === 0 ? 'left' : 'right',
    startS: i * STEP_S,
    endS: (i + 2) * STEP_S,
    trunkLeanMeanDeg: lean,
    pelvicDropPeakDeg: drop,
    cadenceSpm: 60 / STEP_S,
  }));
}

/** The cues of a run, with the stride each came with. */
function cuesOf(strides: readonly LiveStride[]): (Cue & { stride: number })[] {
  let state = NO_CUES_YET;
  const cues: (Cue & { stride: number })[] = [];
  strides.forEach((stride, i) => {
    const heard = hearStride(state, stride, DEFAULT_TARGETS);
    state = heard.state;
    if (heard.cue !== null) cues.push({ ...heard.cue, stride: i });
  });
  return cues;
}

const inBand = { lean: 7, drop: 3 };
const value = (min: number, max: number) =>
  fc.oneof({ weight: 6, arbitrary: fc.double({ min, max, noNaN: true }) }, fc.constant(NaN));
/** Strides that resemble one another for a while, then others: cues come, and would come too soon. */
const run = fc
  .array(fc.record({ lean: value(-5, 20), drop: value(-2, 12), strides: fc.integer({ min: 1, max: 30 }) }), {
    minLength: 5,
    maxLength: 15,
  })
  .map((parts) => parts.flatMap(({ strides, ...part }) => Array<typeof part>(strides).fill(part)));

describe('cues while running', () => {
  it('never come more often than every ten seconds, over all of them', () => {
    const pauses: number[] = [];
    fc.assert(
      fc.property(run, (values) => {
        const times = cuesOf(stridesOf(values)).map(({ atS }) => atS);
        const own = times.slice(1).map((atS, i) => atS - times[i]!);
        pauses.push(...own);
        return own.every((pauseS) => pauseS >= LEAST_PAUSE_S);
      }),
    );
    expect(pauses.length).toBeGreaterThan(100);
    expect(Math.min(...pauses)).toBeLessThan(LEAST_PAUSE_S + 2 * STEP_S);
  });

  it('come only when the value was outside its band in the last three strides that count for it', () => {
    const { trunkLeanDeg, pelvicDropDeg } = DEFAULT_TARGETS;
    fc.assert(
      fc.property(run, (values) => {
        const strides = stridesOf(values);
        for (const { id, stride } of cuesOf(strides)) {
          const last = strides.slice(0, stride + 1);
          const own =
            id === 'levelHips'
              ? (['left', 'right'] as const).map((side) => last.filter((one) => one.side === side).slice(-3))
              : [last.slice(-3)];
          const outside = ({ trunkLeanMeanDeg: lean, pelvicDropPeakDeg: drop }: LiveStride) =>
            ({
              leanMore: lean < trunkLeanDeg.low,
              taller: lean > trunkLeanDeg.high,
              levelHips: drop > pelvicDropDeg.high,
            })[id];
          expect(own.some((three) => three.length === 3 && three.every(outside))).toBe(true);
        }
      }),
    );
  });

  it('stay away from a runner within the bands, and from numbers that were not measured', () => {
    const inside = fc.record({ lean: value(3.8, 10.8), drop: value(-3, 5.5) });
    fc.assert(
      fc.property(fc.array(inside), (values) => {
        expect(cuesOf(stridesOf(values))).toEqual([]);
      }),
    );
  });

  it('say what to do, with the third stride', () => {
    const three = (outside: { lean: number; drop: number }, count: number) =>
      cuesOf(stridesOf([inBand, inBand, ...Array<typeof inBand>(count).fill(outside)]));
    expect(three({ lean: 0, drop: NaN }, 3)).toMatchObject([{ words: 'Lean a little', stride: 4 }]);
    expect(three({ lean: 15, drop: NaN }, 3)).toMatchObject([{ words: 'Taller', stride: 4 }]);
    // Three strides of one leg are five or six of both.
    expect(three({ lean: NaN, drop: 9 }, 4)).toEqual([]);
    expect(three({ lean: NaN, drop: 9 }, 5)).toMatchObject([{ words: 'Level hips', stride: 6 }]);
  });

  it('come again after ten seconds as long as it is true, and not when it was mended meanwhile', () => {
    const low = { lean: 0, drop: 3 };
    const still = cuesOf(stridesOf(Array<typeof low>(60).fill(low)));
    expect(still.length).toBe(2);
    const mended = cuesOf(
      stridesOf([...Array<typeof low>(10).fill(low), ...Array<typeof low>(50).fill(inBand)]),
    );
    expect(mended.length).toBe(1);
  });

  it('are not silenced for ever by a clock that starts anew', () => {
    const late = stridesOf(Array<typeof inBand>(5).fill({ lean: 0, drop: 3 })).map((one) => ({
      ...one,
      startS: one.startS + 5000,
      endS: one.endS + 5000,
    }));
    const anew = stridesOf(Array<typeof inBand>(5).fill({ lean: 0, drop: 3 }));
    expect(cuesOf([...late, ...anew]).length).toBe(2);
  });

  it.each([
    ['lean', 3.6, ['leanMore']],
    ['lean', 3.8, []],
    ['lean', 10.8, []],
    ['lean', 11, ['taller']],
    ['drop', 5.5, []],
    ['drop', 5.7, ['levelHips']],
  ] as const)(
    'begin where the reference ends: 3.7 and 10.9° of lean, 5.6° of drop (%s of %d°)',
    (of, deg, cues) => {
      const strides = stridesOf(Array<typeof inBand>(6).fill({ ...inBand, [of]: deg }));
      expect(cuesOf(strides).map(({ id }) => id)).toEqual(cues);
    },
  );
});
