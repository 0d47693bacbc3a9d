import { describe, expect, it } from 'vitest';
import { EXERCISE_IDS, gateOf } from '../../../src/feedback/exercises';
import { findingsFrom } from '../../../src/feedback/findings';
import {
  EXERCISES_WAIT,
  NOTHING_SAID,
  painChangeSays,
  RED_FLAG_IDS,
  RED_FLAGS,
  safetyOf,
  type Wellbeing,
  worseOf,
} from '../../../src/feedback/safety';
import { metricOf, tableOf } from '../../../src/metrics/registry';
import { summarise } from '../../../src/metrics/summary';

/** Nothing stands out: 7° of lean over 20 strides a leg, nothing else measured. */
const ORDINARY = leaning(7);
/** Upright running stands out. */
const UPRIGHT = leaning(-6);

function leaning(leanDeg: number) {
  return tableOf(({ id, name, unit }) => {
    if (id !== 'trunkLeanAtContactDeg' && id !== 'trunkLeanMidstanceDeg')
      return { name, unit, unavailable: 'not filmed' };
    const strides = Array.from({ length: 20 }, (_, k) => leanDeg + 0.1 * (k % 3));
    return summarise(metricOf(id), { left: strides, right: strides });
  });
}

const saying = (said: Partial<Wellbeing>, before: number | null = null) =>
  safetyOf({ ...NOTHING_SAID, ...said }, before === null ? null : { pain: before, atMs: null });
const adviceTo = (said: Partial<Wellbeing>, before: number | null = null) =>
  findingsFrom(ORDINARY, saying(said, before))[0]!.advice.join(' ');

describe('a red flag', () => {
  it.each(RED_FLAG_IDS)('%s stands above everything, with its own words, at pain 0 too', (id) => {
    const safety = saying({ pain: 0, redFlags: [id] });
    expect(safety.warning?.act).toBe(RED_FLAGS[id].act);
    expect(safety.reasons.map(({ says }) => says)).toEqual([`You said yes to: ${RED_FLAGS[id].says}.`]);
    expect(safety.reasons[0]!.source).not.toBe('');
    expect(safety.mayKeepRunning).toBe(false);
  });

  it('of several, the most urgent says what to do and stands first', () => {
    const { warning, reasons } = saying({ redFlags: ['morning-stiffness', 'fever', 'saddle-numbness'] });
    expect(warning).toEqual({ act: 'emergency', says: 'Go to an emergency department now.' });
    expect(reasons.map(({ id }) => id)).toEqual(['saddle-numbness', 'fever', 'morning-stiffness']);
  });

  it('that is none, and one that was not said, are no reason; but not the same', () => {
    expect(saying({ redFlags: [] })).toMatchObject({ warning: null, redFlags: [] });
    expect(saying({ redFlags: null })).toMatchObject({ warning: null, redFlags: null });
  });
});

describe('pain', () => {
  it.each([
    [6, false],
    [7, true],
    [10, true],
  ])('of %i: a reason? %s', (pain, isReason) => {
    const { reasons, warning } = saying({ pain });
    expect(reasons.map(({ id }) => id)).toEqual(isReason ? ['severe-pain'] : []);
    expect(warning?.act).toBe(isReason ? 'before-running' : undefined);
  });

  it.each([
    [1, 2, false],
    [1, 3, true],
    [0, 2, true],
    [5, 3, false],
  ])('that goes from %i to %i: a reason? %s', (before, pain, isReason) => {
    const { reasons, painBefore } = saying({ pain }, before);
    expect(reasons.map(({ id }) => id)).toEqual(isReason ? ['pain-up'] : []);
    expect(painBefore).toBe(before);
  });

  it('that rose says since when', () => {
    const { reasons } = safetyOf({ ...NOTHING_SAID, pain: 4 }, { pain: 1, atMs: Date.UTC(2026, 9, 12, 12) });
    expect(reasons[0]!.says).toBe(
      'Your back pain rose from 1 to 4 of 10 since the session of 12 October 2026.',
    );
  });

  it('is unknown, not 0, where it was not said', () => {
    expect(saying({}, 0)).toMatchObject({ pain: null, reasons: [], mayKeepRunning: false });
  });
});

describe('“keep running”', () => {
  it('is said at pain 0 alone', () => {
    expect(adviceTo({ pain: 0 })).toContain('Keep running');
    expect(adviceTo({ pain: 0, redFlags: [] }, 0)).toContain('Keep running');
    for (let pain = 1; pain <= 10; pain++)
      expect(adviceTo({ pain, redFlags: [] })).not.toMatch(/keep running/i);
    expect(adviceTo({})).not.toMatch(/keep running/i);
    for (const id of RED_FLAG_IDS) expect(adviceTo({ pain: 0, redFlags: [id] })).not.toMatch(/keep running/i);
  });

  it('nor does anybody in pain hear that running more is healthier', () => {
    const why = (said: Partial<Wellbeing>) => findingsFrom(ORDINARY, saying(said))[0]!.why;
    expect(why({ pain: 0 })).toContain('those who run more');
    expect(why({ pain: 3 })).not.toContain('run more');
    expect(why({})).not.toContain('run more');
  });

  it('pain that was not said is asked for; pain that was told sends to a physio', () => {
    expect(adviceTo({})).toContain('Say how much your back hurts');
    expect(adviceTo({ pain: 3 })).toContain('Let a physiotherapist look for its cause');
  });
});

describe('what is to be tried', () => {
  it.each<[string, Partial<Wellbeing>, number | null]>([
    ['a red flag', { pain: 0, redFlags: ['fever'] }, null],
    ['severe pain', { pain: 8 }, null],
    ['pain that rose', { pain: 4 }, 2],
  ])('waits with %s', (_, said, before) => {
    const safety = saying(said, before);
    const [finding] = findingsFrom(UPRIGHT, safety);
    expect(finding).toMatchObject({ id: 'upright-trunk', exercises: [] });
    expect(finding!.advice).toEqual([safety.warning!.says, EXERCISES_WAIT]);
    for (const id of EXERCISE_IDS) expect(gateOf(id, safety).closed).toBe(EXERCISES_WAIT);
  });

  it('is shown by age: every exercise from 18 to 64, fewer to the young and the old', () => {
    const open = (said: Partial<Wellbeing>) =>
      EXERCISE_IDS.filter((id) => gateOf(id, saying(said)).closed === null);
    expect(open({ ageGroup: '18to64', pain: 3 })).toEqual(EXERCISE_IDS);
    expect(open({ ageGroup: 'under18' })).toEqual(['belly-breathing']);
    expect(open({ ageGroup: '65plus' })).toEqual(['belly-breathing', 'glute-bridge']);
    expect(open({})).toEqual(EXERCISE_IDS);
  });

  it('asks for an age that was not said, and always for conditions', () => {
    expect(gateOf('side-plank', saying({})).askFirst).toMatch(
      /^Ask a physio first if you are under 18; if you are 65 or older; if a shoulder/,
    );
    expect(gateOf('side-plank', saying({ ageGroup: '18to64' })).askFirst).toMatch(
      /^Ask a physio first if a shoulder/,
    );
    for (const id of EXERCISE_IDS) expect(gateOf(id, saying({})).askFirst).toContain('pregnant');
  });
});

it('two sessions say what became of the pain', () => {
  expect(painChangeSays(4, 1)).toBe('Back pain fell from 4 to 1 of 10: a change that counts.');
  expect(painChangeSays(3, 4)).toBe('Back pain rose from 3 to 4 of 10: too little to count.');
  expect(painChangeSays(2, 2)).toBe('Back pain is 2 of 10, as before.');
  expect(painChangeSays(null, 2)).toBe('Back pain is 2 of 10 now; before it was not said.');
  expect(painChangeSays(2, null)).toBe('Back pain was 2 of 10 before; now it was not said.');
  expect(painChangeSays(null, null)).toBeNull();
});

it('of two answers about one day the worse counts, and silence never makes a “no”', () => {
  const fever: Wellbeing = { pain: 2, redFlags: ['fever'], ageGroup: null };
  const none: Wellbeing = { pain: 5, redFlags: [], ageGroup: '65plus' };
  expect(worseOf(fever, none)).toEqual({ pain: 5, redFlags: ['fever'], ageGroup: '65plus' });
  expect(worseOf(NOTHING_SAID, NOTHING_SAID)).toEqual(NOTHING_SAID);
  expect(worseOf(NOTHING_SAID, none)).toEqual(none);
});
