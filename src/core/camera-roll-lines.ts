import { toDegrees, toRadians } from '../geometry';
import type { Degrees } from '../units';
import type { StillPicture } from './camera-roll-picture';

/** A straight edge that stands near upright in the still picture. */
export interface UprightLine {
  /** Its column at the picture's middle row, from the picture's middle, in half picture sides (−1…1). */
  offset: number;
  /** Angle from the picture's vertical, positive = the upper end leans to the right. */
  leanDeg: Degrees;
  /** Standard error of the angle. */
  errorDeg: Degrees;
  /** Share of the picture's longer side over which it is seen. */
  length: number;
}

/** Lines leaning more are not verticals of the room: 4° of roll and 3° of perspective. */
const STEEPEST_DEG: Degrees = 7.5;
const STEP_DEG: Degrees = 0.5;
/** Rows in one piece; a line is a chain of pieces, since the runner hides the middle of most. */
const PIECE = 16;
/** Least brightness step (of 255) of a piece: above a compressed wall's grain averaged over 16 rows. */
const LEAST_STEP = 2.5;
/** Columns on either side that are compared. */
const REACH = 2;
/** Fewest pieces of a line (8 % of the picture's side: a wall seam above the runner's head). */
const FEWEST_PIECES = 2;
const MOST_LINES = 12;
/** Two lines are further apart than this: columns. */
const APART = 5;
/** Two rough lines that come to the same edge: half a column. */
const SAME_OFFSET = 0.003;
/** Floor of a line's error: wall, post and lens are not straighter than this. */
const LEAST_ERROR_DEG: Degrees = 0.12;

/** The upright straight edges of a still picture, strongest first. */
export function uprightLines(picture: StillPicture): UprightLine[] {
  const steps = horizontalSteps(picture);
  const { size } = picture;
  const rough: Rough[] = [];
  for (let leanDeg = -STEEPEST_DEG; leanDeg <= STEEPEST_DEG; leanDeg += STEP_DEG)
    rough.push(...roughLines(steps, size, leanDeg));
  rough.sort((a, b) => b.score - a.score);
  const kept: Rough[] = [];
  const lines: UprightLine[] = [];
  for (const line of rough) {
    if (kept.length === MOST_LINES) break;
    if (kept.some((other) => Math.abs(other.column - line.column) < APART)) continue;
    kept.push(line);
    const fine = refine(steps, size, line);
    if (fine !== null && lines.every((other) => Math.abs(other.offset - fine.offset) > SAME_OFFSET))
      lines.push(fine);
  }
  return lines;
}

/** Brightness to the right less brightness to the left of column boundary c, [row][c]; 0 where any cell moves. */
function horizontalSteps({ size, brightness }: StillPicture): Float32Array {
  const steps = new Float32Array(size * size);
  for (let row = 0; row < size; row++)
    for (let c = REACH; c <= size - REACH; c++) {
      const at = row * size + c;
      let step = 0;
      for (let k = 0; k < REACH; k++) step += brightness[at + k]! - brightness[at - 1 - k]!;
      if (c < size) steps[at] = Number.isNaN(step) ? 0 : step / REACH;
    }
  return steps;
}

interface Rough {
  column: number;
  slope: number;
  sign: 1 | -1;
  score: number;
}

/** Columns per row downwards of a line that leans right at its top. */
const slopeOf = (leanDeg: Degrees) => -Math.tan(toRadians(leanDeg));

function roughLines(steps: Float32Array, size: number, leanDeg: Degrees): Rough[] {
  const slope = slopeOf(leanDeg);
  const pieces = Math.floor(size / PIECE);
  const rising = new Float32Array(size);
  const falling = new Float32Array(size);
  for (let piece = 0; piece < pieces; piece++)
    for (let column = 0; column < size; column++) {
      let sum = 0;
      for (let row = piece * PIECE; row < (piece + 1) * PIECE; row++) {
        const c = Math.round(column + slope * (row - size / 2));
        if (c >= 0 && c < size) sum += steps[row * size + c]!;
      }
      // √: a long faint line counts for more than a short strong one.
      const excess = Math.abs(sum) / PIECE - LEAST_STEP;
      if (excess > 0) (sum > 0 ? rising : falling)[column]! += 1 + Math.sqrt(excess);
    }
  const found: Rough[] = [];
  for (const [scores, sign] of [
    [rising, 1],
    [falling, -1],
  ] as const)
    scores.forEach((score, column) => {
      if (score >= FEWEST_PIECES && score >= (scores[column - 1] ?? 0) && score >= (scores[column + 1] ?? 0))
        found.push({ column, slope, sign, score });
    });
  return found;
}

/** Places the edge in every row of the pieces that show it and fits a line with Tukey's weights. */
function refine(steps: Float32Array, size: number, rough: Rough): UprightLine | null {
  let [column, slope] = [rough.column, rough.slope];
  let error = NaN;
  let seen = 0;
  for (const [window, cutOff] of [
    [5, 3],
    [3, 1.5],
    [3, 1.2],
  ] as const) {
    const places = rowPlaces(steps, size, column, slope, rough.sign, window);
    const fit = fitRows(places, size, column, slope, cutOff);
    if (fit === null || fit.count < FEWEST_PIECES * PIECE * 0.9) return null;
    ({ column, slope, error, count: seen } = fit);
  }
  const leanDeg = -toDegrees(Math.atan(slope));
  if (Math.abs(leanDeg) > STEEPEST_DEG) return null;
  return {
    offset: (column - size / 2) / (size / 2),
    leanDeg,
    errorDeg: Math.hypot(LEAST_ERROR_DEG, toDegrees(error)),
    length: seen / size,
  };
}

/** Column of the edge in each row, NaN where it is not seen: the strongest step near by, to a part of a column. */
function rowPlaces(
  steps: Float32Array,
  size: number,
  column: number,
  slope: number,
  sign: 1 | -1,
  window: number,
): Float32Array {
  // Three rows are averaged along the line, against grain.
  const along = (row: number, c: number) => {
    let sum = 0;
    for (let k = -1; k <= 1; k++) sum += steps[(row + k) * size + Math.round(c + slope * k)] ?? 0;
    return (sign * sum) / 3;
  };
  return Float32Array.from({ length: size }, (_, row) => {
    const middle = Math.round(column + slope * (row - size / 2));
    let best = 0;
    for (let k = -window; k <= window; k++) if (along(row, middle + k) > along(row, middle + best)) best = k;
    const peak = along(row, middle + best);
    if (peak < LEAST_STEP || Math.abs(best) === window) return NaN;
    let [mass, moment] = [0, 0];
    for (let k = best - 2; k <= best + 2; k++) {
      const above = Math.max(0, along(row, middle + k) - peak / 4);
      mass += above;
      moment += above * k;
    }
    return middle + moment / mass;
  });
}

interface RowFit {
  column: number;
  slope: number;
  error: number;
  count: number;
}

function fitRows(
  places: Float32Array,
  size: number,
  column: number,
  slope: number,
  cutOff: number,
): RowFit | null {
  let fit: RowFit = { column, slope, error: NaN, count: 0 };
  for (let pass = 0; pass < 3; pass++) {
    let [s0, s1, s2, t0, t1, squares, count] = [0, 0, 0, 0, 0, 0, 0];
    for (let row = 0; row < size; row++) {
      const y = row - size / 2;
      const miss = places[row]! - (fit.column + fit.slope * y);
      const u = miss / cutOff;
      if (!(Math.abs(u) < 1)) continue;
      const w = (1 - u * u) ** 2;
      count++;
      s0 += w;
      s1 += w * y;
      s2 += w * y * y;
      t0 += w * places[row]!;
      t1 += w * y * places[row]!;
      squares += w * miss * miss;
    }
    const det = s0 * s2 - s1 * s1;
    if (count < PIECE || !(det > 0)) return null;
    const variance = squares / s0;
    // Neighbouring rows share their grain: every third counts.
    const error = Math.sqrt((3 * variance * s0) / det);
    fit = { column: (s2 * t0 - s1 * t1) / det, slope: (s0 * t1 - s1 * t0) / det, error, count };
  }
  return fit;
}
