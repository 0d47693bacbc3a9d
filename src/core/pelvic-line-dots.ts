import { type Colour, strength } from './pelvic-line-patch';
import { PATCH_SIZE as N } from './pelvic-line-region';

/** Dots are looked for in a picture of half the patch's size, blurred over 2 × 2 of its cells (4 × 4 of the patch). */
const M = N / 2;
/** Where eight surrounding places lie, in cells of that picture: dots of 10–25 mm on a torso of 480 mm are 2–4 cells wide. */
const RINGS = [ring(3, 2), ring(4, 3)];
/** Where dots are looked for, in cells: PSIS and ASIS are inside these on everyone. */
const [LEFT, RIGHT, TOP, BOTTOM] = [0.18 * M, 0.82 * M, 0.24 * M, 0.76 * M].map(Math.round) as [
  number,
  number,
  number,
  number,
];
/** Least colour difference (of 255) against every side: a sticker, not a fold. */
const LEAST_STEP = 30;
/** A place is a dot when each of eight sides differs by this share of the mean difference: beside an edge or in a band some do not. */
const LEAST_SHARE = 0.5;
/** Patch cells between two dots, and the reach of a dot's own centroid. */
const APART = 6;

/** One mark: column and row of its middle (sub-cell), its colour less its surroundings', and 0.5–1 how alone it stands. */
export interface Dot {
  column: number;
  row: number;
  step: Colour;
  alone: number;
}

/** Finds small marks that differ from all that surrounds them. Holds buffers only. */
export class DotSearch {
  readonly #half = new Float32Array(M * M * 3);
  readonly #blurred = new Float32Array(M * M * 3);

  /** At most `count` dots of a patch [N · N · 3], plainest first. */
  plainest(patch: Float32Array, count: number): Dot[] {
    halve(patch, this.#half);
    blur(this.#half, this.#blurred);
    const found: Dot[] = [];
    for (const offsets of RINGS)
      for (let row = TOP; row < BOTTOM; row++)
        for (let column = LEFT; column < RIGHT; column++) {
          const at = (row * M + column) * 3;
          if (!differsAllRound(this.#blurred, at, offsets)) continue;
          const dot = dotAt(this.#blurred, at, offsets);
          // A blurred cell's middle is the corner between its four; each of those is two patch cells wide.
          if (dot !== null) found.push({ ...dot, column: 2 * column + 1.5, row: 2 * row + 1.5 });
        }
    return apart(found, count).map((dot) => centred(patch, dot));
  }
}

function ring(straight: number, diagonal: number): Int32Array {
  const places: [number, number][] = [
    [straight, 0],
    [-straight, 0],
    [0, straight],
    [0, -straight],
    [diagonal, diagonal],
    [-diagonal, diagonal],
    [diagonal, -diagonal],
    [-diagonal, -diagonal],
  ];
  return Int32Array.from(places, ([dx, dy]) => (dy * M + dx) * 3);
}

function halve(patch: Float32Array, half: Float32Array): void {
  let o = 0;
  for (let row = 0; row < M; row++)
    for (let column = 0; column < M; column++)
      for (let c = 0; c < 3; c++) {
        const p = (row * 2 * N + column * 2) * 3 + c;
        half[o++] = (patch[p]! + patch[p + 3]! + patch[p + N * 3]! + patch[p + N * 3 + 3]!) / 4;
      }
}

function blur(half: Float32Array, blurred: Float32Array): void {
  const last = (M * M - M - 1) * 3;
  for (let p = 0; p < last; p++)
    blurred[p] = (half[p]! + half[p + 3]! + half[p + M * 3]! + half[p + M * 3 + 3]!) / 4;
}

/** Most places lie inside one colour: the first side that is alike ends the look. */
function differsAllRound(cells: Float32Array, at: number, offsets: Int32Array): boolean {
  for (let k = 0; k < 8; k++) {
    const side = at + offsets[k]!;
    const r = cells[at]! - cells[side]!;
    const g = cells[at + 1]! - cells[side + 1]!;
    const b = cells[at + 2]! - cells[side + 2]!;
    if (r * r + g * g + b * b < LEAST_STEP * LEAST_STEP) return false;
  }
  return true;
}

/** Colour step and how alone the place stands; null where the sides differ in different ways. */
function dotAt(cells: Float32Array, at: number, offsets: Int32Array): Pick<Dot, 'step' | 'alone'> | null {
  const mean = (c: number) =>
    offsets.reduce((sum, offset) => sum + cells[at + c]! - cells[at + offset + c]!, 0) / 8;
  const step: Colour = [mean(0), mean(1), mean(2)];
  const size = strength(step);
  let alone = 1;
  for (const offset of offsets) {
    let along = 0;
    for (const c of [0, 1, 2] as const) along += (cells[at + c]! - cells[at + offset + c]!) * step[c];
    alone = Math.min(alone, along / (size * size));
  }
  return size < LEAST_STEP || alone < LEAST_SHARE ? null : { step, alone };
}

/** The plainest dots that do not touch each other. */
function apart(dots: Dot[], count: number): Dot[] {
  const worth = (dot: Dot) => dot.alone * strength(dot.step);
  const kept: Dot[] = [];
  for (const dot of dots.sort((a, b) => worth(b) - worth(a))) {
    if (kept.length === count) break;
    if (kept.every(({ column, row }) => Math.hypot(column - dot.column, row - dot.row) > APART))
      kept.push(dot);
  }
  return kept;
}

/** Moves a dot to the centroid of its own colour: weight 0 at a third of the way from the surroundings, 1 at two thirds. */
function centred(patch: Float32Array, dot: Dot): Dot {
  const size = strength(dot.step);
  const [r, g, b] = dot.step.map((channel) => channel / (size * size)) as [number, number, number];
  let { column, row } = dot;
  const own = colourAt(patch, column, row);
  for (let round = 0; round < 3; round++) {
    let [mass, sumX, sumY] = [0, 0, 0];
    const [c0, r0] = [Math.round(column), Math.round(row)];
    for (let y = r0 - APART; y <= r0 + APART; y++)
      for (let x = c0 - APART; x <= c0 + APART; x++) {
        const p = (y * N + x) * 3;
        const level =
          1 + (patch[p]! - own[0]) * r + (patch[p + 1]! - own[1]) * g + (patch[p + 2]! - own[2]) * b;
        const w = Math.min(1, Math.max(0, 3 * level - 1));
        mass += w;
        sumX += w * x;
        sumY += w * y;
      }
    if (!(mass > 0)) return dot;
    column = sumX / mass;
    row = sumY / mass;
  }
  return { ...dot, column, row };
}

/** Mean of the 3 × 3 cells around a place. */
function colourAt(patch: Float32Array, column: number, row: number): Colour {
  const sum: [number, number, number] = [0, 0, 0];
  for (let dy = -1; dy <= 1; dy++)
    for (let dx = -1; dx <= 1; dx++) {
      const p = ((Math.round(row) + dy) * N + Math.round(column) + dx) * 3;
      for (const c of [0, 1, 2] as const) sum[c] += patch[p + c]! / 9;
    }
  return sum;
}
