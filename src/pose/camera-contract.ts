/**
 * What the page and the camera worker say to each other (beside contract.ts, which is about files).
 *
 *   page                                   worker
 *   prepare(setup)              ──────▶    as for clips
 *   followCamera(source, task)  ──────▶    the newest frame is looked at; what came in the meantime is closed, never queued
 *     onFrame(CameraFrame)      ◀──────    every frame that was looked at, in order of capture; null = none came for a while
 *     receipt of a frame        ──────▶    the frame after the next may come; without it newer ones are waited for
 *   stopCamera(run)             ──────▶    the run ends with the frame in hand
 *                               ◀──────    CameraTally: how many frames were looked at and left out
 */
import type { Milliseconds, Pixels, Seconds } from '../units';
import type { CaptureTime } from '../video/capture-clock';
import type { ClipLook, FrameBatch, RunnerChoice, RunnerRegion } from './contract';

export interface CameraTask {
  /** Tells this run from one that is just ending. */
  run: number;
  runner: RunnerChoice;
  /** Frames per second that the camera promises, NaN = unknown: tells how many were left out between two. */
  framesPerS: number;
  /** Where a worker before this one stopped: its last frame's times, and where the runner was in a picture of which size. */
  resume: CameraResume | null;
}

export interface CameraResume {
  clock: CaptureTime;
  region: RunnerRegion | null;
  width: Pixels;
  height: Pixels;
  leftOut: number;
}

/** What became of the camera's frames. */
export interface CameraTally {
  /** Looked at. */
  frames: number;
  leftOut: number;
}

/** Resolves once the page has the frame. null = no frame came for two seconds: the worker lives, the camera is silent. */
export type ReceiveCameraFrame = (frame: CameraFrame | null) => Promise<void>;

/**
 * One frame of the camera with what was seen in it: a batch of one, so that everything that takes batches takes it. `timeS` is
 * the camera's own time of capture, strictly increasing, from an arbitrary start.
 */
export interface CameraFrame extends FrameBatch {
  /** Where the runner is looked for next; null = lost. */
  region: RunnerRegion | null;
  /** What is new of the picture; null = nothing. */
  look: ClipLook | null;
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
