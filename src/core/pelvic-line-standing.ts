import type { Degrees, Seconds } from '../units';
import type { FollowedLine } from './pelvic-line';
import { median } from './pelvic-line-track';

const FEWEST_FRAMES = 10;
const Z_95 = 1.959964;

/**
 * Tilt while the runner stands on both legs between two times, to be the level of the drops; null where the line was seen in
 * too few frames (under 10). The error is the half-width of its 95 % interval.
 */
export function standingLevel(
  timeS: Float64Array,
  line: Pick<FollowedLine, 'tiltDeg'>,
  fromS: Seconds,
  toS: Seconds,
): { tiltDeg: Degrees; errorDeg: Degrees } | null {
  const tilts = [...line.tiltDeg].filter(
    (tilt, t) => timeS[t]! >= fromS && timeS[t]! <= toS && !Number.isNaN(tilt),
  );
  if (tilts.length < FEWEST_FRAMES) return null;
  const mean = tilts.reduce((sum, tilt) => sum + tilt, 0) / tilts.length;
  const sd = Math.sqrt(tilts.reduce((sum, tilt) => sum + (tilt - mean) ** 2, 0) / (tilts.length - 1));
  // Sway is slow: a second's frames count as one.
  return { tiltDeg: median(tilts), errorDeg: Z_95 * sd * Math.sqrt(1 / Math.max(1, toS - fromS)) };
}
