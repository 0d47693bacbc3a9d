import { describe, expect, it } from 'vitest';
import { createMeanInterval, studentT95 } from '../../../src/metrics/bootstrap';
import { metricOf } from '../../../src/metrics/registry';
import { summarise } from '../../../src/metrics/summary';
import { seededNormal } from '../../rig/samples';

const LEAN = metricOf('trunkLeanMeanDeg');
const numbers = (n: number, seed: number, mean = 10, sd = 2) => {
  const normal = seededNormal(seed);
  return Array.from({ length: n }, () => mean + sd * normal());
};

describe('the interval of a mean', () => {
  it('knows Student’s t', () => {
    expect(studentT95(4)).toBeCloseTo(2.776, 1);
    expect(studentT95(9)).toBeCloseTo(2.262, 2);
    expect(studentT95(60)).toBeCloseTo(2.0, 3);
  });

  it.each([5, 10, 30, 300])('holds the true mean about 95 times in 100 with %i strides', (n) => {
    const interval = createMeanInterval();
    let held = 0;
    for (let trial = 0; trial < 600; trial++) {
      const [low, high] = interval(numbers(n, 1 + trial));
      if (low <= 10 && 10 <= high) held++;
    }
    expect(held / 600).toBeGreaterThan(0.92);
    expect(held / 600).toBeLessThan(0.98);
  });

  it('repeats itself, and is nothing for one stride', () => {
    const values = numbers(20, 3);
    expect(createMeanInterval()(values)).toEqual(createMeanInterval()(values));
    expect(createMeanInterval()([4])).toEqual([NaN, NaN]);
  });

  it('moves and stretches with the numbers', () => {
    const values = numbers(20, 3);
    const [low, high] = createMeanInterval()(values);
    const [low2, high2] = createMeanInterval()(values.map((value) => 3 * value - 7));
    expect(low2).toBeCloseTo(3 * low - 7, 6);
    expect(high2).toBeCloseTo(3 * high - 7, 6);
  });
});

describe('a summary', () => {
  const of = (left: number[], right: number[]) => summarise(LEAN, { left, right }, createMeanInterval());

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
});
