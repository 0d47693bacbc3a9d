import type { RunnerFrame } from '../core/body-lines';
import type { View } from '../gait/view';
import type { Degrees } from '../units';

export const SIDE_VIEWS: readonly View[] = ['left', 'right'];
export const FRONTAL_VIEWS: readonly View[] = ['rear', 'front'];

/**
 * The runner's axes for a view. Seen from the left the runner faces image-left; from the right, image-right; from behind
 * the runner's right is the picture's right; from the front it is the picture's left. `cameraRollDeg`: see RunnerFrame.
 */
export function runnerFrame(view: View, cameraRollDeg: Degrees): RunnerFrame {
  return { cameraRollDeg, acrossSign: view === 'right' || view === 'rear' ? 1 : -1 };
}
