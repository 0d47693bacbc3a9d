import { describe, expect, it } from 'vitest';
import { RaisedArms } from '../../../src/live/raised-arms';
import type { CameraFrame } from '../../../src/pose/camera-contract';
import { ROW_STRIDE } from '../../../src/pose/contract';
import { LANDMARK_NAMES } from '../../../src/pose/landmarks';
import { FIELD_DATA, renderedRun, SKIPPED } from '../../rig/field-data';
import { cameraFramesOf } from '../../truth/camera-frames';
import { seededRandom } from '../../truth/random';
import { syntheticRun } from '../../truth/synthetic-runner';

const FPS = 20;
/** Above the nose (negative = below), in lengths of the trunk. */
const UP = 0.6;
const AT_THE_HEAD = 0;
const DOWN = -1.2;

/** The synthetic runner with both wrists as high as `height` says at each time; NaN = not seen. */
function framesWith(height: (timeS: number) => number, durationS: number): CameraFrame[] {
  const { track } = syntheticRun({ fps: FPS, durationS, view: 'front' });
  const { nose, left_hip, left_shoulder } = track.landmarks;
  for (const name of ['left_wrist', 'right_wrist'] as const) {
    const wrist = track.landmarks[name];
    track.timeS.forEach((timeS, i) => {
      const h = height(timeS);
      wrist.x[i] = nose.x[i]!;
      wrist.y[i] = nose.y[i]! - h * (left_hip.y[i]! - left_shoulder.y[i]!);
      wrist.confidence[i] = Number.isNaN(h) ? 0 : 0.9;
    });
  }
  return cameraFramesOf(track);
}

function timesRaised(frames: readonly CameraFrame[]): number[] {
  const arms = new RaisedArms();
  return frames.filter((frame) => arms.see(frame)).map(({ timeS }) => timeS[0]!);
}

describe('both arms raised for two seconds', () => {
  it('are seen once, when the two seconds are full, and again only after they were down', () => {
    const between = (t: number, from: number, to: number) => t >= from && t < to;
    const times = timesRaised(framesWith((t) => (between(t, 1, 7) || between(t, 8, 10.5) ? UP : DOWN), 14));
    expect(times.length).toBe(2);
    expect(times[0]).toBeCloseTo(3, 1);
    expect(times[1]).toBeCloseTo(10, 1);
  });

  it('are not seen when they are up for less, one alone, or no higher than the head', () => {
    expect(timesRaised(framesWith((t) => (t > 1 && t < 2.8 ? UP : DOWN), 6))).toEqual([]);
    expect(timesRaised(framesWith(() => AT_THE_HEAD, 6))).toEqual([]);
    const oneArm = framesWith(() => UP, 6);
    const rightY = LANDMARK_NAMES.indexOf('right_wrist') * ROW_STRIDE + 1;
    for (const { rows } of oneArm) rows[rightY] = 800;
    expect(timesRaised(oneArm)).toEqual([]);
  });

  it('may be lost for a few frames meanwhile, and not for half a second', () => {
    const lostFor = (s: number) => (t: number) => (t > 1 && t < 1 + s ? NaN : UP);
    expect(timesRaised(framesWith(lostFor(0.25), 3)).length).toBe(1);
    expect(timesRaised(framesWith(lostFor(0.5), 3))).toEqual([]);
    expect(timesRaised(framesWith(lostFor(0.5), 5)).length).toBe(1); // two seconds from then on
  });

  it('count with one arm hidden behind the other, and not with both guessed', () => {
    const hidden = (names: readonly ('left_wrist' | 'right_wrist')[]) => {
      const some = framesWith(() => UP, 4);
      for (const { rows } of some)
        for (const name of names) rows[LANDMARK_NAMES.indexOf(name) * ROW_STRIDE + 3] = 0.05;
      return timesRaised(some).length;
    };
    expect(hidden(['right_wrist'])).toBe(1);
    expect(hidden(['left_wrist', 'right_wrist'])).toBe(0);
  });

  it('fill up as they are held', () => {
    const arms = new RaisedArms();
    const shares = framesWith((t) => (t < 3 ? UP : DOWN), 4).map((frame) => {
      arms.see(frame);
      return arms.share;
    });
    expect(shares[0]).toBe(0);
    expect(shares[FPS]).toBeCloseTo(0.5, 1);
    expect(shares.at(-1)).toBe(0);
  });

  it('are never seen in an arm swing, and never where the wrists are not seen', () => {
    const random = seededRandom(3);
    const swing = framesWith((t) => -1 + 0.6 * Math.sin(9 * t) + 0.1 * random.normal(), 60);
    expect(timesRaised(swing)).toEqual([]);
    for (const view of ['left', 'rear', 'front', 'right'] as const)
      expect(timesRaised(cameraFramesOf(syntheticRun({ view, noise: 0.01, durationS: 30 }).track))).toEqual(
        [],
      );
  });

  it.skipIf(!FIELD_DATA)(`are never seen in rendered runners${SKIPPED}`, () => {
    for (const clip of ['rear-band-drop6', 'side-left-lean4', 'side-right-lean12', 'front-band-drop6']) {
      const { track } = renderedRun(clip, { noise: 0.01, bias: 0.01 });
      expect(timesRaised(cameraFramesOf(track)), clip).toEqual([]);
    }
  });
});
