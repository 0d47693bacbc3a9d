import { describe, expect, it } from 'vitest';
import { compareSessions } from '../../../src/compare/compare-sessions';
import { DETECTABLE_DIFFERENCE } from '../../../src/compare/detectable-difference';
import { ownErrorOf } from '../../../src/compare/own-error';
import { detectableOnRunner, falseAlarmsOf } from '../../../src/compare/own-limit';
import { seededRandom } from '../../truth/random';
import { type SummarySession, summarySession } from '../../truth/repeat-takes';

const DROP = DETECTABLE_DIFFERENCE.pelvicDropPeakDeg;
const DAY_MS = Date.UTC(2026, 10, 23, 12);
const clip = (drop: number, seed: number, more: SummarySession = {}) =>
  summarySession(
    { filmedAtMs: DAY_MS, strides: 400, means: { pelvicDropPeakDeg: drop }, ...more },
    seededRandom(seed),
  );
const error = (sem: number, clips: number) => ({ sem, clips, freedom: clips - 1, filmedAtMs: DAY_MS });

describe('a runner’s own measurement error', () => {
  it('is the spread of the clips’ means: 4°, 6° and 8° give an SEM of 2°', () => {
    const drop = ownErrorOf([clip(4, 1), clip(6, 2), clip(8, 3)]).pelvicDropPeakDeg?.leg;
    expect(Math.abs(drop!.sem - 2)).toBeLessThan(0.2);
    expect([drop!.freedom, drop!.clips]).toEqual([2, 3]);
  });

  it('pools days about each day’s own mean: another day is not error', () => {
    const nextDay = { filmedAtMs: DAY_MS + 24 * 3600 * 1000 };
    const drop = ownErrorOf([clip(4, 1), clip(5, 2), clip(10, 3, nextDay), clip(11, 4, nextDay)])
      .pelvicDropPeakDeg?.leg;
    expect(Math.abs(drop!.sem - Math.SQRT1_2)).toBeLessThan(0.15);
    expect([drop!.freedom, drop!.clips, drop!.filmedAtMs]).toEqual([2, 4, nextDay.filmedAtMs]);
  });

  it('is never less than what the strides themselves leave open', () => {
    const twin = clip(6, 1, { strides: 25 });
    const drop = ownErrorOf([twin, twin]).pelvicDropPeakDeg?.leg;
    expect(drop!.sem).toBeGreaterThan(0.25);
  });

  it('is its own for the mean of both legs: what the camera does to them in opposite ways cancels', () => {
    const askew = [-3, 0, 3].map((off, i) =>
      clip(0, i + 1, {
        means: { pelvicDropPeakDeg: { left: 6 + off, right: 6 - off }, trunkLeanMeanDeg: 5 },
      }),
    );
    const { pelvicDropPeakDeg: drop, trunkLeanMeanDeg: lean } = ownErrorOf(askew);
    expect(Math.abs(drop!.leg!.sem - 3)).toBeLessThan(0.2);
    expect(drop!.both!.sem).toBeLessThan(0.2);
    expect(drop!.both).toMatchObject({ freedom: 2, clips: 3 });
    expect(lean).not.toHaveProperty('leg');
  });

  it('is of the mean alone where no camera’s lean is known, and of no mean where one leg was hardly seen', () => {
    const unknown = [1, 2, 3].map((seed) => clip(6, seed, { rollKnown: false }));
    expect(Object.keys(ownErrorOf(unknown).pelvicDropPeakDeg!)).toEqual(['both']);
    const oneLeg = [1, 2, 3].map((seed) => clip(6, seed));
    for (const { takes } of oneLeg) {
      const drop = takes[1]!.analysis.metrics.pelvicDropPeakDeg;
      if ('unavailable' in drop) throw new Error('drop is measured');
      drop.left = { ...drop.left, n: 3, withheld: 'only 3 strides counted; 5 are needed' };
    }
    expect(ownErrorOf(oneLeg).pelvicDropPeakDeg).toBeUndefined();
  });

  it('needs two clips of a day that may be compared', () => {
    expect(ownErrorOf([clip(4, 1)])).toEqual({});
    expect(ownErrorOf([clip(4, 1), clip(5, 2, { filmedAtMs: DAY_MS + 48 * 3600 * 1000 })])).toEqual({});
    const speeds = [10, 12].map((speedKmh) => clip(4, speedKmh, { facts: { speedKmh } }));
    expect(ownErrorOf(speeds)).toEqual({});
  });

  it('does not take two cameras at one run for a repeat', () => {
    expect(ownErrorOf([clip(4, 1)]).cadenceSpm).toBeUndefined();
  });
});

describe('the detectable difference from it', () => {
  const limit = (sem: number, clips: number) =>
    detectableOnRunner(DROP, error(sem, clips), { weighed: 0.05, alone: 0.05 });
  const value = (sem: number, clips: number) => limit(sem, clips).value;

  it('starts at the published one and nears 2.77 SEM with many clips', () => {
    expect(value(5, 1)).toBeCloseTo(DROP.value, 9);
    expect(value(0.5, 1000)).toBeCloseTo(2.77 * 0.5, 1);
  });

  it('is not fooled by a lucky pair', () => {
    expect(value(0, 2)).toBeGreaterThan(2.2);
  });

  it('may also be larger than the published one', () => {
    expect(value(2, 5)).toBeGreaterThan(1.5 * DROP.value);
  });

  it('is exceeded by 5 % of pairs of runners whose errors spread as published', () => {
    const random = seededRandom(8);
    let beyond = 0;
    const pairs = 4000;
    for (let i = 0; i < pairs; i++) {
      // A runner's variance: 4 s² / χ²(4), whose mean is the published SEM squared.
      const chi = [1, 2, 3, 4].reduce((sum) => sum + random.normal() ** 2, 0);
      const sd = Math.sqrt((2 * (DROP.value / 2.77) ** 2) / chi);
      const means = [1, 2, 3].map(() => sd * random.normal());
      const mean = means.reduce((sum, m) => sum + m, 0) / 3;
      const sem = Math.sqrt(means.reduce((sum, m) => sum + (m - mean) ** 2, 0) / 2);
      if (Math.abs(sd * (random.normal() - random.normal())) > value(sem, 3)) beyond++;
    }
    expect(beyond / pairs).toBeGreaterThan(0.04);
    expect(beyond / pairs).toBeLessThan(0.06);
  });

  it('is the own error’s alone from 9 degrees of freedom on, √2 · t · SEM, and says so', () => {
    expect(limit(0.5, 9).source).toMatch(/; weighed with Dingenen 2018/);
    expect(limit(0.5, 10).source).toMatch(/; replaces Dingenen 2018/);
    expect(value(0.5, 10)).toBeCloseTo(Math.SQRT2 * 2.2622 * 0.5, 3);
    expect(value(0.5, 10)).toBeLessThan(value(0.5, 9));
  });

  it('lets the two headline numbers and the legs together err in no more than 5 % of unchanged runners', () => {
    const shares = (['both', 'left', 'right'] as const).map((part) =>
      falseAlarmsOf('pelvicDropPeakDeg', part),
    );
    const lean = falseAlarmsOf('trunkLeanMeanDeg', 'both');
    expect(lean.weighed).toBeCloseTo(0.02532, 5);
    expect(shares[0]!.weighed).toBe(lean.weighed);
    const allRight = [lean, ...shares].reduce((right, { alone }) => right * (1 - alone), 1);
    expect(1 - allRight).toBeCloseTo(0.05, 9);
    expect(falseAlarmsOf('cadenceSpm', 'both')).toEqual({ weighed: 0.05, alone: 0.05 });
  });

  it('judges the mean of both legs by its own error, before each leg', () => {
    const askew = Array.from({ length: 10 }, (_, i) => {
      const off = 1.5 * (-1) ** i;
      return clip(0, i + 1, { means: { pelvicDropPeakDeg: { left: 6 + off, right: 6 - off } } });
    });
    const { rows } = compareSessions(clip(6, 20), clip(4, 21), ownErrorOf(askew));
    const drop = rows.filter(({ id }) => id === 'pelvicDropPeakDeg');
    expect(drop.map(({ whose, verdict }) => [whose, verdict])).toEqual([
      ['mean of both legs', 'changed'],
      ['left', 'within error'],
      ['right', 'within error'],
    ]);
    expect(drop[0]!.detectable!.value).toBeLessThan(1);
    expect(drop[1]!.detectable!.value).toBeGreaterThan(5);
    expect(drop[0]!.detectable!.source).toMatch(/10 clips, 23 Nov 2026; replaces Dingenen/);
  });

  it('takes the published one’s place in a comparison, and says so', () => {
    const repeats = [5.8, 6, 6.1, 5.9, 6.2, 6].map((drop, i) => clip(drop, i + 1));
    const row = (own: ReturnType<typeof ownErrorOf> | null) =>
      compareSessions(clip(6, 10), clip(3.7, 11), own).rows.find(({ id }) => id === 'pelvicDropPeakDeg')!;
    expect(row(null).verdict).toBe('within error');
    const own = row(ownErrorOf(repeats));
    expect(own.verdict).toBe('changed');
    expect(own.detectable!.source).toMatch(
      /^measured on this runner, 6 clips, 23 Nov 2026; weighed with Dingenen 2018/,
    );
  });
});
