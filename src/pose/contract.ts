/**
 * What the page and the pose worker say to each other, and nothing else.
 *
 *   page                                worker
 *   prepare(setup)           ──────▶    loads the model, measures the backends, keeps the fastest that is right
 *                            ◀──────    PreparedReport
 *   analyseClip(file, task)  ──────▶    decode → crop → landmarks, frame by frame
 *     onBatch(FrameBatch)    ◀──────    every few frames, in order; holds all that is needed to go on from there
 *     receipt of a batch     ──────▶    the batch after the next may come; without it the run waits, holding its place
 *   cancel(run)              ──────▶    the run ends with the batch in hand
 *                            ◀──────    ClipSummary
 *
 * Several runs may be open at once: the page lets one go on at a time by holding back the others' receipts.
 */
import type { CameraRoll } from '../core/camera-roll';
import type { PictureQuality } from '../core/picture-quality';
import type { ClipFacts } from '../video/clip';
import type { ClipProblem } from '../video/clip-errors';
import type { CameraSource } from '../video/camera-source';
import type { Milliseconds, Pixels, Seconds } from '../units';
import type { CameraTally, CameraTask, ReceiveCameraFrame } from './camera-contract';
import { LANDMARK_NAMES } from './landmarks';

/** Size of BlazePose: lite is fastest, heavy most exact. */
export type ModelSize = 'lite' | 'full' | 'heavy';
export const MODEL_SIZES: readonly ModelSize[] = ['lite', 'full', 'heavy'];

export type BackendName = 'webgl' | 'wasm' | 'webgpu' | 'cpu';
export const BACKEND_NAMES: readonly BackendName[] = ['webgl', 'wasm', 'webgpu', 'cpu'];

export interface WorkerSetup {
  model: ModelSize;
  /** `auto` measures what this machine has; a name takes that one or fails. */
  backend: BackendName | 'auto';
  /** Absolute address of the folder that holds `<model>/model.json`. */
  modelsUrl: string;
}

/** What one backend did on the real model: its time, or why it was not taken. */
export interface BackendTrial {
  backend: BackendName;
  msPerFrame: Milliseconds | null;
  rejected: string | null;
}

export interface PreparedReport {
  backend: BackendName;
  /** WASM threads in use; 1 where threads are not available (they need cross-origin isolation) or did not help. */
  threads: number;
  trials: BackendTrial[];
}

/** A square of the upright picture that holds the runner, turned by `rotation` radians (clockwise in the picture). */
export interface RunnerRegion {
  xCenter: Pixels;
  yCenter: Pixels;
  width: Pixels;
  height: Pixels;
  rotation: number;
}

/** Which person is followed: the largest near the middle, or whoever stands nearest to a point when the clip starts. */
export type RunnerChoice = 'largest' | { x: Pixels; y: Pixels };

export interface ClipTask {
  /** Tells this run from others that are open. */
  run: number;
  name: string;
  runner: RunnerChoice;
  /** How many times slower than life the clip plays; 1 = real time. */
  slowMotionFactor: number;
  /** Where to go on after a crash: the last finished frame's time, and where the runner was. */
  resume: { afterS: Seconds; region: RunnerRegion | null } | null;
}

/** Values per landmark in a row: x, y, z (pixels of the upright picture), confidence (0–1). */
export const ROW_STRIDE = 4;
export const ROW_LENGTH = LANDMARK_NAMES.length * ROW_STRIDE;

/** So much of a clip's start is looked at for the check: three strides, and seconds of work. *(judgement)* */
export const FIRST_LOOK_S: Seconds = 2.5;

/** What the first seconds show of the picture itself. */
export interface ClipLook {
  /** Medians over a few frames; NaN where the runner was not seen. */
  quality: PictureQuality;
  /** From these seconds alone; null until they are over. */
  cameraRoll: CameraRoll | null;
}

/** Some finished frames, in order. */
export interface FrameBatch {
  /** Time of each frame [n], in real time. */
  timeS: Float64Array<ArrayBuffer>;
  /** Landmarks, frame after frame [n · ROW_LENGTH]; a frame without a runner is NaN with confidence 0. */
  rows: Float32Array<ArrayBuffer>;
  /** What may be the pelvic line, frame after frame [n · row length of core/pelvic-line-evidence]; NaN = not to be seen. */
  pelvis: Float32Array<ArrayBuffer>;
  /** Where the runner is after the last frame; null = lost. */
  region: RunnerRegion | null;
  decodeMs: Milliseconds;
  poseMs: Milliseconds;
  pelvisMs: Milliseconds;
  /** What is new of the picture's quality; null = nothing. */
  look: ClipLook | null;
  /** Share of the clip that is done, 0–1. */
  done: number;
}

/** What is known once the clip has been read to its end; the frame times are the page's already. */
export interface ClipSummary {
  facts: ClipFacts;
  /** SHA-256 of the file's bytes, lower-case hex. */
  sha256: string;
  /** How long the last frame is shown; 0 where the file does not say. */
  lastFrameS: Seconds;
  /** How far the camera leans, as far as the room in the picture tells. */
  cameraRoll: CameraRoll;
  /** Sentences for people: what was wrong with the clip and what was done. */
  warnings: string[];
}

/** The clip cannot be followed: what is wrong, and the sentence that says so. */
export interface ClipRefusal {
  refused: ClipProblem;
  message: string;
}

/** Resolves once the page has the batch and lets the run go on. */
export type ReceiveBatch = (batch: FrameBatch) => Promise<void>;

/** The promise-returning face of the worker (comlink). */
export interface PoseWorkerApi {
  prepare(setup: WorkerSetup): Promise<PreparedReport>;
  /** Rejects with an error named 'Cancelled' or 'GpuLost', or with whatever broke. */
  analyseClip(file: Blob, task: ClipTask, onBatch: ReceiveBatch): Promise<ClipSummary | ClipRefusal>;
  /** The same for frames that the page decodes (`<video>`) and lends through a port (video/frame-port.ts). */
  analyseFrames(
    file: Blob,
    facts: ClipFacts,
    port: MessagePort,
    task: ClipTask,
    onBatch: ReceiveBatch,
  ): Promise<ClipSummary>;
  cancel(run: number): void;
  /** See camera-contract.ts. Rejects with an error named 'GpuLost', or with whatever broke. */
  followCamera(source: CameraSource, task: CameraTask, onFrame: ReceiveCameraFrame): Promise<CameraTally>;
  /** The run ends with the frame in hand, and gives its tally. */
  stopCamera(run: number): void;
}
