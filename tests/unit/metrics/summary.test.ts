import { describe, expect, it } from 'vitest';
import { metricOf } from '../../../src/metrics/registry';
import {
  differenceHalfWidth,
  type HiddenError,
  NOTHING_ELSE,
  strideErrorOf,
  summarise,
  WHOLE_STRIDE,
} from '../../../src/metrics/summary';
import { seededNormal } from '../../rig/samples';

const LEAN = metricOf('trunkLeanMeanDeg');
const KNEE = metricOf('kneeFlexionAtContactDeg');
const CONTACT = metricOf('contactTimeS');
const numbers = (n: number, seed: number, mean = 10, sd = 2) => {
  const normal = seededNormal(seed);
  return Array.from({ length: n }, () => mean + sd * normal());
};

describe('the interval of a mean', () => {
  it('counts what strides do not show beside them, in quadrature', () => {
    const error95 = { left: 3, right: 3, both: 2 };
    const { left, both } = summarise(
      KNEE,
      { left: numbers(20, 3), right: numbers(20, 4) },
      { ...NOTHING_ELSE, error95 },
    );
    const half = ([low, high]: readonly [number, number]) => (high - low) / 2;
    expect(half(left.ci95)).toBeCloseTo(Math.hypot(half(left.ci95OfStrides), 3), 9);
    expect(half(both.ci95)).toBeCloseTo(Math.hypot(half(both.ci95OfStrides), 2), 9);
  });
});

describe('a summary', () => {
  const of = (left: number[], right: number[], metric = KNEE) => summarise(metric, { left, right });

  it('gives mean, sample SD and n by hand', () => {
    const { left, both } = of([1, 2, 3, 4, 5], [3, 3, 3, 3, 3]);
    expect([left.mean, left.n]).toEqual([3, 5]);
    expect(left.sd).toBeCloseTo(Math.sqrt(2.5), 9);
    expect([both.mean, both.n]).toEqual([3, 10]);
  });

  it('takes the mean of the legs’ means, however many strides each has', () => {
    expect(of(Array<number>(20).fill(10), Array<number>(5).fill(20)).both.mean).toBe(15);
  });

  it('has no sides for a number of the whole stride', () => {
    const { left, right, both } = of(numbers(20, 1), numbers(20, 2), LEAN);
    expect([left.withheld, right.withheld]).toEqual([WHOLE_STRIDE, WHOLE_STRIDE]);
    expect([left.n, both.n]).toEqual([20, 40]);
    expect(both.withheld).toBeNull();
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
    const { left, right, both, asymmetryDeg } = of(numbers(4, 1), [7, 7, 7, 7, 7]);
    expect(left.mean).toBeNaN();
    expect(left.withheld).toBe('only 4 strides counted; 5 are needed');
    expect(both.mean).toBe(right.mean);
    expect(asymmetryDeg).toBeNaN();
  });

  it('withholds a leg that was not followed, with that reason', () => {
    const doubt = { left: 'the left shin changes its length', right: null };
    const values = { left: numbers(20, 1), right: numbers(20, 2) };
    const { left, right, both } = summarise(KNEE, values, { ...NOTHING_ELSE, doubt });
    expect(left.withheld).toBe(doubt.left);
    expect(both.mean).toBe(right.mean);
  });

  const spread = (mean: number) => [mean - 1, mean, mean + 1, mean, mean - 1, mean + 1, mean];

  it('gives the asymmetry of angles in degrees, of times in percent, with the noise that intervals alone make', () => {
    const knee = of(spread(13), spread(9));
    const noise = Math.hypot(...[knee.left, knee.right].map(({ ci95 }) => (ci95[1] - ci95[0]) / 2));
    expect(knee.asymmetryDeg).toBeCloseTo(4, 6);
    expect(knee.asymmetryNoiseDeg).toBeCloseTo(noise, 6);
    expect(knee.asymmetryPct).toBeNaN();
    const contact = of(spread(13), spread(9), CONTACT);
    expect(contact.asymmetryPct).toBeCloseTo((100 * 4) / 11, 6);
    expect(contact.asymmetryDeg).toBeNaN();
  });

  it('calls no asymmetry where the intervals explain the difference', () => {
    expect(of(spread(9.5), spread(9)).asymmetryDeg).toBeNaN();
    expect(of([-3, 3, -2, 2, 0.1], [3, -3, 2, -2, -0.1], CONTACT).asymmetryPct).toBeNaN();
  });
});

describe('what the strides do not show', () => {
  const numbersOf = (hidden: HiddenError | null) =>
    summarise(KNEE, { left: numbers(30, 1), right: numbers(30, 2, 6) }, { ...NOTHING_ELSE, hidden });
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
