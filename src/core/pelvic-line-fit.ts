import { CHANNEL_LENGTH, type Colour, stepAt, strength, STRIP_LENGTH, STRIPS } from './pelvic-line-patch';
import type { RoughEdge } from './pelvic-line-edges';
import { PATCH_SIZE as N } from './pelvic-line-region';
import { type Curve, fitCurve, valueAt } from './pelvic-line-curve';

/** Rows compared on either side of the edge in one strip: fewer than in the search, for a sharper place. */
const REACH = 3;
/** Rows searched about the predicted line, first and second round: the search's own coarseness plus the ring's bow. */
const WINDOWS = [7, 4] as const;
/** Tukey's cut-off in rows for each round: a strip further off does not count at all. */
const CUT_OFFS = [4, 2] as const;
/**
 * The tilt is read from the outer halves of what is seen: there the belt lies on the iliac crests, in its middle on muscle and on
 * the spine's groove. Against truth (lower edges of three bands; a hem) the outer halves left 0.24–0.33° offset and r 0.996–0.9999, all of
 * it 0.21–0.34° and the same r, a tangent at the middle 0.34–0.45° and r 0.985–0.9995, the middle two thirds 0.36–0.43° and r 0.972–0.998.
 */
const OUTER_SHARE = 0.5;
/** Rows searched, and kept, about the curve in the end: wide enough for the steep ends of a belt. */
const FINAL_WINDOW = 6;
const FINAL_CUT_OFF = 4;
/** Strips that a crease or a seam may hide. */
const LONGEST_BREAK = 3;
/** A strip shows the edge when its step is at least this share of the mean one: less is texture. */
const FAINTEST_SHARE = 0.45;
/** Strips over which the hips always reach (0.6 torso): support is counted against these. */
const BODY_STRIPS = 0.6 * STRIPS;
/** Fewer strips than this give no line. */
const FEWEST_STRIPS = 0.2 * STRIPS;

/** A line through one edge, in patch units, to a small part of a row. */
export interface FittedEdge {
  /** Middle of the columns that show it, and the line's row boundary there. */
  column: number;
  row: number;
  /** Rows per column: the chord through all that is seen. */
  slope: number;
  /** Rows per column: tangent at `column` of a plain bow, for a line of which one end is hidden. */
  tangent: number;
  /** Second-order term: rows per column². */
  bow: number;
  /** How much of the hips' usual width (0.6 torso) shows the edge: 1 = all of it, up to 1.7. */
  support: number;
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
    const half = STRIPS / 2;
    let curve: Curve = { middle: half - 0.5, c0: rough.row, c1: rough.slope * half, c2: 0, c4: 0 };
    for (let round = 0; round < WINDOWS.length; round++) {
      this.#place(sums, curve, step, WINDOWS[round]!);
      for (let pass = 0; pass < 2; pass++) {
        if (this.#weigh(curve, CUT_OFFS[round]!) < FEWEST_STRIPS) return null;
        curve = fitCurve(this.#rows, this.#weights, this.#middle(), round > 0);
      }
      step = this.#meanStep(sums);
    }
    this.#place(sums, curve, step, FINAL_WINDOW);
    const count = this.#keepSpan(curve);
    return count < FEWEST_STRIPS ? null : this.#summary(count, step);
  }

  /** Leaves weight 1 on the unbroken run of strips about the middle that lie near the curve; how many count. */
  #keepSpan(curve: Curve): number {
    const near = (strip: number) => Math.abs(this.#rows[strip]! - valueAt(curve, strip)) < FINAL_CUT_OFF;
    this.#weights.fill(0);
    let count = 0;
    for (const way of [1, -1]) {
      let missing = 0;
      const start = Math.round(curve.middle) + (way === 1 ? 0 : -1);
      for (let strip = start; strip >= 0 && strip < STRIPS && missing <= LONGEST_BREAK; strip += way) {
        missing = near(strip) ? 0 : missing + 1;
        if (missing > 0) continue;
        this.#weights[strip] = 1;
        count++;
      }
    }
    return count;
  }

  /** Middle of the strips that count, first to last. */
  #middle(): number {
    const counts = (weight: number) => weight > 0;
    return (this.#weights.findIndex(counts) + this.#weights.findLastIndex(counts)) / 2;
  }

  /** Writes each strip's edge (row boundary), NaN where it shows none. */
  #place(sums: Float32Array, curve: Curve, step: Colour, window: number): void {
    const size = strength(step);
    const faintest = FAINTEST_SHARE * size;
    for (let strip = 0; strip < STRIPS; strip++) {
      const middle = Math.round(valueAt(curve, strip));
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
  #weigh(curve: Curve, cutOff: number): number {
    let count = 0;
    for (let strip = 0; strip < STRIPS; strip++) {
      const u = (this.#rows[strip]! - valueAt(curve, strip)) / cutOff;
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

  /** The chord of what is seen, and a plain bow for when its middle is not the body's; per column. */
  #summary(count: number, step: Colour): FittedEdge {
    const middle = this.#middle();
    const bowed = fitCurve(this.#rows, this.#weights, middle, false);
    const chord = this.#chord(middle);
    return {
      column: 2 * middle + 0.5,
      row: bowed.c0,
      slope: chord / 2,
      tangent: bowed.c1 / (N / 2),
      bow: bowed.c2 / (N / 2) ** 2,
      support: count / BODY_STRIPS,
      step,
    };
  }

  /** Rows per strip of the straight line through the outer parts of what is seen, see OUTER_SHARE. */
  #chord(middle: number): number {
    const from = OUTER_SHARE * (middle - this.#weights.findIndex((weight) => weight > 0));
    let [n, sx, sy, sxx, sxy] = [0, 0, 0, 0, 0];
    for (let strip = 0; strip < STRIPS; strip++) {
      const x = strip - middle;
      if (this.#weights[strip] === 0 || Math.abs(x) < from) continue;
      n++;
      sx += x;
      sy += this.#rows[strip]!;
      sxx += x * x;
      sxy += x * this.#rows[strip]!;
    }
    return (n * sxy - sx * sy) / (n * sxx - sx * sx);
  }
}
