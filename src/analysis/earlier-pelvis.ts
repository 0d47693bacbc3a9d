import type { View } from '../gait/view';
import type { PelvicLine } from '../metrics/pelvic-line';
import type { Degrees } from '../units';

/** A pelvic line that an earlier analysis followed, and how it was looked at then. */
export interface EarlierPelvis {
  line: PelvicLine;
  view: View;
  cameraRollDeg: Degrees;
}

/**
 * The line as it reads now: another roll tilts it, and seen from the other side left and right change. Its likeness to the bone
 * (at most a tenth) is left out of what a new roll adds.
 */
export function readAnew(
  { line, view: viewThen, cameraRollDeg: rollThenDeg }: EarlierPelvis,
  view: View,
  cameraRollDeg: Degrees,
): PelvicLine {
  const sign = (seen: View) => (seen === 'front' ? 1 : -1);
  const anew = (tiltDeg: Degrees) => sign(view) * (rollThenDeg + sign(viewThen) * tiltDeg - cameraRollDeg);
  const { neutralTiltDeg } = line;
  return {
    ...line,
    tiltDeg: line.tiltDeg.map(anew),
    neutralTiltDeg: neutralTiltDeg === null ? null : anew(neutralTiltDeg),
  };
}
