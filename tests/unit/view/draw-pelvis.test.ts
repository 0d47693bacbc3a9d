import { beforeAll, describe, expect, it } from 'vitest';
import { computeMetrics } from '../../../src/metrics/compute-metrics';
import { shownAtS } from '../../../src/metrics/shown-at';
import { pelvisMark } from '../../../src/view/player/draw-pelvis';
import { useBackend } from '../../rig/backends';
import { contextOf } from '../../truth/metrics-runner';

beforeAll(() => useBackend('wasm'));

/** Marks of a runner with 6° of drop over the left leg and 4° over the right, as a camera of unknown lean shows them. */
async function filmed(view: 'rear' | 'front', cameraRollDeg: number, neutralTiltDeg: number | null = null) {
  const context = contextOf({ view, dropDeg: { left: 6, right: 4 }, seconds: 10 });
  const sign = view === 'rear' ? -1 : 1;
  const tiltDeg = context.pelvicLine!.tiltDeg.map((tilt) => tilt + sign * cameraRollDeg);
  const pelvicLine = { ...context.pelvicLine!, tiltDeg, neutralTiltDeg };
  const { motion, strideValues } = await computeMetrics({ ...context, pelvicLine, cameraRollKnown: false });
  const still = tiltDeg.map(() => 300);
  const pelvicLineInPicture = { xPx: still, yPx: still, angleDeg: tiltDeg.map((tilt) => sign * tilt) };
  const analysis = { view, cameraRollDeg: 0, pelvicLine, pelvicLineInPicture, series: motion.series };
  const { timeS } = context.track;
  return context.strides.map((stride, i) => {
    const series = motion.series.pelvicDropDeg[stride.side];
    const shownS = shownAtS('pelvicDropPeakDeg', stride, series, timeS);
    return {
      side: stride.side,
      valueDeg: strideValues[i]!.pelvicDropPeakDeg,
      mark: pelvisMark(analysis, timeS.indexOf(shownS))!,
    };
  });
}

describe('the pelvis on the picture', () => {
  it.each(['rear', 'front'] as const)(
    'says what the stride’s number says, whatever the camera’s lean (%s)',
    async (view) => {
      for (const cameraRollDeg of [0, 3])
        for (const { side, valueDeg, mark } of await filmed(view, cameraRollDeg)) {
          const dropDeg = side === 'right' ? mark.tiltDeg : -mark.tiltDeg;
          expect(dropDeg).toBeCloseTo(valueDeg, 0); // the greatest frame against the peak between frames, degrees
          expect(dropDeg).toBeCloseTo(5, 0);
        }
    },
  );

  it.each(['rear', 'front'] as const)(
    'is drawn against the level that its number is from (%s)',
    async (view) => {
      const sign = view === 'rear' ? -1 : 1;
      for (const { mark } of await filmed(view, 3))
        expect(sign * (mark.angleDeg - mark.levelDeg)).toBeCloseTo(mark.tiltDeg, 3);
      const standing = await filmed(view, 3, sign * 3);
      for (const { mark } of standing) expect(mark.levelDeg).toBeCloseTo(3, 3);
    },
  );
});
