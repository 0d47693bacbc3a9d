import { describe, expect, it } from 'vitest';
import { shareOutside, withoutOutside } from '../../../src/signal/in-picture';
import { syntheticRun } from '../../truth/synthetic-runner';

/** Feet reach down to 900 px. */
const { track } = syntheticRun({ durationS: 2 });
const WHOLE = { width: 1200, height: 1000 };
const CUT = { width: 1200, height: 850 };

describe('what lies beyond the picture’s edge', () => {
  it('is missing: no place, no depth, no confidence; what lies inside is the same', () => {
    const { landmarks } = withoutOutside(track, CUT);
    const { x, y, z, confidence } = landmarks.left_heel;
    const before = track.landmarks.left_heel;
    before.y.forEach((was, frame) => {
      const inside = [before.x[frame], was, before.z[frame], before.confidence[frame]];
      expect([x[frame], y[frame], z[frame], confidence[frame]]).toEqual(
        was > CUT.height ? [NaN, NaN, NaN, 0] : inside,
      );
    });
    expect(x.some(Number.isNaN)).toBe(true);
    expect(landmarks.nose).toBe(track.landmarks.nose);
  });

  it('is nothing where all of the runner is in the picture', () => {
    expect(withoutOutside(track, WHOLE).landmarks).toEqual(track.landmarks);
    expect(shareOutside(track, WHOLE, ['left_heel', 'nose'])).toBe(0);
  });

  it('is counted in frames in which any of the landmarks is outside; unknown where none is seen', () => {
    const one = shareOutside(track, CUT, ['left_heel']);
    expect(one).toBeGreaterThan(0.3);
    expect(shareOutside(track, CUT, ['left_heel', 'right_heel'])).toBeGreaterThanOrEqual(one);
    expect(shareOutside(track, CUT, ['left_wrist'])).toBeNaN();
  });
});
