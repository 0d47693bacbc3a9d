import { describe, expect, it } from 'vitest';
import { blurOf, lightOf } from '../../../src/core/picture-quality';
import { seededRandom } from '../../truth/random';

const SIZE = 192;
const OFF_AXIS = { x: 0.17, y: 0.93 };

interface Painting {
  /** Standard deviation of the blur, cells. */
  sigma: number;
  dark?: number;
  bright?: number;
  /** Standard deviation of the grain, luma. */
  grain?: number;
}

/** Grey bands 40 cells wide, a little off level, with edges blurred exactly: the error function of the distance. */
function bands({ sigma, dark = 0.2, bright = 0.7, grain = 0 }: Painting): Float32Array {
  const random = seededRandom(5);
  const pixels = new Float32Array(SIZE * SIZE * 3);
  for (let row = 0; row < SIZE; row++)
    for (let column = 0; column < SIZE; column++) {
      const along = (OFF_AXIS.x * column + OFF_AXIS.y * row) / Math.hypot(OFF_AXIS.x, OFF_AXIS.y);
      let luma = dark;
      for (let edge = 20, sign = 1; edge < 2 * SIZE; edge += 40, sign = -sign)
        luma += sign * (bright - dark) * rising((along - edge) / sigma);
      pixels.fill(luma + grain * random.normal(), 3 * (row * SIZE + column), 3 * (row * SIZE + column) + 3);
    }
  return pixels;
}

/** The normal distribution's rising half (logistic, within 1 %). */
const rising = (z: number) => 1 / (1 + Math.exp(-1.702 * z));

describe('the blur of a patch', () => {
  it.each([1, 1.5, 2, 3, 4, 6])('of %s cells is read within 15 per cent, whatever the contrast', (sigma) => {
    for (const bright of [0.4, 0.9]) {
      const read = blurOf(bands({ sigma, bright }), SIZE);
      expect(Math.abs(read / sigma - 1)).toBeLessThan(0.15);
    }
  });

  it('of less than half a cell reads as less than a cell', () => {
    expect(blurOf(bands({ sigma: 0.3 }), SIZE)).toBeLessThan(0.8);
  });

  it('is not hidden by the grain of a phone', () => {
    expect(blurOf(bands({ sigma: 3, grain: 0.015 }), SIZE)).toBeGreaterThan(2);
    expect(blurOf(bands({ sigma: 1, grain: 0.015 }), SIZE)).toBeLessThan(1.5);
  });

  it('is not told where there is no edge', () => {
    expect(blurOf(new Float32Array(SIZE * SIZE * 3).fill(0.4), SIZE)).toBeNaN();
    expect(blurOf(bands({ sigma: 1, dark: 0.4, bright: 0.405 }), SIZE)).toBeNaN();
  });
});

describe('the light of a part', () => {
  it('is what was painted', () => {
    const { bright, contrast, blownShare } = lightOf(bands({ sigma: 0.3 }));
    expect(bright).toBeCloseTo(0.7, 2);
    expect(contrast).toBeCloseTo(0.5, 2);
    expect(blownShare).toBe(0);
  });

  it('says how much is blown out', () => {
    const pixels = new Float32Array(300).fill(0.5).fill(1, 0, 75);
    expect(lightOf(pixels).blownShare).toBeCloseTo(0.25, 5);
    expect(lightOf(new Float32Array(300).fill(1)).blownShare).toBe(1);
  });

  it('of nothing is not known', () => {
    expect(lightOf(new Float32Array(0))).toEqual({ bright: NaN, contrast: NaN, blownShare: NaN });
  });
});
