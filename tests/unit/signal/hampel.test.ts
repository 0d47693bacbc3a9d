import { describe, expect, it } from 'vitest';
import { removeOutliers } from '../../../src/signal/hampel';

describe('removing outliers', () => {
  it('takes out two wild samples next to each other and nothing else', () => {
    const values = Float64Array.from({ length: 40 }, (_, i) => 100 * Math.sin(i / 6));
    const truth = values.map((value, i) => (i === 20 || i === 21 ? NaN : value));
    values[20] = 900;
    values[21] = 950;
    expect(removeOutliers(values, 7, 3, 1)).toBe(2);
    expect(values).toEqual(truth);
  });

  it('never calls a sample within the floor an outlier, however flat its surroundings', () => {
    const values = new Float64Array(20).fill(50);
    values[10] = 50.9;
    expect(removeOutliers(values.slice(), 7, 3, 1)).toBe(0);
    expect(removeOutliers(values, 7, 3, 0.5)).toBe(1);
  });

  it('passes over missing samples and looks at the ends', () => {
    const values = Float64Array.from([700, 1, 2, NaN, 3, 4, NaN, 5, 6, 7]);
    expect(removeOutliers(values, 7, 3, 1)).toBe(1);
    expect(values[0]).toBeNaN();
    expect(values[3]).toBeNaN();
    expect(values[9]).toBe(7);
  });
});
