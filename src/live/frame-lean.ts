import { toDegrees, toRadians } from '../geometry';
import type { View } from '../gait/view';
import { runnerFrame } from '../metrics/view-frame';
import { ROW_STRIDE } from '../pose/contract';
import { LANDMARK_NAMES, type LandmarkName } from '../pose/landmarks';
import type { Degrees } from '../units';

/**
 * Trunk lean in one frame's row, + = forward: mid-hip to mid-shoulder against the true vertical, as core/body-lines has it for
 * whole clips. For the drawing; the figures come from strides. NaN where one of the four points is missing.
 */
export function frameLeanDeg(row: Float32Array, view: View, cameraRollDeg: Degrees): Degrees {
  const at = (name: LandmarkName, axis: 0 | 1) =>
    row[LANDMARK_NAMES.indexOf(name) * ROW_STRIDE + axis] ?? NaN;
  const along = (axis: 0 | 1) =>
    (at('left_shoulder', axis) + at('right_shoulder', axis) - at('left_hip', axis) - at('right_hip', axis)) /
    2;
  const [x, y] = [along(0), along(1)];
  const roll = toRadians(cameraRollDeg);
  const across = runnerFrame(view, cameraRollDeg).acrossSign * (x * Math.cos(roll) + y * Math.sin(roll));
  return toDegrees(Math.atan2(across, x * Math.sin(roll) - y * Math.cos(roll)));
}
