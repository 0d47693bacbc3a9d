import { describe, expect, it } from 'vitest';
import { findContacts } from '../../../src/gait/contacts';
import { solveLegIdentity } from '../../../src/gait/leg-identity';
import { findStrides } from '../../../src/gait/strides';
import { findView, type View } from '../../../src/gait/view';
import { LANDMARK_NAMES } from '../../../src/pose/landmarks';
import { emptyPoseTrack, type PoseTrack } from '../../../src/pose/pose-track';
import { cleanTrack } from '../../../src/signal/clean-track';
import { seededRandom } from '../../truth/random';
import { syntheticRun } from '../../truth/synthetic-runner';
import { joinedTracks } from '../../truth/transforms';

/** The whole way from raw track to strides. */
function analyse(raw: PoseTrack, asked: View = 'left') {
  const view = findView(raw).view ?? asked;
  const { track } = solveLegIdentity(raw, view);
  const { contacts, leftOut } = findContacts(cleanTrack(track).track, view);
  return { contacts, leftOut, strides: findStrides(contacts) };
}

/** A still picture of the runner, filmed for a while. */
function standing(durationS: number): PoseTrack {
  const run = syntheticRun({ durationS });
  for (const name of LANDMARK_NAMES) {
    const { x, y } = run.track.landmarks[name];
    x.fill(x[20]!);
    y.fill(y[20]!);
  }
  return run.track;
}

describe('what is no running is left out with the reason', () => {
  it('walking', () => {
    const walk = syntheticRun({ cadenceSpm: 110, contactTimeS: 0.68, beltV: 1.3 });
    const { contacts, leftOut } = analyse(walk.track);
    expect(contacts).toEqual([]);
    expect(leftOut.some(({ reason }) => /walking/i.test(reason))).toBe(true);
  });

  it('a fast walk whose contacts are short enough for a run', () => {
    const walk = syntheticRun({ cadenceSpm: 160, contactTimeS: 0.39, beltV: 1.8 });
    const { contacts, leftOut } = analyse(walk.track);
    expect(contacts).toEqual([]);
    expect(leftOut.some(({ reason }) => /walking/i.test(reason))).toBe(true);
  });

  it.each(['rear', 'front'] as const)(
    'walking, seen from the %s: no flight, so the pelvis never falls',
    (view) => {
      const walk = syntheticRun({ view, cadenceSpm: 110, contactTimeS: 0.68, beltV: 1.3 });
      const { contacts, leftOut } = analyse(walk.track, view);
      expect(contacts).toEqual([]);
      expect(leftOut.some(({ reason }) => /walking/i.test(reason))).toBe(true);
    },
  );

  it('standing', () => {
    const { contacts, leftOut } = analyse(standing(5));
    expect(contacts).toEqual([]);
    expect(leftOut).toHaveLength(1);
    expect(leftOut[0]!.reason).toMatch(/No steps/);
    expect(leftOut[0]!.endS - leftOut[0]!.startS).toBeCloseTo(5, 0);
  });

  it('a pause in the run, which no stride spans', () => {
    const first = syntheticRun({ durationS: 6 });
    const clip = joinedTracks(joinedTracks(first.track, standing(4), 1 / 60), first.track, 1 / 60);
    const { contacts, leftOut, strides } = analyse(clip);
    const pause = leftOut.find(({ reason }) => /standing/.test(reason));
    expect(pause!.startS).toBeGreaterThan(5);
    expect(pause!.endS).toBeLessThan(11);
    expect(contacts.filter(({ initialContactS }) => initialContactS < 6).length).toBeGreaterThan(12);
    expect(contacts.filter(({ initialContactS }) => initialContactS > 10).length).toBeGreaterThan(12);
    expect(strides.every(({ startS, endS }) => endS - startS < 0.9)).toBe(true);
  });

  it('a walk before the run', () => {
    const walk = syntheticRun({ cadenceSpm: 110, contactTimeS: 0.68, beltV: 1.3, durationS: 6 });
    const clip = joinedTracks(walk.track, syntheticRun({ durationS: 8 }).track, 1 / 60);
    const { contacts, leftOut } = analyse(clip);
    expect(contacts.every(({ initialContactS }) => initialContactS > 5.9)).toBe(true);
    expect(contacts.length).toBeGreaterThan(18);
    expect(leftOut.some(({ reason }) => /walking/i.test(reason))).toBe(true);
  });

  it('two steps only', () => {
    const { contacts, leftOut } = analyse(syntheticRun({ durationS: 1.3 }).track);
    expect(contacts).toEqual([]);
    expect(leftOut.length).toBeGreaterThan(0);
  });
});

describe('useless input gives reasons, never a crash and never NaN', () => {
  const random = seededRandom(5);
  const scribble = emptyPoseTrack(600);
  for (let i = 0; i < 600; i++) scribble.timeS[i] = i / 60;
  for (const name of LANDMARK_NAMES) {
    const { x, y, confidence } = scribble.landmarks[name];
    for (let i = 0; i < 600; i++) {
      x[i] = 1000 * random.even();
      y[i] = 1000 * random.even();
      confidence[i] = 1;
    }
  }
  const backwards = syntheticRun({ durationS: 4 }).track;
  backwards.timeS.reverse();
  const oneLeg = ['left_knee', 'left_ankle', 'left_heel', 'left_foot_index'] as const;
  const infinite = syntheticRun({ durationS: 4 }).track;
  infinite.landmarks.left_heel.x[50] = Infinity;
  infinite.landmarks.left_heel.confidence[60] = NaN;

  it.each<[string, PoseTrack]>([
    ['no frames', emptyPoseTrack(0)],
    ['one frame', emptyPoseTrack(1)],
    ['no runner', Object.assign(emptyPoseTrack(300), { timeS: scribble.timeS.slice(0, 300) })],
    ['no timestamps', emptyPoseTrack(300)],
    ['half a second', syntheticRun({ durationS: 0.5 }).track],
    ['timestamps backwards', backwards],
    ['scribble', scribble],
    ['upper body only', syntheticRun({ missing: LANDMARK_NAMES.slice(25) }).track],
    ['one leg', syntheticRun({ missing: oneLeg }).track],
    ['an infinite coordinate', infinite],
  ])('%s', (_, track) => {
    for (const view of ['left', 'rear'] as const) {
      const { contacts, leftOut, strides } = analyse(track, view);
      for (const { initialContactS, toeOffS, confidence } of contacts)
        expect(Number.isFinite(initialContactS + toeOffS + confidence)).toBe(true);
      for (const { startS, endS } of strides) expect(endS).toBeGreaterThan(startS);
      for (const { startS, endS } of leftOut) expect(endS).toBeGreaterThanOrEqual(startS);
      expect(contacts.length + leftOut.length, 'without a contact it is said why').toBeGreaterThan(0);
    }
  });
});
