import { toRadians } from '../geometry';
import type { Degrees } from '../units';
import { CHANNEL_LENGTH, type Colour, likeness, stepAt, STRIP_LENGTH, STRIPS } from './pelvic-line-patch';
import { PATCH_SIZE as N } from './pelvic-line-region';

/** Rows on either side of an edge that are compared: 0.02 torso, half a narrow waistband. */
const REACH = 4;
/** Strips that are searched, in bins: the middle ± 0.25 torso, inside the narrowest hips. */
const BIN_STRIPS = 4;
const BINS = 10;
const FIRST_STRIP = (STRIPS - BINS * BIN_STRIPS) / 2;
/** Steepest line: 11° of drop, 4° of roll and 3° of perspective. */
const STEEPEST_DEG: Degrees = 18;
/** A line between two slopes tried is off by 0.7° at most: one row at the ends. */
const STEP_DEG: Degrees = 1.5;
/** Rows that are searched, as a share of the patch: 0.33 torso above the hip landmarks to 0.17 below. */
const FIRST_ROW = Math.round(0.24 * N);
const LAST_ROW = Math.round(0.8 * N);
/** Rows between two edges of one frame; between two of the same change of colour, since one edge answers to wrong slopes too. */
const APART = 5;
const APART_ALIKE = 16;
const ALIKE = 0.9;
/** Weakest step (of 255) that is kept as a candidate: about twice a compressed clip's blocks. */
const WEAKEST = 6;

/** A straight edge across the patch, roughly: row at the middle strip, rows per strip, mean colour step downwards. */
export interface RoughEdge {
  row: number;
  slope: number;
  step: Colour;
}

/** Slopes tried, rows per strip; a strip is 2 columns, and a column is 1 / 0.9 rows wide. */
const SLOPES: readonly number[] = Array.from(
  { length: (2 * STEEPEST_DEG) / STEP_DEG + 1 },
  (_, k) => (Math.tan(toRadians(k * STEP_DEG - STEEPEST_DEG)) * 2) / 0.9,
);
/** Where each bin's row lies in the binned steps when the line is at row 0, [slope][bin]. */
const SHIFTS = SLOPES.map((slope) =>
  Int32Array.from({ length: BINS }, (_, bin) => {
    const fromMiddle = FIRST_STRIP + (bin + 0.5) * BIN_STRIPS - STRIPS / 2;
    return bin * N + Math.round(slope * fromMiddle);
  }),
);

/** Finds the strongest edges across the pelvis: the vertical colour step, averaged along every line tried. */
export class EdgeSearch {
  /** Vertical steps, mean of each bin, [channel][bin][row]. */
  readonly #steps = new Float32Array(3 * BINS * N);
  /** Running sums of one bin. */
  readonly #binned = new Float32Array(STRIP_LENGTH);
  readonly #power = new Float32Array(N);
  readonly #slopeAt = new Int32Array(N);

  /** At most `count` edges, strongest first. `sums`: see `fillStripSums`. */
  strongest(sums: Float32Array, count: number): RoughEdge[] {
    this.#fillSteps(sums);
    for (let row = FIRST_ROW; row < LAST_ROW; row++) this.#tryRow(row);
    const power = this.#power;
    const ranked = Array.from({ length: LAST_ROW - FIRST_ROW }, (_, k) => FIRST_ROW + k)
      .filter((row) => power[row]! >= WEAKEST * WEAKEST)
      .sort((a, b) => power[b]! - power[a]!);
    const found: RoughEdge[] = [];
    for (const row of ranked) {
      if (found.length === count) break;
      const k = this.#slopeAt[row]!;
      const step = this.#meanStep(row, SHIFTS[k]!);
      if (found.every((other) => isApart(other, row, step))) found.push({ row, slope: SLOPES[k]!, step });
    }
    return found;
  }

  #fillSteps(sums: Float32Array): void {
    const binned = this.#binned;
    for (let c = 0; c < 3; c++)
      for (let bin = 0; bin < BINS; bin++) {
        const first = c * CHANNEL_LENGTH + (FIRST_STRIP + bin * BIN_STRIPS) * STRIP_LENGTH;
        for (let row = 0; row <= N; row++) {
          let sum = 0;
          for (let s = 0; s < BIN_STRIPS; s++) sum += sums[first + s * STRIP_LENGTH + row]!;
          binned[row] = sum / BIN_STRIPS;
        }
        const o = (c * BINS + bin) * N;
        for (let row = REACH; row < N - REACH; row++) this.#steps[o + row] = stepAt(binned, row, REACH);
      }
  }

  /** Writes the row's greatest power (squared mean step) over all slopes, and which slope that is. */
  #tryRow(row: number): void {
    const steps = this.#steps;
    let best = -1;
    for (let k = 0; k < SHIFTS.length; k++) {
      const shifts = SHIFTS[k]!;
      let r = 0;
      let g = 0;
      let b = 0;
      for (let bin = 0; bin < BINS; bin++) {
        const at = row + shifts[bin]!;
        r += steps[at]!;
        g += steps[at + BINS * N]!;
        b += steps[at + 2 * BINS * N]!;
      }
      const power = (r * r + g * g + b * b) / (BINS * BINS);
      if (power <= best) continue;
      best = power;
      this.#slopeAt[row] = k;
    }
    this.#power[row] = best;
  }

  #meanStep(row: number, shifts: Int32Array): Colour {
    const channel = (c: number) =>
      shifts.reduce((sum, shift) => sum + this.#steps[c * BINS * N + row + shift]!, 0) / BINS;
    return [channel(0), channel(1), channel(2)];
  }
}

function isApart(other: RoughEdge, row: number, step: Colour): boolean {
  const distance = Math.abs(other.row - row);
  return distance >= APART_ALIKE || (distance >= APART && likeness(other.step, step) < ALIKE);
}
