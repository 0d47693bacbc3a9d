import { describe, expect, it } from 'vitest';
import { sidak, studentT } from '../../../src/compare/student-t';

describe('Student’s t', () => {
  it.each([
    [0.05, 1, 12.7062],
    [0.05, 2, 4.3027],
    [0.05, 4, 2.7764],
    [0.05, 9, 2.2622],
    [0.05, 60, 2.0003],
    [0.01, 1, 63.6567],
    [0.01, 5, 4.0321],
    [0.01, 30, 2.75],
    [0.2, 3, 1.6377],
    [0.001, 10, 4.5869],
    [0.001, 120, 3.3735],
  ])('is as tabled: %d of values beyond, %i degrees of freedom', (alpha, freedom, tabled) => {
    expect(Math.abs(studentT(alpha, freedom) / tabled - 1)).toBeLessThan(5e-5);
  });

  it('nears the normal quantile', () => {
    expect(studentT(0.05, 1000)).toBeCloseTo(1.96, 2);
  });
});

it('shares an error by Šidák', () => {
  expect(sidak(0.05, 1)).toBeCloseTo(0.05, 12);
  expect(sidak(0.05, 2)).toBeCloseTo(0.025321, 6);
  expect(1 - (1 - sidak(0.05, 3)) ** 3).toBeCloseTo(0.05, 12);
});
