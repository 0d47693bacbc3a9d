/**
 * What the page and the camera worker say to each other (beside contract.ts, which is about files).
 *
 *   page                                   worker
 *   prepare(setup)              ──────▶    as for clips
 *   followCamera(source, task)  ──────▶    the newest frame is looked at; what came in the meantime is closed, never queued
 *     onFrame(CameraFrame)      ◀──────    every frame that was looked at, in order of capture
 *   stopCamera()                ──────▶    the run ends with the frame in hand
 *                               ◀──────    how many frames were seen and left out
 */
import type { Milliseconds, Pixels, Seconds } from '../units';
import type { FrameBatch } from './contract';

/**
 * One frame of the camera with what was seen in it: a batch of one, so that everything that takes batches takes it. `timeS` is
 * the camera's own time of capture, strictly increasing, from an arbitrary start; `done` is 0.
 */
export interface CameraFrame extends FrameBatch {
  /** When the light fell in, as far as the browser tells, in the page's clock (performance.timeOrigin + now). */
  capturedAtMs: Milliseconds;
  /** Size of the upright picture this frame was read in; it changes when a phone is turned. */
  width: Pixels;
  height: Pixels;
  /** Frames that came and went while the ones before were looked at, since the start. */
  leftOut: number;
}

/** How the camera keeps up: for the debug line. */
export interface CameraPace {
  /** Frames per second that were looked at, over the last two seconds. */
  framesPerS: number;
  /** From capture to drawn overlay, median of the last two seconds. */
  latencyMs: Milliseconds;
  /** Seconds per frame at the rate held, for comparison. */
  frameS: Seconds;
}
