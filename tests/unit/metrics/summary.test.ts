import { describe, expect, it } from 'vitest';
import { metricOf } from '../../../src/metrics/registry';
import {
  differenceHalfWidth,
  type HiddenError,
  strideErrorOf,
  summarise,
} from '../../../src/metrics/summary';
import { seededNormal } from '../../rig/samples';

const LEAN = metricOf('trunkLeanMeanDeg');
const numbers = (n: number, seed: number, mean = 10, sd = 2) => {
  const normal = seededNormal(seed);
  return Array.from({ length: n }, () => mean + sd * normal());
};

describe('a summary', () => {
  const of = (left: number[], right: number[]) => summarise(LEAN, { left, right });

  it('gives mean, sample SD and n by hand', () => {
    const { left, both } = of([1, 2, 3, 4, 5], [3, 3, 3, 3, 3]);
    expect([left.mean, left.n]).toEqual([3, 5]);
    expect(left.sd).toBeCloseTo(Math.sqrt(2.5), 9);
    expect([both.mean, both.n]).toEqual([3, 10]);
  });

  it('is rough below 10, provisional below 25, firm from 25 strides of the weaker leg', () => {
    const confidence = (l: number, r: number) => of(numbers(l, 1), numbers(r, 2)).both.confidence;
    expect([confidence(9, 30), confidence(10, 30), confidence(25, 25)]).toEqual([
      'rough',
      'provisional',
      'firm',
    ]);
    expect(confidence(40, 0)).toBe('provisional');
  });

  it('withholds a leg with 4 strides and leaves it out of both', () => {
    const { left, right, both, asymmetryPct } = of(numbers(4, 1), [7, 7, 7, 7, 7]);
    expect(left.mean).toBeNaN();
    expect(left.withheld).toBe('only 4 strides counted; 5 are needed');
    expect(both.mean).toBe(right.mean);
    expect(asymmetryPct).toBeNaN();
  });

  it('gives asymmetry with the noise that spread alone makes', () => {
    const spread = (mean: number) => [mean - 1, mean, mean + 1, mean, mean - 1, mean + 1, mean];
    const { asymmetryPct, asymmetryNoisePct } = of(spread(11), spread(9));
    expect(asymmetryPct).toBeCloseTo(20, 6);
    expect(asymmetryNoisePct).toBeCloseTo((100 * 1.96 * Math.sqrt((2 * (4 / 6)) / 7)) / 10, 6);
  });

  it('calls no asymmetry where both means are lost in noise around zero', () => {
    expect(of([-3, 3, -2, 2, 0.1], [3, -3, 2, -2, -0.1]).asymmetryPct).toBeNaN();
  });

  it('gives of both the mean of the legs’ means, however many strides each has', () => {
    const { both } = of(Array<number>(30).fill(9), Array<number>(10).fill(4));
    expect([both.mean, both.n]).toEqual([6.5, 40]);
  });
});

describe('what the strides do not show', () => {
  const numbersOf = (hidden: HiddenError | null) =>
    summarise(LEAN, { left: numbers(30, 1), right: numbers(30, 2, 6) }, hidden);
  const plain = numbersOf(null);
  const half = ([low, high]: readonly [number, number]) => (high - low) / 2;

  it('widens the interval about the same mean, and not that of the strides alone', () => {
    const { left, both } = numbersOf({ shared: () => 0, alike: (part) => (part === 'both' ? 0 : 1) });
    expect(left.mean).toBe(plain.left.mean);
    expect(left.ci95OfStrides).toEqual(plain.left.ci95);
    expect(half(left.ci95)).toBeCloseTo(Math.hypot(half(plain.left.ci95), 1.959964), 9);
    expect(both).toEqual(plain.both);
  });

  it('counts noise that was shared out as if the strides had it', () => {
    const { left } = numbersOf({ shared: (_, strides) => 2 / Math.sqrt(strides.left), alike: () => 0 });
    const { standardError } = strideErrorOf(left);
    expect(standardError).toBeCloseTo(
      Math.hypot(strideErrorOf(plain.left).standardError, 2 / Math.sqrt(30)),
      9,
    );
    expect(left.ci95).toEqual(left.ci95OfStrides);
  });

  it('is opposite in the two legs: twice as much between them', () => {
    const { left, right } = numbersOf({ shared: () => 0, alike: () => 1 });
    const strides = differenceHalfWidth(plain.left, plain.right);
    expect(strides).toBeCloseTo(Math.hypot(half(plain.left.ci95), half(plain.right.ci95)), 9);
    expect(differenceHalfWidth(left, right)).toBeCloseTo(Math.hypot(strides, 2 * 1.959964), 9);
  });
});
