import { measureBodyLines, type RunnerFrame } from '../core/body-lines';
import type { PoseTrack } from '../pose/pose-track';
import type { Degrees } from '../units';

/**
 * How the pelvic line was found. `landmarks` is for measured hips (motion capture, TRC) only: BlazePose's own hip points
 * do not follow the pelvis (SCIENCE.md §1) and never stand in for it.
 */
export type PelvicLineMethod = 'waistband' | 'dots' | 'hem' | 'landmarks' | 'none';

/** The line of the pelvis in the picture over all frames of the track. */
export interface PelvicLine {
  method: PelvicLineMethod;
  /** [T] degrees against the horizontal, camera roll removed, positive = the runner's left side is lower; NaN = not seen. */
  tiltDeg: Float32Array;
  /** [T] 0–1. */
  confidence: Float32Array;
  /** Tilt while standing level on both legs, taken off every drop; null where no such frame is known. */
  neutralTiltDeg: Degrees | null;
}

/**
 * Tilt of the line through the hip landmarks, [T] degrees, positive = left side lower. For a rear or front view: the pelvic
 * line itself where the hips were measured (TRC), only a second witness where a pose model guessed them.
 */
export async function hipLineTiltDeg(track: PoseTrack, frame: RunnerFrame): Promise<Float32Array> {
  const [hips] = await measureBodyLines(
    track,
    [{ from: ['left_hip'], to: ['right_hip'], against: 'horizontal' }],
    frame,
  );
  return hips!.angleDeg;
}
