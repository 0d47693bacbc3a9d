import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { measureBodyLines, type BodyLine } from '../../../src/core/body-lines';
import { angleFromVerticalDeg, toDegrees } from '../../../src/geometry';
import { emptyPoseTrack } from '../../../src/pose/pose-track';
import { NODE_BACKENDS, useBackend } from '../../rig/backends';
import { scatteredTrack } from '../../rig/samples';

const PICTURE = { cameraRollDeg: 0, acrossSign: 1 } as const;
const TRUNK: BodyLine = {
  from: ['left_hip', 'right_hip'],
  to: ['left_shoulder', 'right_shoulder'],
  against: 'vertical',
};
const FOOT: BodyLine = { from: ['left_heel'], to: ['left_foot_index'], against: 'horizontal' };
const HIP_HEIGHT: BodyLine = { from: [], to: ['left_hip'], against: 'vertical' };

function standing() {
  const track = emptyPoseTrack(1);
  const put = (name: keyof typeof track.landmarks, x: number, y: number) => {
    track.landmarks[name].x[0] = x;
    track.landmarks[name].y[0] = y;
  };
  put('left_hip', 90, 300);
  put('right_hip', 110, 300);
  put('left_shoulder', 190, 200);
  put('right_shoulder', 210, 200);
  put('left_heel', 100, 500);
  put('left_foot_index', 140, 460);
  return track;
}

describe.each(NODE_BACKENDS)('body lines on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  it('measures a trunk that leans 45° to the right and a foot whose toe is 45° up', async () => {
    const [trunk, foot, height] = await measureBodyLines(standing(), [TRUNK, FOOT, HIP_HEIGHT], PICTURE);
    expect(trunk!.angleDeg[0]).toBeCloseTo(45, 3);
    expect(trunk!.acrossPx[0]).toBeCloseTo(100, 3);
    expect(trunk!.upPx[0]).toBeCloseTo(100, 3);
    expect(foot!.angleDeg[0]).toBeCloseTo(45, 3);
    expect(height!.upPx[0]).toBeCloseTo(-300, 3);
  });

  it('turns the sign of leaning, not of height, for a runner who faces image-left', async () => {
    const [trunk] = await measureBodyLines(standing(), [TRUNK], { ...PICTURE, acrossSign: -1 });
    expect(trunk!.angleDeg[0]).toBeCloseTo(-45, 3);
    expect(trunk!.upPx[0]).toBeCloseTo(100, 3);
  });

  it('takes the roll off: a plumb line that seems to lean 3° right is 0°', async () => {
    const track = standing();
    const lean = Math.tan((3 * Math.PI) / 180) * 100;
    track.landmarks.left_shoulder.x[0] = 90 + lean;
    track.landmarks.right_shoulder.x[0] = 110 + lean;
    const [trunk] = await measureBodyLines(track, [TRUNK], { ...PICTURE, cameraRollDeg: 3 });
    expect(trunk!.angleDeg[0]).toBeCloseTo(0, 3);
  });

  it('agrees with float64 within 0.002° on lines longer than 20 px', async () => {
    const track = scatteredTrack(2000, 7);
    const [trunk, foot] = await measureBodyLines(track, [TRUNK, FOOT], PICTURE);
    const { left_hip, right_hip, left_shoulder, right_shoulder, left_heel, left_foot_index } =
      track.landmarks;
    const middle = (a: Float32Array, b: Float32Array, t: number) => (a[t]! + b[t]!) / 2;
    let worst = 0;
    for (let t = 0; t < 2000; t++) {
      const hip = { x: middle(left_hip.x, right_hip.x, t), y: middle(left_hip.y, right_hip.y, t) };
      const neck = {
        x: middle(left_shoulder.x, right_shoulder.x, t),
        y: middle(left_shoulder.y, right_shoulder.y, t),
      };
      const toe = { x: left_foot_index.x[t]! - left_heel.x[t]!, y: left_heel.y[t]! - left_foot_index.y[t]! };
      if (Math.hypot(hip.x - neck.x, hip.y - neck.y) > 20)
        worst = Math.max(worst, Math.abs(trunk!.angleDeg[t]! - angleFromVerticalDeg(hip, neck)));
      if (Math.hypot(toe.x, toe.y) > 20)
        worst = Math.max(worst, Math.abs(foot!.angleDeg[t]! - toDegrees(Math.atan2(toe.y, toe.x))));
    }
    expect(worst).toBeLessThan(0.002);
  });

  it('marks exactly the frames and lines that miss a landmark', async () => {
    const track = scatteredTrack(5, 3);
    track.landmarks.right_shoulder.y[2] = NaN;
    const [trunk, foot] = await measureBodyLines(track, [TRUNK, FOOT], PICTURE);
    expect([...trunk!.angleDeg].map(Number.isNaN)).toEqual([false, false, true, false, false]);
    expect([...foot!.angleDeg].some(Number.isNaN)).toBe(false);
  });

  it('carries on over pass boundaries and leaks no tensor', async () => {
    const before = memory().numTensors;
    const track = scatteredTrack(70_000, 5);
    const [trunk] = await measureBodyLines(track, [TRUNK], PICTURE);
    const { left_hip, right_hip, left_shoulder, right_shoulder } = track.landmarks;
    const t = 69_999;
    const hip = { x: (left_hip.x[t]! + right_hip.x[t]!) / 2, y: (left_hip.y[t]! + right_hip.y[t]!) / 2 };
    const neck = {
      x: (left_shoulder.x[t]! + right_shoulder.x[t]!) / 2,
      y: (left_shoulder.y[t]! + right_shoulder.y[t]!) / 2,
    };
    expect(trunk!.angleDeg[t]).toBeCloseTo(angleFromVerticalDeg(hip, neck), 2);
    expect(memory().numTensors).toBe(before);
  });

  it('answers nothing for no frames and no lines', async () => {
    expect(await measureBodyLines(emptyPoseTrack(0), [], PICTURE)).toEqual([]);
    expect((await measureBodyLines(emptyPoseTrack(0), [TRUNK], PICTURE))[0]!.angleDeg).toHaveLength(0);
  });
});
