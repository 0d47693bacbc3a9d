import type { RunnerRegion } from '../pose/contract';
import type { Pixels } from '../units';
import { type Affine, regionMap } from './crop';
import { DotSearch, type Dot } from './pelvic-line-dots';
import { EdgeSearch } from './pelvic-line-edges';
import { EdgeFit, type FittedEdge } from './pelvic-line-fit';
import { CHANNEL_LENGTH, type Colour, fillStripSums, likeness } from './pelvic-line-patch';
import { hipYOf, PATCH_SIZE, torsoPxOf } from './pelvic-line-region';

/** Lines and dots kept per frame: both edges of a waistband and the hem, and as much that is none of them. */
const LINES = 5;
const DOTS = 6;
const HEAD = 3;
const LINE_FIELDS = 9;
const DOT_FIELDS = 6;

/**
 * Numbers kept per frame: 84 (336 bytes; a pose row is 528). Three hours at 60 fps are 220 MB, as the pose rows are 340.
 *
 * [Note: Evidence, not pixels] The frames are read once, and what the clip's line looks like is known only at its end.
 * Keeping patches to look again costs 77 kB a frame; learning on the first seconds fails when these show someone stepping
 * on, cannot go on after a crash of the worker, and would need the clip again whenever the user points at another line. So
 * each frame keeps, without any memory of the others, the few lines and dots that could be it, measured to the end
 * (sub-pixel), with their colours; which of them is the pelvis is decided over the whole clip, again at every edit.
 */
export const PELVIC_ROW_LENGTH = HEAD + LINES * LINE_FIELDS + DOTS * DOT_FIELDS;

/** Candidates of a whole clip: `rows` [T · PELVIC_ROW_LENGTH], frame after frame; a frame that was not looked at is NaN. */
export interface PelvicEvidence {
  timeS: Float64Array;
  rows: Float32Array;
}

/** An edge that may be the pelvic line, in pixels of the upright picture. */
export interface LineCandidate {
  /** A point of the line, in the middle of where it is seen. */
  x: Pixels;
  y: Pixels;
  /** dy / dx of all that is seen; positive = lower towards the picture's right. */
  slope: number;
  /** dy / dx at that point alone: for a line of which one end is hidden. */
  tangent: number;
  /** y″ / 2 in 1 / torso: positive = the ends hang down. */
  bow: number;
  /** How much of the hips' usual width (0.6 torso) shows it: 1 = all of it, up to 1.7. */
  support: number;
  /** Colour below less colour above. */
  step: Colour;
}

/** A mark that may be one of two on the pelvis. */
export interface DotCandidate {
  x: Pixels;
  y: Pixels;
  /** Its colour less that around it. */
  step: Colour;
  /** 0.5–1: how plainly it differs from all that is around it. */
  alone: number;
}

/** What one frame shows. */
export interface FrameEvidence {
  hipX: Pixels;
  hipY: Pixels;
  torsoPx: Pixels;
  lines: LineCandidate[];
  dots: DotCandidate[];
}

/** Looks for lines and dots in one frame's patch at a time. Holds buffers only, no memory of earlier frames. */
export class PelvisReader {
  readonly #sums = new Float32Array(3 * CHANNEL_LENGTH);
  readonly #edges = new EdgeSearch();
  readonly #fit = new EdgeFit();
  readonly #dots = new DotSearch();

  /** `patch`: see `samplePelvis`. Writes `row` [PELVIC_ROW_LENGTH]; what is not there is NaN. */
  read(patch: Float32Array, region: RunnerRegion, row: Float32Array): void {
    fillStripSums(patch, this.#sums);
    const map = regionMap(region, PATCH_SIZE);
    row.fill(NaN);
    row.set([region.xCenter, hipYOf(region), torsoPxOf(region)]);
    let o = HEAD;
    const fitted: FittedEdge[] = [];
    for (const rough of this.#edges.strongest(this.#sums, LINES)) {
      const edge = this.#fit.fit(this.#sums, rough);
      if (edge === null || fitted.some((other) => isSameEdge(other, edge))) continue;
      fitted.push(edge);
      row.set(lineFields(edge, map, torsoPxOf(region)), o);
      o += LINE_FIELDS;
    }
    o = HEAD + LINES * LINE_FIELDS;
    for (const dot of this.#dots.plainest(patch, DOTS)) {
      row.set(dotFields(dot, map), o);
      o += DOT_FIELDS;
    }
  }
}

/** One edge answers to wrong slopes too; fitted, they come back to it. In rows, at the middle of the later one. */
const SAME_EDGE_ROWS = 4;

function isSameEdge(strong: FittedEdge, weak: FittedEdge): boolean {
  const row = strong.row + strong.slope * (weak.column - strong.column);
  return Math.abs(row - weak.row) < SAME_EDGE_ROWS && likeness(strong.step, weak.step) > 0;
}

/** Patch → picture. A step at row boundary r lies half a cell above the middle of row r. */
function lineFields(edge: FittedEdge, { a, c, e, f }: Affine, torsoPx: Pixels): number[] {
  return [
    a * edge.column + c,
    e * (edge.row - 0.5) + f,
    (edge.slope * e) / a,
    (edge.tangent * e) / a,
    ((edge.bow * e) / (a * a)) * torsoPx,
    edge.support,
    ...edge.step,
  ];
}

function dotFields({ column, row, step, alone }: Dot, { a, c, e, f }: Affine): number[] {
  return [a * column + c, e * row + f, ...step, alone];
}

/** Frame `t` of the evidence; null where it was not looked at. */
export function evidenceAt({ rows }: PelvicEvidence, t: number): FrameEvidence | null {
  const row = rows.subarray(t * PELVIC_ROW_LENGTH, (t + 1) * PELVIC_ROW_LENGTH);
  const [hipX, hipY, torsoPx] = [row[0]!, row[1]!, row[2]!];
  if (!(torsoPx > 0)) return null;
  const lines: LineCandidate[] = [];
  for (let k = 0, o = HEAD; k < LINES && !Number.isNaN(row[o]!); k++, o += LINE_FIELDS)
    lines.push({
      x: row[o]!,
      y: row[o + 1]!,
      slope: row[o + 2]!,
      tangent: row[o + 3]!,
      bow: row[o + 4]!,
      support: row[o + 5]!,
      step: [row[o + 6]!, row[o + 7]!, row[o + 8]!],
    });
  const dots: DotCandidate[] = [];
  for (let k = 0, o = HEAD + LINES * LINE_FIELDS; k < DOTS && !Number.isNaN(row[o]!); k++, o += DOT_FIELDS)
    dots.push({
      x: row[o]!,
      y: row[o + 1]!,
      step: [row[o + 2]!, row[o + 3]!, row[o + 4]!],
      alone: row[o + 5]!,
    });
  return { hipX, hipY, torsoPx, lines, dots };
}
