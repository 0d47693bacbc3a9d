import { PATCH_SIZE as N } from './pelvic-line-region';

/** A colour or a difference of colours: R, G, B, 0–255. */
export type Colour = readonly [number, number, number];

/** Euclidean length of a colour difference. */
export function strength([r, g, b]: Colour): number {
  return Math.hypot(r, g, b);
}

/** Cosine of the angle between two colour differences: 1 = the same change of colour, −1 = the reverse. */
export function likeness(a: Colour, b: Colour): number {
  return (a[0] * b[0] + a[1] * b[1] + a[2] * b[2]) / (strength(a) * strength(b));
}

/** The patch is looked at in strips of two columns: half the work, and no less of the picture. */
export const STRIPS = N / 2;
/** Numbers per strip: entry r of a strip is the sum of its rows 0…r−1. */
export const STRIP_LENGTH = N + 1;
/** Numbers per channel. */
export const CHANNEL_LENGTH = STRIPS * STRIP_LENGTH;

/**
 * Running sums down every strip, so that the mean of any vertical run costs two reads: [channel][strip][row 0…N].
 * Float32 holds 160 · 255 to 1/256. `patch`: [N · N · 3].
 */
export function fillStripSums(patch: Float32Array, sums: Float32Array): void {
  for (let strip = 0; strip < STRIPS; strip++) {
    let o = strip * STRIP_LENGTH;
    let r = 0;
    let g = 0;
    let b = 0;
    sums[o] = sums[o + CHANNEL_LENGTH] = sums[o + 2 * CHANNEL_LENGTH] = 0;
    for (let row = 0, p = strip * 6; row < N; row++, p += N * 3) {
      o++;
      sums[o] = r += (patch[p]! + patch[p + 3]!) / 2;
      sums[o + CHANNEL_LENGTH] = g += (patch[p + 1]! + patch[p + 4]!) / 2;
      sums[o + 2 * CHANNEL_LENGTH] = b += (patch[p + 2]! + patch[p + 5]!) / 2;
    }
  }
}

/** Mean of `reach` rows below row boundary `at` (an index into the sums), less that of as many above: the step there. */
export function stepAt(sums: Float32Array, at: number, reach: number): number {
  return (sums[at + reach]! - 2 * sums[at]! + sums[at - reach]!) / reach;
}
