import { describe, expect, it } from 'vitest';
import { studentT95 } from '../../../src/metrics/mean-error';
import { metricOf } from '../../../src/metrics/registry';
import { NOTHING_ELSE, summarise, WHOLE_STRIDE } from '../../../src/metrics/summary';
import { seededNormal } from '../core/samples';

const LEAN = metricOf('trunkLeanMeanDeg');
const KNEE = metricOf('kneeFlexionAtContactDeg');
const CONTACT = metricOf('contactTimeS');
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

  it.each([5, 10, 30, 300])('holds the true mean 93 times in 100 or more with %i strides', (n) => {
    let held = 0;
    for (let trial = 0; trial < 600; trial++) {
      const { ci95OfStrides } = summarise(KNEE, { left: numbers(n, 1 + trial), right: [] }).left;
      if (ci95OfStrides[0] <= 10 && 10 <= ci95OfStrides[1]) held++;
    }
    expect(held / 600).toBeGreaterThan(0.93);
  });

  it('holds it as often where each stride resembles the one before', () => {
    let held = 0;
    for (let trial = 0; trial < 600; trial++) {
      const normal = seededNormal(1 + trial);
      let off = normal();
      const alike = Array.from({ length: 30 }, () => 10 + (off = 0.4 * off + Math.sqrt(1 - 0.16) * normal()));
      const { ci95OfStrides } = summarise(KNEE, { left: alike, right: [] }).left;
      if (ci95OfStrides[0] <= 10 && 10 <= ci95OfStrides[1]) held++;
    }
    expect(held / 600).toBeGreaterThan(0.93);
  });

  it('moves and stretches with the numbers', () => {
    const of = (values: number[]) => summarise(KNEE, { left: values, right: [] }).left.ci95;
    const values = numbers(20, 3);
    const [low, high] = of(values);
    const [low2, high2] = of(values.map((value) => 3 * value - 7));
    expect(low2).toBeCloseTo(3 * low - 7, 6);
    expect(high2).toBeCloseTo(3 * high - 7, 6);
  });

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
