import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fillShortGaps } from '../../../src/signal/gaps';
import { resample } from '../../../src/signal/spline';
import { evenTimes, readTimeBase } from '../../../src/signal/time-base';
import { seededRandom } from '../../truth/random';

const stride = (t: number) => 200 * Math.sin(2 * Math.PI * 1.4 * t);

describe('resampling', () => {
  it('brings irregular samples of a stride to an even grid within 0.1 px of 200', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const random = seededRandom(seed);
        const timeS = evenTimes(0, 3, 60).map((t) => t + (0.3 * random.even()) / 60);
        const gridS = evenTimes(0.2, 2.8, 100);
        const { values, slopes } = resample(timeS, timeS.map(stride), gridS, 0.1);
        gridS.forEach((t, i) => {
          expect(Math.abs(values[i]! - stride(t))).toBeLessThan(0.1);
          const slope = 200 * 2 * Math.PI * 1.4 * Math.cos(2 * Math.PI * 1.4 * t);
          expect(Math.abs(slopes[i]! - slope)).toBeLessThan(20);
        });
      }),
      { numRuns: 30 },
    );
  });

  it('gives nothing inside long gaps and outside the samples', () => {
    const timeS = Float64Array.from([1, 1.1, 1.2, 2, 2.1]);
    const { values } = resample(timeS, timeS, Float64Array.from([0.9, 1.15, 1.6, 2.05, 2.2]), 0.3);
    expect([...values].map((v) => Number(v.toFixed(6)))).toEqual([NaN, 1.15, NaN, 2.05, NaN]);
  });

  it('gives back the samples at their own times, the ends included', () => {
    const timeS = evenTimes(5, 7, 30);
    const { values } = resample(timeS, timeS.map(stride), timeS, 1);
    values.forEach((value, i) => {
      expect(value).toBeCloseTo(stride(timeS[i]!), 6);
    });
  });
});

describe('filling gaps', () => {
  it('bridges 0.1 s of a stride within 1 px and leaves 0.2 s open', () => {
    const timeS = evenTimes(0, 3, 60);
    const values = timeS.map(stride);
    for (let i = 60; i < 65; i++) values[i] = NaN;
    for (let i = 100; i < 112; i++) values[i] = NaN;
    values[0] = NaN;
    fillShortGaps(timeS, values, 0.12);
    for (let i = 60; i < 65; i++) expect(Math.abs(values[i]! - stride(timeS[i]!))).toBeLessThan(1);
    expect(values[105]).toBeNaN();
    expect(values[0]).toBeNaN();
  });
});

describe('reading timestamps', () => {
  it('tells even from variable frame rates', () => {
    expect(readTimeBase(evenTimes(3, 5, 30))).toMatchObject({ even: true, problem: null });
    expect(readTimeBase(evenTimes(3, 5, 30)).frameRateHz).toBeCloseTo(30, 6);
    const variable = evenTimes(0, 2, 30).map((t, i) => t + (i % 3) * 0.005);
    expect(readTimeBase(variable).even).toBe(false);
  });

  it('names the frame at which time stands still or goes back', () => {
    expect(readTimeBase(Float64Array.from([0, 0.1, 0.1])).problem).toMatch(/frame 2/);
    expect(readTimeBase(Float64Array.from([0, 0.2, 0.1])).problem).toMatch(/frame 2/);
    expect(readTimeBase(Float64Array.from([0, NaN])).problem).toMatch(/Frame 1/);
    expect(readTimeBase(new Float64Array(0)).problem).toMatch(/0 frames/);
  });
});
