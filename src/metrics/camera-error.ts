import { toRadians } from '../geometry';
import { isSideView, type View } from '../gait/view';
import type { Degrees, Side } from '../units';
import type { MetricId } from './metric';

/** How far the camera may be from where it is taken to stand. */
export interface CameraDoubt {
  /** Half the width of the 95 % interval of its roll at the runner; 0 for measured landmarks, which have no camera. */
  rollErrorDeg: Degrees;
  /** How far it may stand off square at most (95 %). */
  yawBoundDeg: Degrees;
}

/** No camera, or one that is known to be square and level. */
export const NO_CAMERA_DOUBT: CameraDoubt = { rollErrorDeg: 0, yawBoundDeg: 0 };

/**
 * Half-width of the 95 % interval of the lean of a phone that stood without a level and whose roll nothing in the picture tells:
 * standard deviation 2° *(judgement: between a tripod and the 3° of a hand, core/camera-roll)*.
 */
export const UNKNOWN_ROLL_ERROR_DEG: Degrees = 1.96 * 2;
/** A camera askew by more takes left against right from us: 20° make a symmetric runner lean by 3.6° (SCIENCE.md §1c) *(judgement)*. */
export const SQUARE_WITHIN_DEG: Degrees = 12;
/** How square views read off square: 4–15° on square clips with BlazePose, so a reading is the bound, and this its least *(judgement)*. */
export const LEAST_YAW_BOUND_DEG: Degrees = 5;

/** Sideways lean that a camera askew takes for forward lean, and the other way round *(judgement: ordinary sizes)*. */
const ORDINARY_LEAN_DEG: Degrees = 10;
const ORDINARY_SWAY_DEG: Degrees = 3;
/** Share of a camera's turn that shows as tilt of the hips: sine of how steeply it looks up or down at them *(judgement: 10°)*. */
const TURN_SEEN_AS_TILT = Math.sin(toRadians(10));

/**
 * Seen from behind or in front by a camera askew, one foot's contacts may be found early and the other's not: seconds per sine of the turn
 * *(judgement: of 40 symmetric synthetic runners at 0–20° one, at 11°, had steps off by 37 ms; the others by 4 ms)*.
 */
const ASKEW_CONTACT_S = 0.2;
const OF_ONE_FOOT: readonly MetricId[] = ['stepTimeS', 'contactTimeS', 'flightTimeS'];

/** Angles against the vertical, seen from the side: roll is in both legs alike. */
const SAGITTAL: readonly MetricId[] = [
  'trunkLeanMeanDeg',
  'trunkLeanAtContactDeg',
  'trunkLeanMidstanceDeg',
  'trunkExtensionPeakDeg',
  'headForwardDeg',
  'shankAngleAtContactDeg',
];
const DROPS: readonly MetricId[] = ['pelvicDropPeakDeg', 'pelvicDropMidstanceDeg'];
const LATERAL: MetricId = 'lateralTrunkLeanDeg';

/**
 * Half of the 95 % interval of what the camera's place may add to a number, in its unit; 0 for what does not depend on it. From behind and in
 * front, what it adds over one leg it takes from the other, so the mean of both is free of it.
 */
export function cameraError95(
  id: MetricId,
  view: View,
  part: Side | 'both',
  { rollErrorDeg, yawBoundDeg }: CameraDoubt,
): number {
  const askew = Math.sin(toRadians(yawBoundDeg));
  if (isSideView(view)) {
    if (!SAGITTAL.includes(id)) return 0;
    const foreshortening = ORDINARY_LEAN_DEG * (1 - Math.cos(toRadians(yawBoundDeg)));
    return Math.hypot(rollErrorDeg, foreshortening, part === 'both' ? 0 : askew * ORDINARY_SWAY_DEG);
  }
  if (part === 'both') return 0;
  if (OF_ONE_FOOT.includes(id)) return askew * ASKEW_CONTACT_S;
  if (id === LATERAL) return Math.hypot(rollErrorDeg, askew * ORDINARY_LEAN_DEG);
  // A drop's level, with the roll in it, is told by its line (metrics/pelvic-drop-error): against standing there is none.
  return DROPS.includes(id) ? TURN_SEEN_AS_TILT * yawBoundDeg : 0;
}
