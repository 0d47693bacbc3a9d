import { describe, expect, it } from 'vitest';
import { firstCrossing, lastCrossing, peakIndex } from '../../../src/signal/crossings';
import { median } from '../../../src/signal/median';
import { turningPoints } from '../../../src/signal/turning-points';

const values = Float64Array.from([0, 2, 4, 2, 0, -2, 0, 2]);

describe('crossings and peaks between samples', () => {
  it('finds the first and the last crossing in each direction', () => {
    expect(firstCrossing(values, 1, 'up', 0, 7)).toBe(0.5);
    expect(lastCrossing(values, 1, 'up', 0, 7)).toBe(6.5);
    expect(firstCrossing(values, 1, 'down', 0, 7)).toBe(3.5);
    expect(firstCrossing(values, 9, 'up', 0, 7)).toBeNaN();
  });

  it('finds the top of a parabola between its samples', () => {
    const parabola = Float64Array.from({ length: 9 }, (_, i) => -((i - 4.3) ** 2));
    expect(peakIndex(parabola, 0, 8)).toBeCloseTo(4.3, 9);
    expect(peakIndex(new Float64Array(3).fill(NaN), 0, 2)).toBeNaN();
  });

  it('finds turning points of large swings only, and none at the ends', () => {
    const points = turningPoints(Float64Array.from([0, 5, 4.5, 5.2, 0, 6, 0]), 2);
    expect(points.map(({ kind }) => kind)).toEqual(['top', 'bottom', 'top']);
    expect(points[1]!.index).toBeCloseTo(4, 0);
    expect(turningPoints(new Float64Array(9).fill(NaN), 1)).toEqual([]);
  });

  it('takes the median of what is there', () => {
    expect(median([3, NaN, 1, 2])).toBe(2);
    expect(median([4, 1])).toBe(2.5);
    expect(median([NaN])).toBeNaN();
  });
});
