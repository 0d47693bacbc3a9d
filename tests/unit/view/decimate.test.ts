import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimate } from '../../../src/view/charts/decimate';
import { timePath } from '../../../src/view/charts/time-path';

const series = fc.array(fc.option(fc.float({ noNaN: true, min: -100, max: 100 }), { nil: NaN }), {
  minLength: 1,
  maxLength: 300,
});

describe('an hour on the width of a screen', () => {
  it('keeps the least and the greatest of every pixel, in their order, and no value that was not there', () => {
    fc.assert(
      fc.property(series, fc.integer({ min: 1, max: 40 }), (list, perPixel) => {
        const values = Float32Array.from(list);
        const columns = decimate(values, (frame) => frame / perPixel);
        expect(columns.map(({ x }) => x)).toEqual(
          Array.from({ length: Math.ceil(values.length / perPixel) }, (_, x) => x),
        );
        for (const { x, values: kept } of columns) {
          const all = [...values.subarray(x * perPixel, (x + 1) * perPixel)];
          const seen = all.filter((value) => !Number.isNaN(value));
          expect(kept.length).toBe(new Set(seen).size > 1 ? 2 : Math.min(seen.length, 1));
          expect([Math.min(...kept), Math.max(...kept)]).toEqual([Math.min(...seen), Math.max(...seen)]);
          expect(kept.map((value) => all.indexOf(value))).toEqual(
            kept.map((value) => all.indexOf(value)).sort((a, b) => a - b),
          );
        }
      }),
    );
  });

  it('draws at most two points a pixel, and a gap where nothing was seen', () => {
    const frames = 216_000;
    const timeS = Float64Array.from({ length: frames }, (_, t) => t / 60);
    const values = Float32Array.from(timeS, (t) => (t > 1000 && t < 2000 ? NaN : Math.sin(9 * t)));
    const path = timePath(
      values,
      timeS,
      (t) => (500 * t) / 3600,
      (value) => 50 - 40 * value,
    );
    expect(path.match(/[ML]/g)!.length).toBeLessThanOrEqual(1000);
    expect(path.match(/M/g)).toHaveLength(2);
    expect(path).toContain(',10');
    expect(path).toContain(',90');
  });

  it('draws every frame where there is room', () => {
    const path = timePath(
      Float32Array.of(1, 2, NaN, 4),
      Float64Array.of(0, 1, 2, 3),
      (t) => 10 * t,
      (v) => v,
    );
    expect(path).toMatch(/^M0,1L10,2M30,4Z?$/);
  });
});
