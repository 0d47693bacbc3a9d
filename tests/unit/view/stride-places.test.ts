import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MeasuredStride } from '../../../src/analysis/run-analysis';
import { curveOfStride } from '../../../src/metrics/stride-curve';
import { shownAtS } from '../../../src/metrics/shown-at';
import { nearestDot, strideDots } from '../../../src/view/charts/stride-dots';
import { phaseAt, strideAt, strideNear, timeAt, toeOffPhase } from '../../../src/view/charts/stride-places';
import { measuredTake } from '../../truth/measured-take';

/** Left 2.05–2.5 s with a mean lean of 4°, right 2.31–2.75 s with 7°; both stand for 0.25 s. */
const { strides } = measuredTake(new File([], 'side.mp4')).analysis;
const [left, right] = strides as [MeasuredStride, MeasuredStride];

describe('places in strides', () => {
  it('go to a moment and back', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 100, noNaN: true }), (phase) => {
        expect(phaseAt(left, timeAt(left, phase))).toBeCloseTo(phase, 6);
      }),
    );
  });

  it('belong to the leg asked for, end excluded', () => {
    expect(strideAt(strides, 'left', 2.4)).toBe(left);
    expect(strideAt(strides, 'right', 2.4)).toBe(right);
    expect(strideAt(strides, 'left', 2.5)).toBeNull();
    expect(toeOffPhase(strides, 'left')).toBeCloseTo((100 * 0.25) / 0.45, 6);
  });

  it('find the stride that is pointed at, and none from afar', () => {
    const timeS = Float64Array.from({ length: 100 }, (_, t) => 2 + t / 100);
    const series = { left: new Float32Array(100).fill(4), right: new Float32Array(100).fill(7) };
    const near = (value: number) => strideNear(strides, series, timeS, { phase: 30, value, within: 1 });
    expect(near(4.4)).toBe(left);
    expect(near(6.3)).toBe(right);
    expect(near(5.5)).toBeNull();
  });

  it('are dots that the nearest of answers, by time alone where only time is known', () => {
    const dots = strideDots([...strides, { ...left, excluded: 'a stumble' }], 'trunkLeanMeanDeg');
    expect(dots.map(({ value }) => value)).toEqual([4, 7]);
    const x = (t: number) => 100 * t;
    const y = (value: number) => -10 * value;
    expect(nearestDot(dots, x, y, 215, -69)?.stride).toBe(right);
    expect(nearestDot(dots, x, y, 215, null)?.stride).toBe(left);
    expect(nearestDot([], x, y, 0, null)).toBeNull();
  });
});

describe('one stride of a series', () => {
  it('is a straight line where the series is one, at any frame rate, and missing where frames are', () => {
    fc.assert(
      fc.property(fc.integer({ min: 24, max: 240 }), (fps) => {
        const timeS = Float64Array.from({ length: 2 * fps }, (_, t) => 1.5 + t / fps);
        const curve = curveOfStride(
          Float32Array.from(timeS, (t) => 10 * t),
          timeS,
          left,
        );
        curve.forEach((value, k) => {
          expect(value).toBeCloseTo(20.5 + 0.045 * k, 3);
        });
      }),
    );
    const timeS = Float64Array.from({ length: 100 }, (_, t) => 2 + t / 100);
    const gap = Float32Array.from(timeS, (t) => (t > 2.2 && t < 2.3 ? NaN : 1));
    const curve = curveOfStride(gap, timeS, left);
    expect([curve[0], curve[45], curve[100]]).toEqual([1, NaN, 1]);
    expect(curveOfStride(gap, timeS, { startS: 2.9, endS: 3.4 })[100]).toBeNaN();
  });
});

describe('the moment that shows a metric', () => {
  const timeS = Float64Array.from({ length: 100 }, (_, t) => 2 + t / 100);
  /** Greatest in stance at 2.2 s, greater still in swing; least at 2.45 s. */
  const series = Float32Array.from(timeS, (t) =>
    t > 2.4 ? (Math.abs(t - 2.45) < 0.005 ? -9 : 20) : -Math.abs(t - 2.2),
  );

  it('is the landing, mid-stance, or the extreme that the metric is', () => {
    expect(shownAtS('cadenceSpm', left, null, timeS)).toBe(left.startS);
    expect(shownAtS('kneeFlexionAtContactDeg', left, series, timeS)).toBe(left.startS);
    expect(shownAtS('trunkLeanMidstanceDeg', left, series, timeS)).toBeCloseTo(2.175, 9);
    expect(shownAtS('pelvicDropPeakDeg', left, series, timeS)).toBeCloseTo(2.2, 9);
    expect(shownAtS('trunkExtensionPeakDeg', left, series, timeS)).toBeCloseTo(2.45, 9);
  });

  it('is the landing where nothing was seen', () => {
    expect(shownAtS('pelvicDropPeakDeg', left, new Float32Array(100).fill(NaN), timeS)).toBe(left.startS);
  });
});
