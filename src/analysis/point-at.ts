import { rollFromUprightLine } from '../core/camera-roll';
import type { PelvicHint } from '../core/pelvic-line';
import type { Degrees, Pixels, Seconds } from '../units';

interface Place {
  x: Pixels;
  y: Pixels;
}

/** Ends closer than this say nothing of a direction. */
const SHORTEST_LINE_PX: Pixels = 8;

/** The camera's roll from a line along something upright, whichever end is given first; null for a line without length or lying down. */
export function rollOfLine(one: Place, other: Place): Degrees | null {
  const [lower, upper] = one.y >= other.y ? [one, other] : [other, one];
  const long = Math.hypot(upper.x - lower.x, upper.y - lower.y) >= SHORTEST_LINE_PX;
  const rollDeg = rollFromUprightLine(lower, upper);
  return long && Math.abs(rollDeg) <= 45 ? rollDeg : null;
}

/** Where the pelvic line or the two dots are, as a person points at them. */
export function pelvicHint(timeS: Seconds, points: readonly Place[]): PelvicHint {
  return { timeS, points: points.map(({ x, y }) => ({ x, y })) };
}
