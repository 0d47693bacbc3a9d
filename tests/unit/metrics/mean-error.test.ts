import { describe, expect, it } from 'vitest';
import { changeBetween } from '../../../src/compare/change';
import { halfWidth95, meanErrorOf, meanOf, studentT95 } from '../../../src/metrics/mean-error';
import { metricOf } from '../../../src/metrics/registry';
import { summarise } from '../../../src/metrics/summary';
import { seededRandom, type Random } from '../../truth/random';

/** n numbers of mean 0, SD 1 and lag-1 autocorrelation r. */
function alike(n: number, r: number, random: Random): number[] {
  let last = random.normal();
  return Array.from({ length: n }, () => (last = r * last + Math.sqrt(1 - r * r) * random.normal()));
}

const summaryOf = (left: number[], right: number[] = []) =>
  summarise(metricOf('kneeFlexionAtContactDeg'), { left, right });
const intervalOf = (values: number[]) => summaryOf(values).left.ci95;

describe('the interval of a mean', () => {
  it('knows Student’s t', () => {
    expect(studentT95(4)).toBeCloseTo(2.776, 1);
    expect(studentT95(9)).toBeCloseTo(2.262, 2);
    expect(studentT95(60)).toBeCloseTo(2.0, 3);
  });

  const coverage = (n: number, r: number) => {
    const random = seededRandom(n + 100 * r);
    const trials = Array.from({ length: 600 }, () => intervalOf(alike(n, r, random)));
    return trials.filter(([low, high]) => low <= 0 && 0 <= high).length / trials.length;
  };

  it.each([5, 10, 30, 300])('holds the true mean about 95 times in 100 with %i strides', (n) => {
    expect(coverage(n, 0)).toBeGreaterThan(0.92);
    expect(coverage(n, 0)).toBeLessThan(0.98);
  });

  it.each([
    [10, 0.3],
    [30, 0.3],
    [30, 0.5],
    [300, 0.5],
  ])('and of %i strides, each like the one before (r = %f), more than 90', (n, r) => {
    expect(coverage(n, r)).toBeGreaterThan(0.9);
    expect(coverage(n, r)).toBeLessThan(0.98);
  });

  it('repeats itself, and is nothing for one stride', () => {
    const values = alike(20, 0, seededRandom(3));
    expect(intervalOf(values)).toEqual(intervalOf(values));
    expect(intervalOf([4])).toEqual([NaN, NaN]);
  });

  it('moves and stretches with the numbers', () => {
    const values = alike(20, 0, seededRandom(3));
    const [low, high] = intervalOf(values);
    const [low2, high2] = intervalOf(values.map((value) => 3 * value - 7));
    expect(low2).toBeCloseTo(3 * low - 7, 6);
    expect(high2).toBeCloseTo(3 * high - 7, 6);
  });

  it('takes overlapping left and right strides for one', () => {
    const random = seededRandom(9);
    const [left, right] = [alike(12, 0, random), alike(10, 0, random)];
    const pairs = right.map((value, i) => (value + left[i]!) / 2);
    const { mean, ci95 } = summaryOf(left, right).both;
    expect(mean).toBeCloseTo((meanOf(left) + meanOf(right)) / 2, 12);
    expect((ci95[1] - ci95[0]) / 2).toBeCloseTo(halfWidth95(meanErrorOf(pairs)), 12);
  });
});

describe('interval of a difference of strides that resemble their neighbours', () => {
  it.each([
    [8, 0],
    [8, 0.3],
    [25, 0],
    [25, 0.3],
    [25, 0.5],
    [50, 0.5],
  ])('%i strides, r = %f: holds the truth about 19 times in 20 (93 to 98.5 per cent)', (n, r) => {
    const random = seededRandom(n + 100 * r);
    let held = 0;
    for (let pair = 0; pair < 1500; pair++) {
      const [before, after] = [summaryOf(alike(n, r, random)).left, summaryOf(alike(n, r, random)).left];
      const { ci95 } = changeBetween(before, after);
      if (ci95[0] <= 0 && ci95[1] >= 0) held++;
    }
    expect(held / 1500).toBeGreaterThan(0.93);
    expect(held / 1500).toBeLessThan(0.985);
  });

  it('is the standard error of the textbook for strides that are not alike', () => {
    const random = seededRandom(5);
    const { standardError, freedom } = meanErrorOf(alike(2000, -0.2, random));
    expect(Math.abs(standardError * Math.sqrt(2000) - 1)).toBeLessThan(0.05);
    expect(freedom).toBe(1999);
  });

  it('is 0 for strides without any spread', () => {
    expect(meanErrorOf([4, 4, 4, 4, 4]).standardError).toBe(0);
  });
});
