import { CHANNEL_LENGTH, type Colour, stepAt, strength, STRIP_LENGTH, STRIPS } from './pelvic-line-patch';
import type { RoughEdge } from './pelvic-line-edges';
import { PATCH_SIZE as N } from './pelvic-line-region';
import { fitQuadratic, type Quadratic, valueAt } from './pelvic-line-quadratic';

/** Rows compared on either side of the edge in one strip: fewer than in the search, for a sharper place. */
const REACH = 3;
/** Rows searched about the predicted line, first and second round: the search's own coarseness plus the ring's bow. */
const WINDOWS = [7, 4] as const;
/** Tukey's cut-off in rows for each round: a strip further off does not count at all. */
const CUT_OFFS = [4, 2] as const;
/** A strip shows the edge when its step is at least this share of the mean one: less is texture. */
const FAINTEST_SHARE = 0.45;
/** Strips over which the hips always reach (0.6 torso): support is counted against these. */
const BODY_STRIPS = 0.6 * STRIPS;
/** Fewer strips than this give no line. */
const FEWEST_STRIPS = 0.2 * STRIPS;

/**
 * Share of the seen width that the line is fitted through, about its middle: where the ring turns away from the camera, its
 * ends swing with the pelvis's axial turn.
 */
const MIDDLE_SHARE = 0.8;

/** A line through one edge, in patch units, to a small part of a row. */
export interface FittedEdge {
  /** Middle of the columns that show it, and the line's row boundary there. */
  column: number;
  row: number;
  /** Rows per column. */
  slope: number;
  /** Second-order term: rows per column². */
  bow: number;
  /** How much of the hips' usual width (0.6 torso) shows the edge: 1 = all of it, up to 1.7. */
  support: number;
  /** Root mean square distance of the strips that count, rows. */
  residual: number;
  step: Colour;
}

/** Places edges in every strip and fits lines through them; holds buffers only. */
export class EdgeFit {
  readonly #rows = new Float32Array(STRIPS);
  readonly #weights = new Float32Array(STRIPS);
  readonly #along = new Float32Array(STRIP_LENGTH);

  /**
   * Places `rough` in every strip to a part of a row and fits a line with a bow through the places, with Tukey's weights,
   * twice. `sums`: see `fillStripSums`. null = too few strips show it.
   */
  fit(sums: Float32Array, rough: RoughEdge): FittedEdge | null {
    let { step } = rough;
    let line: Quadratic = { c0: rough.row, c1: rough.slope, c2: 0 };
    for (let round = 0; round < WINDOWS.length; round++) {
      this.#place(sums, line, step, WINDOWS[round]!);
      for (let pass = 0; pass < 2; pass++) {
        if (this.#weigh(line, CUT_OFFS[round]!) < FEWEST_STRIPS) return null;
        line = fitQuadratic(this.#rows, this.#weights);
      }
      step = this.#meanStep(sums);
    }
    const count = this.#weigh(line, CUT_OFFS[1]);
    if (count < FEWEST_STRIPS) return null;
    this.#trimEnds();
    return this.#summary(fitQuadratic(this.#rows, this.#weights), count, step);
  }

  /** Leaves only the middle of what is seen in the weights. */
  #trimEnds(): void {
    const counts = (weight: number) => weight > 0;
    const first = this.#weights.findIndex(counts);
    const last = this.#weights.findLastIndex(counts);
    const cut = ((last - first) * (1 - MIDDLE_SHARE)) / 2;
    this.#weights.fill(0, 0, Math.ceil(first + cut));
    this.#weights.fill(0, Math.floor(last - cut) + 1);
  }

  /** Writes each strip's edge (row boundary), NaN where it shows none. */
  #place(sums: Float32Array, line: Quadratic, step: Colour, window: number): void {
    const size = strength(step);
    const faintest = FAINTEST_SHARE * size;
    for (let strip = 0; strip < STRIPS; strip++) {
      const middle = Math.round(valueAt(line, strip));
      const first = Math.max(REACH, middle - window);
      const last = Math.min(N - REACH, middle + window);
      const from = Math.max(0, first - 2 * REACH);
      this.#project(sums, strip, step, size, from, Math.min(N, last + 2 * REACH));
      let best = -1;
      let peak = faintest;
      for (let row = first; row <= last; row++) {
        const here = stepAt(this.#along, row, REACH);
        if (here > peak) [peak, best] = [here, row];
      }
      this.#rows[strip] = best > first && best < last ? best + this.#offset(best, peak) : NaN;
    }
  }

  /** A strip's running sums along the colour direction of `step`, rows `from`…`to`. */
  #project(sums: Float32Array, strip: number, step: Colour, size: number, from: number, to: number): void {
    const o = strip * STRIP_LENGTH;
    const [r, g, b] = [step[0] / size, step[1] / size, step[2] / size];
    for (let row = from; row <= to; row++)
      this.#along[row] =
        r * sums[o + row]! + g * sums[o + row + CHANNEL_LENGTH]! + b * sums[o + row + 2 * CHANNEL_LENGTH]!;
  }

  /** Sub-row place of a step's peak: centroid of what rises above half of it (a triangle, so unbiased). */
  #offset(row: number, peak: number): number {
    let [mass, moment] = [0, 0];
    for (let k = -REACH; k <= REACH; k++) {
      if (row + k < REACH || row + k > N - REACH) continue;
      const above = stepAt(this.#along, row + k, REACH) - peak / 2;
      if (above <= 0) continue;
      mass += above;
      moment += above * k;
    }
    return moment / mass;
  }

  /** Tukey weights of all strips about a line; how many count. */
  #weigh(line: Quadratic, cutOff: number): number {
    let count = 0;
    for (let strip = 0; strip < STRIPS; strip++) {
      const u = (this.#rows[strip]! - valueAt(line, strip)) / cutOff;
      const inside = Math.abs(u) < 1;
      this.#weights[strip] = inside ? (1 - u * u) ** 2 : 0;
      if (inside) count++;
    }
    return count;
  }

  /** Mean colour step over the strips that count. */
  #meanStep(sums: Float32Array): Colour {
    const step: [number, number, number] = [0, 0, 0];
    let count = 0;
    for (let strip = 0; strip < STRIPS; strip++) {
      if (this.#weights[strip] === 0) continue;
      count++;
      const at = strip * STRIP_LENGTH + Math.round(this.#rows[strip]!);
      for (const c of [0, 1, 2] as const) step[c] += stepAt(sums, c * CHANNEL_LENGTH + at, REACH);
    }
    return [step[0] / count, step[1] / count, step[2] / count];
  }

  /** The curve as its tangent at the middle of the strips that count, per column. */
  #summary(line: Quadratic, count: number, step: Colour): FittedEdge {
    let [mass, sum, squares] = [0, 0, 0];
    for (let strip = 0; strip < STRIPS; strip++) {
      const w = this.#weights[strip]!;
      if (w === 0) continue;
      mass += w;
      sum += w * strip;
      squares += w * (this.#rows[strip]! - valueAt(line, strip)) ** 2;
    }
    const strip = sum / mass;
    return {
      column: 2 * strip + 0.5,
      row: valueAt(line, strip),
      slope: (line.c1 + 2 * line.c2 * (strip + 0.5 - STRIPS / 2)) / 2,
      bow: line.c2 / 4,
      support: count / BODY_STRIPS,
      residual: Math.sqrt(squares / mass),
      step,
    };
  }
}
