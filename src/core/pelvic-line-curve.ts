import { STRIPS } from './pelvic-line-patch';

/**
 * row = c0 + c1·u + c2·u² + c4·u⁴, u = strips from `middle`, in half patches. A belt about a body shows as a symmetric curve
 * (the even terms) that is tilted (c1): without the fourth power its ends, which rise steeply, are lost or bend the line.
 */
export interface Curve {
  middle: number;
  c0: number;
  c1: number;
  c2: number;
  c4: number;
}

/** A bow seen over a short stretch is noise and is drawn to none; in strips' worth of weight. */
const BOW_RIDGE = 0.25;

export function valueAt({ middle, c0, c1, c2, c4 }: Curve, strip: number): number {
  const u = (2 * (strip - middle)) / STRIPS;
  return c0 + u * (c1 + u * (c2 + u * u * c4));
}

/**
 * Weighted least squares through `rows` [STRIPS]; strips of weight 0 may be NaN. `quartic` false holds c4 at 0. Solved by
 * elimination; the ridges keep it regular for any two strips or more.
 */
export function fitCurve(rows: Float32Array, weights: Float32Array, middle: number, quartic: boolean): Curve {
  const size = quartic ? 4 : 3;
  const m = Array.from({ length: size }, () => new Float64Array(size + 1));
  const terms = [1, 0, 0, 0];
  for (let strip = 0; strip < STRIPS; strip++) {
    const w = weights[strip]!;
    if (w === 0) continue;
    const u = (2 * (strip - middle)) / STRIPS;
    terms[1] = u;
    terms[2] = u * u;
    terms[3] = u ** 4;
    for (let i = 0; i < size; i++) {
      const line = m[i]!;
      const wi = w * terms[i]!;
      for (let j = 0; j < size; j++) line[j]! += wi * terms[j]!;
      line[size]! += wi * rows[strip]!;
    }
  }
  for (let i = 2; i < size; i++) m[i]![i]! += BOW_RIDGE;
  eliminate(m);
  const value = (i: number) => m[i]![size]! / m[i]![i]!;
  return { middle, c0: value(0), c1: value(1), c2: value(2), c4: quartic ? value(3) : 0 };
}

/** Gauss–Jordan without pivoting (the matrix is symmetric and positive). */
function eliminate(m: Float64Array[]): void {
  for (const [i, pivot] of m.entries())
    for (const [k, line] of m.entries()) {
      if (k === i) continue;
      const share = line[i]! / pivot[i]!;
      for (let j = i; j < line.length; j++) line[j]! -= share * pivot[j]!;
    }
}
