import { beforeAll, describe, expect, it } from 'vitest';
import { frameLeanDeg } from '../../../src/live/frame-lean';
import { measureMotion } from '../../../src/metrics/motion';
import { ROW_STRIDE } from '../../../src/pose/contract';
import { LANDMARK_NAMES } from '../../../src/pose/landmarks';
import { useBackend } from '../../rig/backends';
import { contextOf } from '../../truth/metrics-runner';

beforeAll(() => useBackend('wasm'));

describe('the lean that is drawn on a camera’s frame', () => {
  it.each([
    ['left', 0],
    ['left', 5],
    ['right', -3],
  ] as const)(
    'is the one that the analysis measures there, to 0.01° (%s, camera leaning %d°)',
    async (view, roll) => {
      const context = { ...contextOf({ view, seconds: 2 }), cameraRollDeg: roll };
      const { timeS, landmarks } = context.track;
      const lean = (await measureMotion(context)).series.trunkLeanDeg.left;
      for (const frame of timeS.keys()) {
        const row = new Float32Array(LANDMARK_NAMES.length * ROW_STRIDE);
        LANDMARK_NAMES.forEach((name, k) => {
          row.set([landmarks[name].x[frame]!, landmarks[name].y[frame]!], k * ROW_STRIDE);
        });
        expect(frameLeanDeg(row, view, roll)).toBeCloseTo(lean[frame]!, 2);
      }
    },
  );

  it('is missing where one of the four points is', () => {
    expect(frameLeanDeg(new Float32Array(LANDMARK_NAMES.length * ROW_STRIDE).fill(NaN), 'left', 0)).toBeNaN();
  });
});
