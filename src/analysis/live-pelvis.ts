import { evidenceAt } from '../core/pelvic-line-evidence';
import { strength } from '../core/pelvic-line-patch';
import type { Pixels } from '../units';

/** A line in one frame that is probably the pelvis: a point of it, and dy / dx. */
export interface LiveLine {
  x: Pixels;
  y: Pixels;
  slope: number;
  torsoPx: Pixels;
}

/** Where waistbands and hems lie above the hip landmarks, in torso lengths (core/pelvic-line-choose). */
const LOWEST = -0.12;
const HIGHEST = 0.3;
/** No pelvis tilts by more than 20°. */
const STEEPEST = 0.36;

/**
 * The plainest line near the hips of one frame, by itself: to watch while the clip is analysed, never a number. Which line is
 * the pelvis is decided over the whole clip. `row`: the frame's evidence. null where no line is seen.
 */
export function livePelvicLine(row: Float32Array): LiveLine | null {
  const seen = evidenceAt({ timeS: new Float64Array(1), rows: row }, 0);
  if (seen === null) return null;
  const { hipY, torsoPx } = seen;
  const plainness = ({ support, step }: (typeof seen.lines)[number]) => support * strength(step);
  const likely = seen.lines.filter(({ y, slope }) => {
    const height = (hipY - y) / torsoPx;
    return height >= LOWEST && height <= HIGHEST && Math.abs(slope) <= STEEPEST;
  });
  const [first, ...others] = likely;
  if (first === undefined) return null;
  const { x, y, slope } = others.reduce(
    (best, line) => (plainness(line) > plainness(best) ? line : best),
    first,
  );
  return { x, y, slope, torsoPx };
}
