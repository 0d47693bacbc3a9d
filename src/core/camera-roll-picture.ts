import type { RunnerRegion } from '../pose/contract';
import type { Pixels } from '../units';

/** Cells along the longer side of the whole picture. A line over a quarter of it is then known to 0.1°. */
export const STILL_SIZE = 384;
/** A cell whose brightness varies by more than this (of 255, standard deviation) is the runner, the belt or a moving camera. */
const STILL_SD = 6;

/** The whole upright picture as a square region, to be sampled with STILL_SIZE cells: `reader.sample(region, STILL_SIZE, 0, 255, out)`. */
export function pictureRegion(width: Pixels, height: Pixels): RunnerRegion {
  const side = Math.max(width, height);
  return { xCenter: width / 2, yCenter: height / 2, width: side, height: side, rotation: 0 };
}

/** Mean brightness of the cells that do not move; NaN where they do or lie outside the picture. [size · size], row after row. */
export interface StillPicture {
  size: number;
  brightness: Float32Array;
}

/** Brightness of each cell, 0–255, of a picture as StillPictureMean.add takes it. */
export function brightnessOf(picture: Float32Array): Float32Array<ArrayBuffer> {
  const brightness = new Float32Array(STILL_SIZE ** 2);
  for (let k = 0; k < brightness.length; k++)
    brightness[k] = 0.3 * picture[3 * k]! + 0.59 * picture[3 * k + 1]! + 0.11 * picture[3 * k + 2]!;
  return brightness;
}

/** Averages a few frames spread over the clip (12 are enough): what stays is the room. */
export class StillPictureMean {
  readonly #sum = new Float64Array(STILL_SIZE ** 2);
  readonly #squares = new Float64Array(STILL_SIZE ** 2);
  #frames = 0;

  get frames(): number {
    return this.#frames;
  }

  /** `picture`: the `pictureRegion` of one frame [STILL_SIZE · STILL_SIZE · 3], R, G, B 0–255. */
  add(picture: Float32Array): void {
    this.addBrightness(brightnessOf(picture));
  }

  /** The same, from brightnessOf. */
  addBrightness(brightness: Float32Array): void {
    for (let k = 0; k < this.#sum.length; k++) {
      this.#sum[k]! += brightness[k]!;
      this.#squares[k]! += brightness[k]! ** 2;
    }
    this.#frames++;
  }

  /** `width`, `height`: of the upright picture; cells outside it, or on its rim, are not part of the room. */
  still(width: Pixels, height: Pixels): StillPicture {
    const brightness = new Float32Array(STILL_SIZE ** 2).fill(NaN);
    const side = Math.max(width, height);
    const rim = (along: Pixels) => Math.ceil(((1 - along / side) / 2) * STILL_SIZE) + 1;
    const [left, top] = [rim(width), rim(height)];
    for (let row = top; row < STILL_SIZE - top; row++)
      for (let column = left; column < STILL_SIZE - left; column++) {
        const k = row * STILL_SIZE + column;
        const mean = this.#sum[k]! / this.#frames;
        const variance = this.#squares[k]! / this.#frames - mean * mean;
        if (variance <= STILL_SD ** 2) brightness[k] = mean;
      }
    return { size: STILL_SIZE, brightness };
  }
}
