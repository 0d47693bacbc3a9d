import { describe, expect, it } from 'vitest';
import { type FrameBatch, ROW_LENGTH } from '../../../src/pose/contract';
import { LivePoses } from '../../../src/state/live-poses';

/** A batch whose rows hold their frame's time, in every place. */
function batch(...times: number[]): FrameBatch {
  const rows = new Float32Array(times.length * ROW_LENGTH);
  times.forEach((t, k) => rows.fill(t, k * ROW_LENGTH, (k + 1) * ROW_LENGTH));
  return {
    timeS: Float64Array.from(times),
    rows,
    decodeMs: 0,
    poseMs: 0,
    pelvisMs: 0,
    pelvis: new Float32Array(),
  };
}

describe('the poses of a clip under way', () => {
  it('gives the row of the frame that a time names, in whichever batch it came', () => {
    const poses = new LivePoses();
    poses.add(batch(0, 1));
    poses.add(batch(2, 3, 4));
    expect([0, 1, 2, 3.000001, 4].map((t) => poses.rowAt(t)?.[7])).toEqual([0, 1, 2, 3, 4]);
    expect(poses.latestS).toBe(4);
  });

  it('gives none for a frame that is not finished', () => {
    const poses = new LivePoses();
    expect(poses.rowAt(0)).toBeNull();
    expect(poses.latestS).toBeNaN();
    expect(poses.pelvicLineAt(0)).toBeNull();
    poses.add(batch(0, 1));
    expect(poses.rowAt(1.5)).toBeNull();
  });
});
