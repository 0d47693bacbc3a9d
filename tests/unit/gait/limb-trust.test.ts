import { describe, expect, it } from 'vitest';
import { ALL_FOLLOWED, doubtfulSpans, judgeLimbs } from '../../../src/gait/limb-trust';
import { syntheticRun } from '../../truth/synthetic-runner';

const run = () => syntheticRun({ view: 'left', durationS: 8, noise: 0.005 });

describe('whether a leg is where the model puts it', () => {
  it('is believed of a runner who was followed well, from every side', () => {
    for (const view of ['left', 'right', 'rear', 'front'] as const) {
      const { track, contacts } = syntheticRun({ view, durationS: 8, noise: 0.005 });
      const trust = judgeLimbs(track, view, contacts);
      expect(trust.left.doubt).toEqual(ALL_FOLLOWED);
      expect(trust.right.doubt).toEqual(ALL_FOLLOWED);
      const doubtS = doubtfulSpans(track.timeS, trust).reduce(
        (sum, { startS, endS }) => sum + endS - startS,
        0,
      );
      expect(doubtS).toBeLessThan(0.4);
    }
  });

  it('is not believed where a shin grows and shrinks, and only of that shin', () => {
    const { track, contacts } = run();
    track.landmarks.right_ankle.y.forEach((y, i) => {
      track.landmarks.right_ankle.y[i] = y + 130 * Math.sin(i / 3);
    });
    const { left, right } = judgeLimbs(track, 'left', contacts);
    expect(right.doubt.shank).toMatch(/right shin changes its length/);
    expect(right.doubt.thigh).toBeNull();
    expect(left.doubt).toEqual(ALL_FOLLOWED);
  });

  it('is not believed of the far leg where both lie on one, and those frames are marked', () => {
    const { track, contacts } = run();
    const { landmarks, timeS } = track;
    const from = Math.round(timeS.length / 3);
    for (const joint of ['hip', 'knee', 'ankle', 'heel', 'foot_index'] as const)
      for (const axis of ['x', 'y'] as const)
        landmarks[`right_${joint}`][axis].set(landmarks[`left_${joint}`][axis].subarray(from), from);
    const trust = judgeLimbs(track, 'left', contacts);
    expect(Object.values(trust.right.doubt).every((reason) => reason !== null)).toBe(true);
    expect(trust.left.doubt).toEqual(ALL_FOLLOWED);
    expect(doubtfulSpans(timeS, trust).some(({ endS, startS }) => endS - startS > 4)).toBe(true);
  });

  it('is not believed of a far foot that slides on the belt', () => {
    const { track, contacts } = run();
    for (const joint of ['ankle', 'heel', 'foot_index'] as const) {
      const { x } = track.landmarks[`right_${joint}`];
      const hip = track.landmarks.right_hip.x;
      x.forEach((at, i) => {
        x[i] = hip[i]! + 0.5 * (at - hip[i]!);
      });
    }
    expect(judgeLimbs(track, 'left', contacts).right.doubt.foot).not.toBeNull();
  });
});
