import { toDegrees } from '../geometry';
import type { Degrees } from '../units';
import { type UprightLine, uprightLines } from './camera-roll-lines';
import type { StillPicture } from './camera-roll-picture';

/**
 * How far true vertical leans to the picture's right, as far as the picture tells. Adding up: a camera turned
 * anticlockwise shows a room turned clockwise, roll positive.
 */
export type CameraRoll =
  | {
      known: true;
      rollDeg: Degrees;
      /** Half-width of the 95 % interval. */
      errorDeg: Degrees;
      /** null = not known, as in recordings of earlier versions. */
      convergence: Convergence | null;
      /** What it was read from. */
      from: 'verticals' | 'a vertical and horizontals';
      lines: number;
    }
  | { known: false; reason: string };

/** Verticals meet in a point when the camera looks up or down. */
export interface Convergence {
  /** By how much more they lean per half of the picture's longer side to the right. */
  deg: Degrees;
  /** Half the width of its 95 % interval. */
  errorDeg: Degrees;
  /** How its error and the roll's go together, −1…1. */
  correlation: number;
}

/** A roll known worse than this (95 %) is worth less than the user's own line. */
const WORST_ERROR_DEG: Degrees = 0.7;
/** Verticals meet in a point when the camera looks up or down: lean at the picture's side, standard deviation (10° of pitch, 40° lens). */
const CONVERGENCE_DEG: Degrees = 2.5;
/** What is known of the convergence before any line is seen. */
const UNKNOWN_CONVERGENCE: Convergence = { deg: 0, errorDeg: 1.96 * CONVERGENCE_DEG, correlation: 0 };
/** Two lines that tell the same differ by no more (Tukey's cut-off): furniture is built to about a degree. */
const AGREE_DEG: Degrees = 1.2;
/** Together, the verticals that agree must be this long, in longer picture sides. */
const LEAST_LENGTH = 0.3;
/**
 * Beyond this it is rather a camera that looks up or down at furniture than one that is turned *(judgement)*. A hand-held clip
 * of a real room (camera pitched up, cupboards on one side) gave −4.9° where the verticals beside the runner lean by 2°.
 */
const MOST_ROLL_DEG: Degrees = 4.6;
/** So much of all upright length must agree, else it is chance which part does *(judgement)*. */
const LEAST_SHARE = 0.5;
/** Uprightness of the prior: phones are held within this of level (standard deviation). Weak: one good line outweighs it by 100. */
const PRIOR_DEG: Degrees = 3;

/**
 * Camera roll from what stands still in the picture.
 *
 * Verticals of the room (posts, door frames, wall seams) are upright whatever the camera's direction, apart from their
 * convergence, which is fitted: lean = roll + convergence · offset. Horizontals (treadmill deck, skirting) tilt when the
 * camera is off axis — 12° off and 16° above the deck's edge is 3.3° — so they only confirm a single vertical.
 * Rendered clips turned by −4, −2, 0 and 3°: within 0.28° in all of them (0.06° from behind, where posts are seen), ±0.1–0.5° claimed.
 */
export function estimateCameraRoll(picture: StillPicture): CameraRoll {
  const lines = uprightLines(picture);
  const fit = consensus(lines);
  const { rollDeg, errorDeg } = fit.level;
  const length = lengthOf(fit.agreeing);
  if (Math.abs(rollDeg) > MOST_ROLL_DEG || length < LEAST_SHARE * lengthOf(lines)) return IN_DOUBT;
  if (thingsIn(fit.agreeing) >= 2 && length >= LEAST_LENGTH && errorDeg <= WORST_ERROR_DEG)
    return {
      known: true,
      ...fit.level,
      from: 'verticals',
      lines: fit.agreeing.length,
    };
  const level = consensus(uprightLines(turned(picture)));
  const single = fit.agreeing.length > 0 && errorDeg <= WORST_ERROR_DEG;
  const differDeg = Math.abs(level.level.rollDeg - rollDeg);
  if (single && level.agreeing.length > 0 && differDeg <= WORST_ERROR_DEG)
    return {
      known: true,
      ...fit.level,
      errorDeg: Math.max(errorDeg, differDeg),
      from: 'a vertical and horizontals',
      lines: fit.agreeing.length + level.agreeing.length,
    };
  return lines.length === 0 ? NOTHING_UPRIGHT : IN_DOUBT;
}

/**
 * What two estimates from different times tell together. A few pictures of a room whose lines disagree can favour one group of
 * them by chance: one in five of such estimates of a hand-held clip was −3.8° ± 0.4°, all others refused.
 */
export function agreedRoll(before: CameraRoll, now: CameraRoll): CameraRoll {
  if (!before.known || !now.known) return now.known ? before : now;
  return Math.abs(now.rollDeg - before.rollDeg) <= AGREE_DEG ? now : IN_DOUBT;
}

const IN_DOUBT: CameraRoll = {
  known: false,
  reason: 'The upright lines in the picture do not agree. Draw a line along something upright.',
};
const NOTHING_UPRIGHT: CameraRoll = {
  known: false,
  reason:
    'Nothing upright stands still in the picture (a moving camera, or a bare wall). Put the camera on a tripod, or draw a line along something upright.',
};

function lengthOf(lines: readonly UprightLine[]): number {
  return lines.reduce((sum, line) => sum + line.length, 0);
}

/** Edges closer than this, in half picture sides, are two sides of one thing (a seam, a pipe). */
const ONE_THING = 0.03;

/** How many separate things the lines belong to. */
function thingsIn(lines: readonly UprightLine[]): number {
  const offsets = lines.map(({ offset }) => offset).sort((a, b) => a - b);
  return offsets.filter((offset, k) => k === 0 || offset - offsets[k - 1]! > ONE_THING).length;
}

/** Lean of true vertical at the picture's middle with half of its 95 % interval, and how it changes across. */
interface Level {
  rollDeg: Degrees;
  errorDeg: Degrees;
  convergence: Convergence | null;
}

interface Consensus {
  level: Level;
  agreeing: UprightLine[];
}

/** Roll and convergence that most line length agrees with: started from every line, then Tukey-weighted least squares. */
function consensus(lines: readonly UprightLine[]): Consensus {
  let best: Consensus = {
    level: { rollDeg: NaN, errorDeg: Infinity, convergence: null },
    agreeing: [],
  };
  let most = 0;
  for (const start of lines) {
    const found = settle(lines, start.leanDeg);
    const length = found.agreeing.reduce((sum, line) => sum + line.length, 0);
    if (length > most) [most, best] = [length, found];
  }
  return best;
}

function settle(lines: readonly UprightLine[], startDeg: Degrees): Consensus {
  let [rollDeg, perOffset] = [startDeg, 0];
  let errorDeg = Infinity;
  let convergence = UNKNOWN_CONVERGENCE;
  const miss = (line: UprightLine) => line.leanDeg - rollDeg - perOffset * line.offset;
  for (let round = 0; round < 6; round++) {
    let [s0, s1, s2, t0, t1] = [1 / PRIOR_DEG ** 2, 0, 1 / CONVERGENCE_DEG ** 2, 0, 0];
    let [mass, squares] = [0, 0];
    for (const line of lines) {
      const u = miss(line) / AGREE_DEG;
      if (Math.abs(u) >= 1) continue;
      const w = (1 - u * u) ** 2 / line.errorDeg ** 2;
      mass += w;
      squares += w * miss(line) ** 2;
      s0 += w;
      s1 += w * line.offset;
      s2 += w * line.offset ** 2;
      t0 += w * line.leanDeg;
      t1 += w * line.offset * line.leanDeg;
    }
    if (mass === 0) break;
    const det = s0 * s2 - s1 * s1;
    [rollDeg, perOffset] = [(s2 * t0 - s1 * t1) / det, (s0 * t1 - s1 * t0) / det];
    const agreeing = lines.filter((line) => Math.abs(miss(line)) < AGREE_DEG).length;
    // Lines that scatter more than their own errors say so: their scatter is the error.
    const scatter = agreeing > 1 ? Math.sqrt(squares / mass / (agreeing - 1)) : 0;
    errorDeg = 1.96 * Math.hypot(Math.sqrt(s2 / det), scatter);
    convergence = {
      deg: perOffset,
      errorDeg: 1.96 * Math.sqrt(s0 / det) * Math.hypot(1, scatter / Math.sqrt(s2 / det)),
      correlation: -s1 / Math.sqrt(s0 * s2),
    };
  }
  const level = { rollDeg, errorDeg, convergence };
  return { level, agreeing: lines.filter((line) => Math.abs(miss(line)) < AGREE_DEG) };
}

/** The picture turned a quarter clockwise: its level lines stand upright, and lean as much as they were tilted. */
function turned({ size, brightness }: StillPicture): StillPicture {
  const out = new Float32Array(size * size);
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; column++)
      out[row * size + column] = brightness[(size - 1 - column) * size + row]!;
  return { size, brightness: out };
}

/**
 * Where true vertical points at a column of the picture (from its middle, in half longer sides, −1…1), and half the width of its 95 % interval.
 * A phone pitched by 10–15° with the runner off centre is 1.7–2.7° off there although its middle is level (SCIENCE.md §1c).
 */
export function levelAt(
  { rollDeg, errorDeg, convergence }: Level,
  column: number,
): { rollDeg: Degrees; errorDeg: Degrees } {
  const { deg, errorDeg: unsureDeg, correlation } = convergence ?? UNKNOWN_CONVERGENCE;
  const across = column * unsureDeg;
  const variance = errorDeg ** 2 + across ** 2 + 2 * correlation * errorDeg * across;
  return { rollDeg: rollDeg + column * deg, errorDeg: Math.sqrt(Math.max(0, variance)) };
}

/** Degrees by which a line drawn from `lower` to `upper` along something upright leans to the picture's right. */
export function rollFromUprightLine(
  lower: { x: number; y: number },
  upper: { x: number; y: number },
): Degrees {
  return toDegrees(Math.atan2(upper.x - lower.x, lower.y - upper.y));
}
