import { levelAt } from '../core/camera-roll';
import { toDegrees } from '../geometry';
import type { ViewFinding } from '../gait/view';
import { type CameraDoubt, LEAST_YAW_BOUND_DEG, UNKNOWN_ROLL_ERROR_DEG } from '../metrics/camera-error';
import type { PoseTrack } from '../pose/pose-track';
import { median } from '../signal/median';
import type { Degrees } from '../units';
import type { Recording } from './recording';
import type { Camera, Corrections, RunAnalysis } from './run-analysis';

/** Half-width of the 95 % interval of a roll that a person drew: about a pixel or two on a post. *(judgement)* */
const DRAWN_ROLL_ERROR_DEG: Degrees = 0.5;
/**
 * What a room's verticals are off by, half of its 95 % interval: furniture is built to about a degree *(judgement: two sets of pictures
 * of one real gym gave −3.5 and −1.8°, its label −3 ± 1.5°)*.
 */
const ROOM_ERROR_DEG: Degrees = 1;
/** Half of the angle that a phone sees along the picture's longer side, as its tangent: 24–26 mm lenses; cropped or zoomed ones half of it. */
const HALF_PICTURE_TAN = 0.55;
const LEAST_HALF_PICTURE_TAN = 0.25;
/** A view that reads more off square may turn out to be so by this much more or less (95 %) *(judgement: square clips read 4–15°)*. */
const YAW_ERROR_DEG: Degrees = 12;

/** Where the camera stands, as far as anything tells, and what that leaves in doubt. */
export interface CameraPlace extends Pick<RunAnalysis, 'cameraRollDeg' | 'cameraRollFrom' | 'camera'> {
  /** Half-width of the roll's 95 % interval; null = it was only taken as level. */
  rollErrorDeg: Degrees | null;
  doubt: CameraDoubt;
  /** What a person should know; null = nothing. */
  rollDoubt: string | null;
}

/** The camera's roll at the runner: a person's word, else the room's verticals, else level; its pitch and yaw as far as they show. */
export function placeCamera(
  { cameraRoll, pose, track, source }: Recording,
  { cameraRollDeg }: Corrections,
  { turnedDeg }: ViewFinding,
): CameraPlace {
  const yawDeg = Math.min(turnedDeg, 90 - turnedDeg);
  // Measured landmarks (TRC) have no camera.
  const yawBoundDeg = pose === null ? 0 : Math.max(yawDeg || 0, LEAST_YAW_BOUND_DEG);
  const place = (rollDeg: Degrees, errorDeg: Degrees, from: CameraPlace['cameraRollFrom']): CameraPlace => ({
    cameraRollDeg: rollDeg,
    cameraRollFrom: from,
    camera: {
      rollDeg: { value: rollDeg, error: errorDeg },
      pitchDeg: pitchOf(cameraRoll),
      yawDeg: pose === null || Number.isNaN(yawDeg) ? null : { value: yawDeg, error: YAW_ERROR_DEG },
      heightBodyShare: null,
    },
    rollErrorDeg: errorDeg,
    doubt: { rollErrorDeg: errorDeg, yawBoundDeg },
    rollDoubt: null,
  });
  if (cameraRollDeg !== null) return place(cameraRollDeg, DRAWN_ROLL_ERROR_DEG, 'user');
  if (cameraRoll.known) {
    const { rollDeg, errorDeg } = levelAt(cameraRoll, runnerColumn(track, source.width, source.height));
    return place(rollDeg, Math.hypot(errorDeg, ROOM_ERROR_DEG), cameraRoll.from);
  }
  if (pose === null) return { ...place(0, 0, 'none'), camera: null, rollErrorDeg: null };
  const unknown = place(0, UNKNOWN_ROLL_ERROR_DEG, 'none');
  return {
    ...unknown,
    camera: unknown.camera && { ...unknown.camera, rollDeg: null },
    rollErrorDeg: null,
    rollDoubt: `The camera was taken as level; each degree that it is not is a degree of error. ${cameraRoll.reason}`,
  };
}

/** The runner's place across the picture: median of the hips, from the picture's middle, in half longer sides. */
function runnerColumn({ landmarks }: PoseTrack, width: number, height: number): number {
  const { left_hip: left, right_hip: right } = landmarks;
  const xPx = median(left.x.map((x, i) => (x + right.x[i]!) / 2));
  const column = (xPx - width / 2) / (Math.max(width, height) / 2);
  return Number.isFinite(column) ? column : 0;
}

/** Up = positive. Verticals that lean inwards at the top are seen by a camera that looks up; by how much depends on the lens. */
function pitchOf(roll: Recording['cameraRoll']): Camera['pitchDeg'] {
  if (!roll.known || roll.convergence === null) return null;
  const { deg, errorDeg } = roll.convergence;
  const value = -toDegrees(Math.atan(deg / toDegrees(HALF_PICTURE_TAN)));
  const lens = Math.abs(value) * (HALF_PICTURE_TAN / LEAST_HALF_PICTURE_TAN - 1);
  return { value, error: Math.hypot(errorDeg / HALF_PICTURE_TAN, lens) };
}
