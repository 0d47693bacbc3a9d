import { describe, expect, it } from 'vitest';
import { changeBetween } from '../../../src/compare/change';
import { meanErrorOf, pairMeans } from '../../../src/metrics/mean-error';
import { meanOf } from '../../../src/metrics/mean-error';
import { seededRandom, type Random } from '../../truth/random';

/** n numbers of mean 0, SD 1 and lag-1 autocorrelation r. */
function alike(n: number, r: number, random: Random): number[] {
  let last = random.normal();
  return Array.from({ length: n }, () => (last = r * last + Math.sqrt(1 - r * r) * random.normal()));
}

function meanOfStrides(values: number[]) {
  const summary = { mean: meanOf(values), sd: 1, n: values.length, withheld: null, confidence: null };
  return {
    summary: { ...summary, ci95: [0, 0] as [number, number], ci95OfStrides: [0, 0] as [number, number] },
    error: meanErrorOf(values),
  };
}

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
      const { ci95 } = changeBetween(meanOfStrides(alike(n, r, random)), meanOfStrides(alike(n, r, random)));
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

  it('takes overlapping left and right strides for one', () => {
    expect(pairMeans([1, 3, 5, 7, 9])).toEqual([2, 6, 9]);
  });
});
