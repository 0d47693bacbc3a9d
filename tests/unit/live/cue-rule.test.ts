import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Cue,
  type CueState,
  hearStride,
  LEAST_PAUSE_S,
  NO_CUES_YET,
  outsideLines,
} from '../../../src/live/cue-rule';
import type { LiveStride } from '../../../src/live/live-reading';
import type { LiveTargets } from '../../../src/live/live-targets';

const STEP_S = 0.35;
/** As a person might set them. */
const TARGETS: LiveTargets = { trunkLeanDeg: { low: 4, high: 11 }, pelvicDropDeg: { high: 5.5 } };
const NO_TARGETS: LiveTargets = { trunkLeanDeg: { low: null, high: null }, pelvicDropDeg: { high: null } };
/** A mean has left its target so far beyond the edge, degrees. */
const BEYOND_DEG = 1.5;

/** Strides of both legs in turn, from values of lean and drop. */
function stridesOf(values: readonly { lean: number; drop: number }[], evened = false): LiveStride[] {
  return values.map(({ lean, drop }, i) => ({
    side: i % 2 === 0 ? 'left' : 'right',
    startS: i * STEP_S,
    endS: (i + 2) * STEP_S,
    trunkLeanMeanDeg: lean,
    pelvicDropPeakDeg: drop,
    cadenceSpm: 60 / STEP_S,
    evened,
  }));
}

/** The cues of a run, with the stride each came with; and what was outside after each stride. */
function heardIn(strides: readonly LiveStride[], targets = TARGETS) {
  let state: CueState = NO_CUES_YET;
  const cues: (Cue & { stride: number })[] = [];
  const outside: string[] = [];
  strides.forEach((stride, i) => {
    const heard = hearStride(state, stride, targets);
    state = heard.state;
    outside.push(outsideLines(state).join('+'));
    if (heard.cue !== null) cues.push({ ...heard.cue, stride: i });
  });
  return { cues, outside };
}
const cuesOf = (strides: readonly LiveStride[], targets = TARGETS) => heardIn(strides, targets).cues;
const times = <T>(count: number, value: T) => Array.from({ length: count }, () => value);

const inBand = { lean: 7, drop: 3 };
const value = (min: number, max: number) =>
  fc.oneof({ weight: 12, arbitrary: fc.double({ min, max, noNaN: true }) }, fc.constant(NaN));
/** Strides that resemble one another for a while, then others: cues come, and would come too soon. */
const run = fc
  .array(fc.record({ lean: value(-5, 20), drop: value(-2, 12), strides: fc.integer({ min: 1, max: 30 }) }), {
    minLength: 5,
    maxLength: 15,
  })
  .map((parts) => parts.flatMap(({ strides, ...part }) => times(strides, part)));
const meanOf = (values: readonly number[]) => values.reduce((sum, one) => sum + one, 0) / values.length;

describe('cues while running', () => {
  it('never come before a person has set a target', () => {
    fc.assert(
      fc.property(run, (values) => {
        const { cues, outside } = heardIn(stridesOf(values), NO_TARGETS);
        expect(cues).toEqual([]);
        expect(outside.join('')).toBe('');
      }),
    );
    const upright = stridesOf(times(20, { lean: -10, drop: 12 }));
    const dropOnly = { ...NO_TARGETS, pelvicDropDeg: { high: 5.5 } };
    expect(cuesOf(upright, dropOnly).map(({ id }) => id)).toEqual(['levelHips']);
  });

  it('never come more often than every ten seconds, over all of them', () => {
    const pauses: number[] = [];
    fc.assert(
      fc.property(run, (values) => {
        const at = cuesOf(stridesOf(values)).map(({ atS }) => atS);
        const own = at.slice(1).map((atS, i) => atS - at[i]!);
        pauses.push(...own);
        expect(own.every((pauseS) => pauseS >= LEAST_PAUSE_S)).toBe(true);
      }),
    );
    expect(pauses.length).toBeGreaterThan(100);
    expect(Math.min(...pauses)).toBeLessThan(LEAST_PAUSE_S + 2 * STEP_S);
  });

  it('come only while the mean of the last six strides is outside, all six of them measured', () => {
    fc.assert(
      fc.property(run, (values) => {
        const strides = stridesOf(values);
        for (const { id, stride } of cuesOf(strides)) {
          const last = strides.slice(0, stride + 1);
          const lean = meanOf(last.slice(-6).map((one) => one.trunkLeanMeanDeg));
          const drops = (['left', 'right'] as const).map((side) =>
            meanOf(
              last
                .filter((one) => one.side === side)
                .slice(-6)
                .map((one) => one.pelvicDropPeakDeg),
            ),
          );
          const isOutside: Readonly<Record<string, boolean>> = {
            leanMore: lean < 4,
            taller: lean > 11,
            levelHips: drops.some((drop) => drop > 5.5),
          };
          expect(isOutside[id], id).toBe(true);
        }
      }),
    );
  });

  it('stay away from a mean that is less than 1.5° beyond the edge, and from numbers that were not measured', () => {
    const near = fc.record({ lean: value(2.6, 12.4), drop: value(-3, 6.9) });
    fc.assert(
      fc.property(fc.array(near), (values) => {
        expect(cuesOf(stridesOf(values))).toEqual([]);
      }),
    );
  });

  it('say what to do, with the sixth stride', () => {
    const after = (outside: { lean: number; drop: number }, count: number) =>
      cuesOf(stridesOf(times(count, outside)));
    expect(after({ lean: 0, drop: NaN }, 5)).toEqual([]);
    expect(after({ lean: 0, drop: NaN }, 6)).toMatchObject([{ words: 'Lean a little', stride: 5 }]);
    expect(after({ lean: 15, drop: NaN }, 6)).toMatchObject([{ words: 'Taller', stride: 5 }]);
    // Six strides of one leg are eleven or twelve of both.
    expect(after({ lean: NaN, drop: 9 }, 10)).toEqual([]);
    expect(after({ lean: NaN, drop: 9 }, 11)).toMatchObject([{ words: 'Level hips', stride: 10 }]);
  });

  it('judge both legs together where the camera’s lean is not known', () => {
    const values = times(12, { lean: NaN, drop: 9 });
    expect(cuesOf(stridesOf(values, true))).toMatchObject([{ words: 'Level hips', stride: 5 }]);
    // One leg far out and the other within: what one has more than the other is the camera's.
    const onLeft = Array.from({ length: 40 }, (_, i) => ({ lean: NaN, drop: i % 2 === 0 ? 10 : 2 }));
    expect(cuesOf(stridesOf(onLeft)).length).toBeGreaterThan(0);
    expect(cuesOf(stridesOf(onLeft, true))).toEqual([]);
  });

  it('leave at 1.5° beyond the edge and come back at the edge itself: a mean in between changes nothing', () => {
    const between = { lean: 4 - BEYOND_DEG / 2, drop: 3 };
    const { outside } = heardIn(
      stridesOf([
        ...times(10, between),
        ...times(10, { lean: 1, drop: 3 }),
        ...times(10, between),
        ...times(10, inBand),
      ]),
    );
    expect(outside.slice(0, 10).join('')).toBe('');
    expect(outside.slice(16, 30)).toEqual(times(14, 'trunk'));
    expect(outside.slice(36).join('')).toBe('');
  });

  it('one stumble is none', () => {
    const stumble = stridesOf([...times(8, inBand), { lean: -9, drop: 14 }, ...times(8, inBand)]);
    expect(cuesOf(stumble)).toEqual([]);
  });

  it('come again after ten seconds as long as it is true, and not when it was mended meanwhile', () => {
    const low = { lean: 0, drop: 3 };
    expect(cuesOf(stridesOf(times(60, low))).length).toBe(2);
    expect(cuesOf(stridesOf([...times(10, low), ...times(50, inBand)])).length).toBe(1);
  });

  it('are not silenced for ever by a clock that starts anew', () => {
    const anew = stridesOf(times(8, { lean: 0, drop: 3 }));
    const late = anew.map((one) => ({ ...one, startS: one.startS + 5000, endS: one.endS + 5000 }));
    expect(cuesOf([...late, ...anew]).length).toBe(2);
  });
});
