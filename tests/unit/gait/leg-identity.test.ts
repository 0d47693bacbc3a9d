import { describe, expect, it } from 'vitest';
import { solveLegIdentity } from '../../../src/gait/leg-identity';
import { emptyPoseTrack } from '../../../src/pose/pose-track';
import { syntheticRun, type SyntheticRun } from '../../truth/synthetic-runner';

const PARTS = ['knee', 'ankle', 'heel', 'foot_index'] as const;

/** Frames in which a part of the left leg is nearer to the true right than to the true left, by more than the legs' noise. */
function wrongFrames(solved: SyntheticRun['track'], truth: SyntheticRun['track'], legPx: number) {
  const wrong = new Set<number>();
  for (const part of PARTS) {
    const left = truth.landmarks[`left_${part}`];
    const right = truth.landmarks[`right_${part}`];
    const found = solved.landmarks[`left_${part}`];
    for (let i = 0; i < truth.timeS.length; i++) {
      const toLeft = Math.hypot(found.x[i]! - left.x[i]!, found.y[i]! - left.y[i]!);
      const toRight = Math.hypot(found.x[i]! - right.x[i]!, found.y[i]! - right.y[i]!);
      if (toLeft > toRight + 0.08 * legPx) wrong.add(i);
    }
  }
  return wrong.size;
}

describe('leg identity in side views', () => {
  it.each([24, 60, 120])(
    'undoes swaps of a tenth of the frames at %i fps: under one frame in 200 is left',
    (fps) => {
      const truth = syntheticRun({ fps });
      const swapped = syntheticRun({ fps, noise: 0.01, swappedPart: 0.1 });
      const { track, identity } = solveLegIdentity(swapped.track, 'left');
      const frames = truth.track.timeS.length;
      expect(wrongFrames(swapped.track, truth.track, 400) / frames).toBeGreaterThan(0.05);
      expect(wrongFrames(track, truth.track, 400) / frames).toBeLessThan(0.005);
      expect(identity.relabelledFrames.length / frames).toBeLessThan(0.2);
    },
  );

  it('undoes a swap that lasts from one crossing to the next', () => {
    const truth = syntheticRun();
    const { track } = syntheticRun();
    for (const part of PARTS) {
      const [left, right] = [track.landmarks[`left_${part}`], track.landmarks[`right_${part}`]];
      for (let i = 200; i < 260; i++) {
        [left.x[i], right.x[i]] = [right.x[i]!, left.x[i]!];
        [left.y[i], right.y[i]] = [right.y[i]!, left.y[i]!];
      }
    }
    expect(wrongFrames(solveLegIdentity(track, 'left').track, truth.track, 400)).toBe(0);
  });

  it('undoes a swapped knee, ankle or foot alone', () => {
    const truth = syntheticRun();
    for (const part of PARTS) {
      const { track } = syntheticRun();
      const [left, right] = [track.landmarks[`left_${part}`], track.landmarks[`right_${part}`]];
      const others =
        part === 'heel' ? ['foot_index' as const] : part === 'foot_index' ? ['heel' as const] : [];
      for (const i of [100, 101, 300]) {
        [left.x[i], right.x[i]] = [right.x[i]!, left.x[i]!];
        [left.y[i], right.y[i]] = [right.y[i]!, left.y[i]!];
        for (const other of others) {
          const [l, r] = [track.landmarks[`left_${other}`], track.landmarks[`right_${other}`]];
          [l.x[i], r.x[i]] = [r.x[i]!, l.x[i]!];
          [l.y[i], r.y[i]] = [r.y[i]!, l.y[i]!];
        }
      }
      expect(wrongFrames(solveLegIdentity(track, 'left').track, truth.track, 400)).toBe(0);
    }
  });

  it('changes nothing in a clean track, in rear views and where there is no runner', () => {
    const clean = syntheticRun();
    expect(solveLegIdentity(clean.track, 'left').identity.relabelledFrames).toEqual([]);
    const rear = syntheticRun({ view: 'rear', swappedPart: 0.1 });
    expect(solveLegIdentity(rear.track, 'rear').track).toBe(rear.track);
    const nobody = emptyPoseTrack(100);
    expect(solveLegIdentity(nobody, 'left').track).toBe(nobody);
  });

  it('makes a far leg missing where it is a copy of the near one, and reports the frames', () => {
    const { track } = syntheticRun();
    for (const part of PARTS) {
      const [near, far] = [track.landmarks[`left_${part}`], track.landmarks[`right_${part}`]];
      for (let i = 200; i < 215; i++) {
        far.x[i] = near.x[i]! + 3;
        far.y[i] = near.y[i]! - 2;
      }
    }
    const solved = solveLegIdentity(track, 'left');
    expect(solved.identity.hiddenFrames.left).toEqual([]);
    expect(solved.identity.hiddenFrames.right.length).toBeGreaterThanOrEqual(15);
    expect(solved.track.landmarks.right_ankle.x[207]).toBeNaN();
    expect(solved.track.landmarks.left_ankle.x[207]).not.toBeNaN();
  });

  it('reports frames in which a foot has no confidence', () => {
    const { track } = syntheticRun({ hiddenPart: 0.1 });
    const { identity } = solveLegIdentity(track, 'left');
    expect(identity.hiddenFrames.left).toEqual([]);
    expect(identity.hiddenFrames.right.length).toBeGreaterThan(20);
  });
});
