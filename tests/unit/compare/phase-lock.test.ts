import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lockPhases, momentAt, percentAfter, sameMoment, timeAt } from '../../../src/compare/phase-lock';
import { findContacts } from '../../../src/gait/contacts';
import { findStrides } from '../../../src/gait/strides';
import type { Contact } from '../../../src/gait/contacts';
import { syntheticRun } from '../../truth/synthetic-runner';

interface Gait {
  startS: number;
  stepS: number;
  contactShare: number;
  limpS: number;
  /** Displacement of each contact, seconds. */
  wobbleS: number[];
}

/** A runner whose steps are uneven; contacts in order of time, starting left. */
function contactsOf({ startS, stepS, contactShare, limpS, wobbleS }: Gait): Contact[] {
  return wobbleS.map((wobble, i) => {
    const initialContactS = startS + i * stepS + (i % 2 ? limpS : 0) + wobble;
    const toeOffS = initialContactS + contactShare * stepS;
    return { side: i % 2 ? 'right' : 'left', initialContactS, toeOffS, confidence: 1 };
  });
}

function takeOf(contacts: Contact[]) {
  return { contacts, strides: findStrides(contacts) };
}

const gait = fc
  .record({
    startS: fc.double({ min: 0, max: 100, noNaN: true }),
    stepS: fc.double({ min: 0.28, max: 0.43, noNaN: true }),
    contactShare: fc.double({ min: 0.55, max: 0.85, noNaN: true }),
    limpS: fc.double({ min: -0.02, max: 0.02, noNaN: true }),
    wobbleS: fc.array(fc.double({ min: -0.008, max: 0.008, noNaN: true }), { minLength: 6, maxLength: 40 }),
  })
  .map((of) => takeOf(contactsOf(of)));
const share = fc.double({ min: 0, max: 1, noNaN: true });

describe('two takes on one clock', () => {
  it('puts every contact of both feet on the same foot’s contact, whatever the cadences', () => {
    fc.assert(
      fc.property(gait, gait, (a, b) => {
        const lock = lockPhases(a, b)!;
        const [from, to] = lock.takes;
        const n = Math.min(from.counted.length, to.counted.length);
        const [strides, others] = [a, b].map((take) => take.strides.filter(({ side }) => side === lock.side));
        for (let i = 0; i < n; i++) {
          const [mine, its] = [strides![i]!, others![i]!];
          const offPct = (atS: number, trueS: number) =>
            (100 * Math.abs(sameMoment(from, to, atS) - trueS)) / (its.endS - its.startS);
          expect(offPct(mine.startS, its.startS)).toBeLessThan(1);
          expect(offPct(mine.oppositeContactS, its.oppositeContactS)).toBeLessThan(1);
          // Toe-offs too, unless one runner hardly flies and the other flies far.
          const all = [from, to].every(({ counted }) => counted[i]!.knots.length === 5);
          expect(all ? offPct(mine.stance.toeOffS, its.stance.toeOffS) : 0).toBeLessThan(1);
        }
      }),
    );
  });

  it('goes forward only: a later time is a later moment', () => {
    fc.assert(
      fc.property(gait, gait, share, share, (a, b, x, y) => {
        const [from, to] = lockPhases(a, b)!.takes;
        const n = Math.min(from.counted.length, to.counted.length);
        const [firstS, lastS] = [from.counted[0]!.startS, from.counted[n - 1]!.endS - 1e-9];
        const [early, late] = [x, y].sort((p, q) => p - q).map((s) => firstS + s * (lastS - firstS));
        expect(sameMoment(from, to, early!)).toBeLessThanOrEqual(sameMoment(from, to, late!) + 1e-9);
      }),
    );
  });

  it('comes back to where it went from', () => {
    fc.assert(
      fc.property(gait, gait, share, (a, b, s) => {
        const [from, to] = lockPhases(a, b)!.takes;
        const n = Math.min(from.counted.length, to.counted.length);
        const [firstS, lastS] = [from.counted[0]!.startS, from.counted[n - 1]!.endS - 1e-6];
        const timeS = firstS + s * (lastS - firstS);
        expect(sameMoment(to, from, sameMoment(from, to, timeS))).toBeCloseTo(timeS, 6);
      }),
    );
  });

  it('stands still at the nearest counted stride outside of all strides', () => {
    const { takes } = lockPhases(takeOf(EVEN), takeOf(EVEN))!;
    expect(momentAt(takes[0], -5)).toEqual({ stride: 0, percent: 0 });
    expect(momentAt(takes[0], 500)).toEqual({ stride: takes[0].counted.length - 1, percent: 100 });
  });

  it('shows the nearest stride that counts in place of one that does not, at the same percent', () => {
    const whole = takeOf(EVEN);
    const lefts = whole.strides.filter(({ side }) => side === 'left');
    const strides = whole.strides.map((stride) => ({
      ...stride,
      excluded: stride === lefts[2] || stride.side === 'right' ? 'said so' : null,
    }));
    const [gappy, full] = lockPhases({ ...whole, strides }, whole)!.takes;
    const middleS = lefts[2]!.startS + 0.3;
    const moment = momentAt(gappy, middleS);
    expect(moment.stride).toBe(1);
    expect(timeAt(full, momentAt(full, middleS))).toBeCloseTo(middleS, 9);
    expect(timeAt(gappy, moment) - lefts[1]!.startS).toBeCloseTo(0.3, 6);
  });

  it('gives up toe-offs, never the other foot’s contact, where flights are too unlike', () => {
    const flying = takeOf(contactsOf({ ...STEADY, contactShare: 0.5 }));
    const hardly = takeOf(contactsOf({ ...STEADY, contactShare: 0.99 }));
    const [from, to] = lockPhases(flying, hardly)!.takes;
    const [mine, its] = [flying.strides[0]!, hardly.strides[0]!];
    expect(sameMoment(from, to, mine.oppositeContactS)).toBeCloseTo(its.oppositeContactS, 6);
    const span = (take: typeof from) => take.counted[0]!.knots.length;
    expect([span(from), span(to)]).toEqual([5, 3]);
  });

  it('is null where no foot counts in both', () => {
    const take = takeOf(EVEN);
    expect(lockPhases(take, { ...take, strides: [] })).toBeNull();
  });

  it('plays one stride round and round in the mean of both strides’ times', () => {
    const slower = takeOf(contactsOf({ ...STEADY, stepS: 0.4 }));
    const lock = lockPhases(takeOf(EVEN), slower)!;
    expect(lock.strideS).toBeCloseTo(0.75, 9);
    expect(percentAfter(90, 0.75, lock, 0.2)).toBeCloseTo(10, 9);
  });
});

describe('found contacts of a synthetic runner, two cadences and frame rates', () => {
  const filmed = (changes: Parameters<typeof syntheticRun>[0]) => {
    const { track, contacts: truth } = syntheticRun({ durationS: 10, noise: 0.002, ...changes });
    return { take: takeOf(findContacts(track, 'left').contacts), truth };
  };

  it.each([
    [60, 240],
    [60, 120],
    [120, 50],
  ])('true touchdowns of both feet fall together within 1 % of the stride, %i and %i fps', (fpsA, fpsB) => {
    const a = filmed({ cadenceSpm: 160, fps: fpsA });
    const b = filmed({ cadenceSpm: 182, fps: fpsB, contactTimeS: 0.22, seed: 2 });
    const [from, to] = lockPhases(a.take, b.take)!.takes;
    const touchdown = (truth: Contact[], take: typeof from) =>
      truth
        .filter(({ initialContactS: t }) => t > take.counted[1]!.startS && t < take.counted.at(-2)!.endS)
        .map(({ side, initialContactS }) => ({ side, percent: momentAt(take, initialContactS).percent }));
    const meanOf = (found: { side: string; percent: number }[], side: string) => {
      // 99 % and 1 % are the same moment.
      const near = found.filter((f) => f.side === side).map(({ percent }) => ((percent + 25) % 100) - 25);
      return near.reduce((sum, percent) => sum + percent, 0) / near.length;
    };
    for (const side of ['left', 'right'])
      expect(
        Math.abs(meanOf(touchdown(a.truth, from), side) - meanOf(touchdown(b.truth, to), side)),
      ).toBeLessThan(1);
  });
});

const STEADY: Gait = {
  startS: 0.2,
  stepS: 0.35,
  contactShare: 0.7,
  limpS: 0,
  wobbleS: Array<number>(16).fill(0),
};
const EVEN = contactsOf(STEADY);
