import type { Degrees, Seconds, Side } from '../units';
import type { FollowedLine } from './pelvic-line';
import { nodeByNode, NODES, phaseLocked, type StanceOfStride, stanceCurves } from './pelvic-line-stances';
import { median } from './pelvic-line-track';

/** A drop with its uncertainty, degrees, positive = the swing-leg side is lower. */
interface DropEstimate {
  mean: Degrees;
  /** 95 % interval of all that is known to be uncertain: strides, roll, the line's own level and gain, axial turn. */
  ci95: [Degrees, Degrees];
  /** 95 % interval of the strides alone: for comparing the same camera and clothes. */
  ci95OfStrides: [Degrees, Degrees];
  /** Stride to stride. */
  sd: Degrees;
  n: number;
}

/** One side's stance. */
export interface StanceDrop {
  /** Mean over stances at 0–100 % of contact [101], and its 95 % interval (all that is uncertain). */
  curve: { mean: Float64Array; low: Float64Array; high: Float64Array };
  peak: DropEstimate;
  midstance: DropEstimate;
  /** Stances left out: not seen, or unlike all others. */
  unseen: number;
  unlike: number;
}

/** What "level" means for these drops. */
export type Level =
  /** The runner standing on both legs in the same clothes: the best, since the line's own slant is taken off. */
  | { from: 'standing'; tiltDeg: Degrees; errorDeg: Degrees }
  /** True horizontal, from the camera's roll (half-width of its 95 % interval). */
  | { from: 'horizontal'; errorDeg: Degrees }
  /** Roll unknown: the mean of left and right is taken as level, so which side drops more is lost. */
  | { from: 'mean of left and right' };

export interface PelvicDrop {
  left: StanceDrop | null;
  right: StanceDrop | null;
  level: Level;
  /** In words, what the numbers cannot say; null = nothing. */
  lost: string | null;
}

/** Standard deviation of a worn line's own slant against the pelvis (rendered runner, five clips: 0.21–0.34°; a skewed belt on people is more). */
const LINE_SLANT_SD: Degrees = 0.25;
/** Standard deviation of the share that a line follows, after the gain (rendered, five clips: 0.97–1.05). Consequence: 3 % of the drop. */
const FOLLOW_GAIN_SD = 0.03;
const Z_95 = 1.959964;

/**
 * Drop of each side over all stances: curves locked to the phase of stance, odd ones left out, their mean, and the peak and
 * midstance of each stance. On the rendered clips the errors of peaks and midstances are 0.33° root mean square (20 numbers, 5
 * clips); the standard deviation behind `ci95` is 0.35–0.4°, and it covers all 20 truths.
 */
export function fusePelvicDrop(
  timeS: Float64Array,
  line: Pick<FollowedLine, 'tiltDeg' | 'axialBoundDeg'>,
  strides: readonly StanceOfStride[],
  level: Level,
): PelvicDrop {
  const [left, right] = (['left', 'right'] as const).map((side) =>
    stanceCurves(timeS, line.tiltDeg, strides, side),
  );
  const levelTiltDeg = level.from === 'standing' ? level.tiltDeg : 0;
  const halves = { left: left!, right: right! };
  const fuse = (side: Side) => {
    const { curves, unseen, unlike } = halves[side];
    if (curves.length === 0) return null;
    const shift = side === 'left' ? levelTiltDeg : -levelTiltDeg;
    return fuseSide(
      curves.map((curve) => curve.map((value) => value + shift)),
      line.axialBoundDeg,
      level,
      { unseen, unlike },
    );
  };
  const drops = { left: fuse('left'), right: fuse('right') };
  if (level.from !== 'mean of left and right') return { ...drops, level, lost: null };
  return { ...levelled(drops), level, lost: LOST_LEVEL };
}

const LOST_LEVEL =
  'The camera’s roll is unknown, so the mean of left and right is taken as level: the two sides’ difference and a tilt of the whole are lost.';

function fuseSide(
  curves: readonly Float64Array[],
  axialBoundDeg: Degrees,
  level: Level,
  leftOut: { unseen: number; unlike: number },
): StanceDrop {
  const mean = nodeByNode(curves, meanOf);
  const locked = curves.map((curve) => phaseLocked(curve, mean));
  const noiseSd = (node: number) => noiseNear(node, curves, locked);
  const systematic = (dropDeg: Degrees) => systematicSd(dropDeg, axialBoundDeg, level);
  const spread = nodeByNode(curves, sdOf);
  const half = mean.map((value, node) =>
    Math.hypot(Z_95 * systematic(value), strideError(spread[node]!, curves.length)),
  );
  return {
    curve: { mean, low: mean.map((v, k) => v - half[k]!), high: mean.map((v, k) => v + half[k]!) },
    peak: estimate(
      locked.map((curve) => Math.max(...curve)),
      noiseSd(mean.indexOf(Math.max(...mean))),
      systematic,
    ),
    midstance: estimate(
      locked.map((curve) => curve[MIDDLE]!),
      noiseSd(MIDDLE),
      systematic,
    ),
    ...leftOut,
  };
}

const MIDDLE = (NODES - 1) / 2;
/** Nodes about a moment whose misses are its noise; further off, small shifts of phase on the flanks are counted too. */
const NEAR_NODES = 10;

/** Standard deviation of single frames about their stances' locked curves, around a node. */
function noiseNear(node: number, curves: readonly Float64Array[], locked: readonly Float64Array[]): Degrees {
  const from = Math.max(0, node - NEAR_NODES);
  const misses = curves.flatMap((curve, k) =>
    [...curve.subarray(from, node + NEAR_NODES + 1)].map((value, j) => value - locked[k]![from + j]!),
  );
  return sdOf(misses.filter((miss) => !Number.isNaN(miss)));
}

/** Standard deviation of all that repeats alike in every stride. A standing frame carries the same slant and roll, and frees of both. */
function systematicSd(dropDeg: Degrees, axialBoundDeg: Degrees, level: Level): Degrees {
  const levelSd =
    level.from === 'standing'
      ? level.errorDeg / Z_95
      : level.from === 'horizontal'
        ? Math.hypot(LINE_SLANT_SD, level.errorDeg / Z_95)
        : 0;
  // The bound is reached at the ends of the turn; evenly spread between, its standard deviation is bound / √3, and stance averages half of it out.
  return Math.hypot(levelSd, FOLLOW_GAIN_SD * dropDeg, axialBoundDeg / Math.sqrt(3) / 2);
}

/**
 * `noiseSd`: of one frame about its stance's locked curve. Locking spreads it over all stances through the mean curve they share,
 * so it is part of the mean's error though no longer of the stances' spread (left out, a 95 % interval covered 74 %).
 */
function estimate(
  values: readonly number[],
  noiseSd: number,
  systematic: (dropDeg: Degrees) => Degrees,
): DropEstimate {
  const mean = meanOf(values);
  const sd = sdOf(values);
  const ofStrides = strideError(Math.hypot(sd, noiseSd), values.length);
  const all = Math.hypot(ofStrides, Z_95 * systematic(mean));
  return {
    mean,
    ci95: [mean - all, mean + all],
    ci95OfStrides: [mean - ofStrides, mean + ofStrides],
    sd,
    n: values.length,
  };
}

/** Both sides moved so that their peaks are equal. */
function levelled({ left, right }: { left: StanceDrop | null; right: StanceDrop | null }): {
  left: StanceDrop | null;
  right: StanceDrop | null;
} {
  if (left === null || right === null) return { left: null, right: null };
  const shift = (right.peak.mean - left.peak.mean) / 2;
  return { left: moved(left, shift), right: moved(right, -shift) };
}

function moved(drop: StanceDrop, by: Degrees): StanceDrop {
  const shifted = (curve: Float64Array) => curve.map((value) => value + by);
  const number = (of: DropEstimate): DropEstimate => ({
    ...of,
    mean: of.mean + by,
    ci95: [of.ci95[0] + by, of.ci95[1] + by],
    ci95OfStrides: [of.ci95OfStrides[0] + by, of.ci95OfStrides[1] + by],
  });
  const { mean, low, high } = drop.curve;
  return {
    ...drop,
    curve: { mean: shifted(mean), low: shifted(low), high: shifted(high) },
    peak: number(drop.peak),
    midstance: number(drop.midstance),
  };
}

/** Half-width of the 95 % interval of a mean of n strides (Student); infinite for one. */
function strideError(sd: number, n: number): number {
  return n < 2 ? Infinity : (studentT95(n - 1) * sd) / Math.sqrt(n);
}

/** Within 1 % of Student's t from 3 degrees of freedom on (Cornish–Fisher; Abramowitz & Stegun 26.7.5). */
function studentT95(freedom: number): number {
  const exact = [12.7062, 4.3027][freedom - 1];
  return exact ?? Z_95 + 2.3723 / freedom + 2.8224 / freedom ** 2 + 2.5564 / freedom ** 3;
}

function meanOf(values: readonly number[]): number {
  return values.length === 0 ? NaN : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function sdOf(values: readonly number[]): number {
  if (values.length < 2) return NaN;
  const mean = meanOf(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
}

/**
 * Tilt while the runner stands on both legs between two times, to be the level of the drops; null where the line was seen in
 * too few frames (under 10). The error is the half-width of its 95 % interval.
 */
export function standingLevel(
  timeS: Float64Array,
  line: Pick<FollowedLine, 'tiltDeg'>,
  fromS: Seconds,
  toS: Seconds,
): Level | null {
  const tilts = [...line.tiltDeg].filter(
    (tilt, t) => timeS[t]! >= fromS && timeS[t]! <= toS && !Number.isNaN(tilt),
  );
  if (tilts.length < 10) return null;
  // Sway is slow: a second's frames count as one.
  const errorDeg = Z_95 * sdOf(tilts) * Math.sqrt(1 / Math.max(1, toS - fromS));
  return { from: 'standing', tiltDeg: median(tilts), errorDeg };
}
