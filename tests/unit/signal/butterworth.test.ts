import { describe, expect, it } from 'vitest';
import { lowPass } from '../../../src/signal/butterworth';

function sine(hz: number, sampleRateHz: number, seconds: number): Float64Array {
  return Float64Array.from({ length: sampleRateHz * seconds }, (_, i) =>
    Math.sin((2 * Math.PI * hz * i) / sampleRateHz),
  );
}

/** Largest value in the middle half, away from the ends. */
function amplitude(values: Float64Array): number {
  return Math.max(...values.slice(values.length / 4, (3 * values.length) / 4));
}

describe('the zero-lag low-pass', () => {
  it('lets through 1/√2 of a sine at its cut-off, both passes together', () => {
    const values = sine(8, 120, 8);
    lowPass(values, 120, 8);
    expect(amplitude(values)).toBeCloseTo(Math.SQRT1_2, 2);
  });

  it('does not delay: a slow sine keeps its place and 99.9 % of its height', () => {
    const truth = sine(1, 60, 8);
    const values = truth.slice();
    lowPass(values, 60, 8);
    const worst = Math.max(...values.map((value, i) => Math.abs(value - truth[i]!)));
    expect(worst).toBeLessThan(0.001);
  });

  it('removes 99 % of a sine at four times the cut-off', () => {
    const values = sine(32, 120, 8);
    lowPass(values, 120, 8);
    expect(amplitude(values)).toBeLessThan(0.01);
  });

  it('keeps a straight line straight up to both ends', () => {
    const values = Float64Array.from({ length: 50 }, (_, i) => 3 * i - 7);
    lowPass(values, 60, 6);
    values.forEach((value, i) => {
      expect(value).toBeCloseTo(3 * i - 7, 2);
    });
  });

  it('filters the runs between gaps on their own and leaves the gaps', () => {
    const values = Float64Array.from({ length: 60 }, (_, i) => (i < 30 ? 0 : 100));
    values[29] = NaN;
    lowPass(values, 60, 6);
    expect(values[28]).toBeCloseTo(0, 9);
    expect(values[29]).toBeNaN();
    expect(values[30]).toBeCloseTo(100, 9);
  });

  it('does nothing where the cut-off is no lower than half the sample rate', () => {
    const values = Float64Array.from([1, 5, 2, 8, 3]);
    lowPass(values, 20, 10);
    expect([...values]).toEqual([1, 5, 2, 8, 3]);
  });
});
