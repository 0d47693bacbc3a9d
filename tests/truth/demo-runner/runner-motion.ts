import type { Degrees, Seconds, Side } from '../../../src/units';

/** What the runner does: angles in degrees, means over the clip; the spread from stride to stride is drawn from `seed`. */
export interface RunnerMotion {
  seed: number;
  seconds: Seconds;
  fps: number;
  /** Metres per second that the belt runs back. */
  beltSpeed: number;
  cadenceSpm: number;
  /** Part of the stride that a foot is on the belt. */
  dutyFactor: number;
  /** Mid-hip → mid-shoulder against the vertical: its mean, + = forward, and how far it swings to either side per step. */
  trunkLeanDeg: Degrees;
  trunkSwingDeg: Degrees;
  /** Peak tilt of the line between the hip joints, swing side lower, in left and in right stance. */
  pelvicDropDeg: Record<Side, Degrees>;
  /** Forward tilt of the pelvis, and how much further back than the trunk's line the rib cage is held (a chest puffed out). */
  pelvicTiltDeg: Degrees;
  chestUpDeg: Degrees;
  /** Standard deviations from stride to stride. */
  spread: { leanDeg: Degrees; dropDeg: Degrees; timingPart: number };
}

const STEADY: RunnerMotion = {
  seed: 1,
  seconds: 9,
  fps: 60,
  beltSpeed: 2.7,
  cadenceSpm: 168,
  dutyFactor: 0.335,
  trunkLeanDeg: 4,
  trunkSwingDeg: 1.5,
  pelvicDropDeg: { left: 4, right: 4 },
  pelvicTiltDeg: 6,
  chestUpDeg: 4,
  spread: { leanDeg: 0.5, dropDeg: 0.4, timingPart: 0.006 },
};

/**
 * The demo's two occasions: a runner held upright who drops on both legs, more on the left, and the same runner after practice.
 * Before, the trunk is far enough behind the vertical that the pose model's error in mid-stance (+1.5°) does not hide it from the
 * finding; each leg's drop then changes by more than two clips can tell apart (2.8°).
 */
export const BEFORE: RunnerMotion = {
  ...STEADY,
  seed: 11,
  trunkLeanDeg: -2,
  trunkSwingDeg: 0.5,
  pelvicDropDeg: { left: 8.6, right: 7 },
  pelvicTiltDeg: 8,
  chestUpDeg: 8,
};
export const AFTER: RunnerMotion = {
  ...STEADY,
  seed: 23,
  trunkLeanDeg: 6.6,
  trunkSwingDeg: 1.8,
  pelvicDropDeg: { left: 3, right: 2.5 },
};
