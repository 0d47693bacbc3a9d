import { describe, expect, it } from 'vitest';
import { ROW_LENGTH, ROW_STRIDE } from '../../../src/pose/contract';
import { LANDMARK_NAMES, type LandmarkName } from '../../../src/pose/landmarks';
import { RowSmoother } from '../../../src/signal/smooth-row';
import { seededRandom } from '../../truth/random';
import { syntheticRun } from '../../truth/synthetic-runner';

const SEEN: readonly LandmarkName[] = [
  'left_shoulder',
  'right_shoulder',
  'left_hip',
  'right_hip',
  'left_knee',
  'left_ankle',
];
const NOISE_PX = 3;
const CONFIDENCE = ROW_STRIDE - 1;

function rowsOf({ timeS, landmarks }: ReturnType<typeof syntheticRun>['track']): Float32Array[] {
  return Array.from(timeS, (_, frame) => {
    const row = new Float32Array(ROW_LENGTH).fill(NaN);
    LANDMARK_NAMES.forEach((name, k) => {
      const { x, y, z, confidence } = landmarks[name];
      row.set([x[frame]!, y[frame]!, z[frame]!, confidence[frame]!], k * ROW_STRIDE);
    });
    return row;
  });
}

const errorPx = (rows: Float32Array[], truth: Float32Array[], name: LandmarkName) => {
  const at = LANDMARK_NAMES.indexOf(name) * ROW_STRIDE;
  const squares = rows
    .slice(20)
    .map((row, k) => (row[at]! - truth[k + 20]![at]!) ** 2 + (row[at + 1]! - truth[k + 20]![at + 1]!) ** 2);
  return Math.sqrt(squares.reduce((a, b) => a + b, 0) / squares.length);
};

describe('landmarks calmed for the picture', () => {
  it.each([30, 60])(
    'lie nearer to the truth than the raw ones, on the trunk by 7 %, at %d frames/s',
    (fps) => {
      const { track } = syntheticRun({ fps, view: 'rear', durationS: 10, timeJitter: 0.08, legPx: 400 });
      const truth = rowsOf(track);
      const random = seededRandom(4);
      const raw = truth.map((row) =>
        row.map((value, k) => (k % ROW_STRIDE < 2 ? value + NOISE_PX * random.normal() : value)),
      );
      const smoother = new RowSmoother();
      const calm = raw.map((row, frame) => smoother.next(track.timeS[frame]!, row));
      for (const name of SEEN) {
        const gain = errorPx(calm, truth, name) / errorPx(raw, truth, name);
        expect(gain, name).toBeLessThan(/shoulder|hip/.test(name) ? 0.93 : 1);
      }
    },
  );

  it('does the same at any size of picture', () => {
    const [small, large] = [100, 800].map((legPx) => {
      const { track } = syntheticRun({ fps: 30, durationS: 2, legPx, noise: 0.01 });
      const smoother = new RowSmoother();
      const at = LANDMARK_NAMES.indexOf('left_ankle') * ROW_STRIDE;
      return rowsOf(track).map((row, frame) => (smoother.next(track.timeS[frame]!, row)[at]! - 600) / legPx);
    });
    small!.forEach((x, k) => {
      expect(x).toBeCloseTo(large![k]!, 3);
    });
  });

  it('leaves confidence as it is, and what is missing missing', () => {
    const smoother = new RowSmoother();
    const { track } = syntheticRun({ fps: 30, durationS: 1 });
    const [first, second] = rowsOf(track);
    smoother.next(0, first!);
    const gone = second!.map((value, k) => (k < ROW_STRIDE ? (k === CONFIDENCE ? 0 : NaN) : value));
    const out = smoother.next(1 / 30, gone);
    expect([...out.subarray(0, ROW_STRIDE)]).toEqual([NaN, NaN, NaN, 0]);
    const at = LANDMARK_NAMES.indexOf('left_hip') * ROW_STRIDE;
    expect(out[at + CONFIDENCE]).toBe(1);
    expect(out[at]).toBeCloseTo(second![at]!, 0);
  });
});
