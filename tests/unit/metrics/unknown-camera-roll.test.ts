import { beforeAll, describe, expect, it } from 'vitest';
import { computeMetrics } from '../../../src/metrics/compute-metrics';
import { useBackend } from '../../rig/backends';
import { measured, reasonOf } from './report-values';
import { contextOf, moved } from '../../truth/metrics-runner';

beforeAll(() => useBackend('wasm'));

describe('a camera whose lean nobody knows, from behind', () => {
  const legs = { left: 7, right: 3 };
  /** The clip as a camera that leans by so much shows it, when it is taken as level. */
  const leaning = (rollDeg: number, known: boolean, neutralTiltDeg: number | null = null) => {
    const context = contextOf({ view: 'rear', dropDeg: legs, seconds: 20 });
    const roll = (rollDeg * Math.PI) / 180;
    const { pelvicLine } = context;
    return computeMetrics({
      ...context,
      cameraRollKnown: known,
      track: moved(context.track, (x, y) => [
        x * Math.cos(roll) - y * Math.sin(roll),
        x * Math.sin(roll) + y * Math.cos(roll),
      ]),
      pelvicLine: pelvicLine && {
        ...pelvicLine,
        tiltDeg: pelvicLine.tiltDeg.map((tilt) => tilt - rollDeg),
        neutralTiltDeg: neutralTiltDeg === null ? null : neutralTiltDeg - rollDeg,
      },
    });
  };
  const BOUND = ['pelvicDropPeakDeg', 'pelvicDropMidstanceDeg', 'lateralTrunkLeanDeg'] as const;

  it.each(BOUND)('%s: each leg is withheld with the reason, the mean of both stands', async (id) => {
    const [level, leant] = [await leaning(0, true), await leaning(3, false)];
    const { left, right, both, asymmetryPct } = measured(leant, id);
    for (const leg of [left, right]) {
      expect(leg.mean).toBeNaN();
      expect(leg.withheld).toBe('the camera’s lean is not known: only the mean of both legs is sure');
      expect(leg.n).toBeGreaterThan(20);
    }
    expect(asymmetryPct).toBeNaN();
    const truth = measured(level, id);
    expect(both.mean).toBeCloseTo((truth.left.mean + truth.right.mean) / 2, 1);
    expect(both.sd).toBeLessThan(0.5); // the legs' difference is in no number
  });

  it('single strides and curves are free of the lean too: they are the same for every roll', async () => {
    const [a, b] = [await leaning(-2, false), await leaning(3, false)];
    for (const id of BOUND)
      a.strideValues.forEach((values, i) => {
        expect(values[id]).toBeCloseTo(b.strideValues[i]![id], 1);
      });
    const [one, other] = [a, b].map(({ curves }) => curves.pelvicDropPeakDeg!.left.mean);
    one!.forEach((value, node) => {
      expect(value).toBeCloseTo(other![node]!, 1);
    });
  });

  it('keeps what no lean touches: the tilt from side to side, and the thigh against the pelvis', async () => {
    const [level, leant] = [await leaning(0, true), await leaning(3, false)];
    for (const id of ['pelvicObliquityRangeDeg', 'hipAdductionDeg'] as const)
      expect(measured(leant, id).both.mean).toBeCloseTo(measured(level, id).both.mean, 1);
  });

  it('keeps left and right of the drop where the runner was seen standing', async () => {
    const drop = measured(await leaning(3, false, 0), 'pelvicDropPeakDeg');
    expect(drop.left.mean).toBeCloseTo(legs.left, 0);
    expect(drop.right.mean).toBeCloseTo(legs.right, 0);
    expect(measured(await leaning(3, false, 0), 'lateralTrunkLeanDeg').left.withheld).not.toBeNull();
  });

  it('withholds the whole where one leg has too few strides to be weighed against the other', async () => {
    const context = contextOf({ view: 'rear', dropDeg: legs });
    const strides = context.strides.map((stride) =>
      stride.side === 'left' ? { ...stride, excluded: 'stumbled' } : stride,
    );
    const report = await computeMetrics({ ...context, strides, cameraRollKnown: false });
    expect(reasonOf(report, 'pelvicDropPeakDeg')).toBe(
      'the camera’s lean is not known: only the mean of both legs is sure, and that needs 5 strides of each',
    );
  });
});
