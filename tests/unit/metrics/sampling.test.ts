import { describe, expect, it } from 'vitest';
import { bodyHeightPx, median } from '../../../src/metrics/body-height';
import { relativeToFlatFoot } from '../../../src/metrics/flat-foot';
import { spanOf, valueAt } from '../../../src/metrics/sampling';
import { contactsOf, RUNNER, stridesBetween } from '../../truth/metrics-runner';

const TIMES = Float64Array.from([0, 1, 2, 4]);
const VALUES = Float32Array.from([0, 10, 0, 8]);

describe('reading a series', () => {
  it('interpolates between uneven frames and stays silent outside', () => {
    expect(valueAt(VALUES, TIMES, 0.5)).toBe(5);
    expect(valueAt(VALUES, TIMES, 3)).toBe(4);
    expect(valueAt(VALUES, TIMES, 4)).toBe(8);
    expect([valueAt(VALUES, TIMES, -0.1), valueAt(VALUES, TIMES, 4.1), valueAt(VALUES, TIMES, NaN)]).toEqual([
      NaN,
      NaN,
      NaN,
    ]);
  });

  it('gives the time-weighted mean and the extremes, ends counted', () => {
    expect(spanOf(VALUES, TIMES, 0.5, 3)).toEqual({ mean: (3.75 + 5 + 2) / 2.5, min: 0, max: 10 });
    expect(spanOf(VALUES, TIMES, 1.25, 1.75)).toEqual({ mean: 5, min: 2.5, max: 7.5 });
  });

  it('is unknown when more than a tenth of the frames is missing, or time is', () => {
    const times = Float64Array.from({ length: 41 }, (_, i) => i);
    const series = Float32Array.from(times);
    series.fill(NaN, 10, 14);
    expect(spanOf(series, times, 0, 40).mean).toBeCloseTo(20, 5);
    series.fill(NaN, 10, 15);
    expect(spanOf(series, times, 0, 40).mean).toBeNaN();
    expect(spanOf(VALUES, TIMES, 2, 2).mean).toBeNaN();
    expect(spanOf(VALUES, TIMES, 3, 5).max).toBeNaN();
    expect(spanOf(VALUES, TIMES, NaN, 2).max).toBeNaN();
  });
});

describe('body height', () => {
  const line = (lengthPx: number) => ({
    angleDeg: new Float32Array(3),
    acrossPx: Float32Array.from([lengthPx * 0.6, NaN, lengthPx * 0.6]),
    upPx: Float32Array.from([lengthPx * 0.8, NaN, lengthPx * 0.8]),
  });

  it('adds up trunk, thigh and shank: 77.9 % of 1000 px', () => {
    expect(bodyHeightPx(line(288), { thigh: line(245), shank: line(246) })).toBeCloseTo(1000, 1);
  });

  it('makes do with the trunk, and with nothing says so', () => {
    expect(bodyHeightPx(line(288), { thigh: line(245), shank: line(NaN) })).toBeCloseTo(1000, 1);
    expect(bodyHeightPx(line(NaN))).toBeNaN();
    expect(median([])).toBeNaN();
    expect(median([4, NaN, 1, 2, 3])).toBe(2.5);
  });
});

it('takes the foot lying flat at 40 % of stance as zero', () => {
  const strides = stridesBetween(contactsOf(RUNNER));
  const timeS = Float64Array.from({ length: 600 }, (_, t) => t / 60);
  const pitch = Float32Array.from(timeS, (s) => {
    const flat = strides.some(
      ({ side, startS }) => side === 'left' && s > startS + 0.08 && s < startS + 0.12,
    );
    return flat ? -4 : 16;
  });
  expect(relativeToFlatFoot(pitch, timeS, strides, 'left')[0]).toBeCloseTo(20, 5);
  expect(relativeToFlatFoot(pitch, timeS, [], 'left')[0]).toBeNaN();
});
