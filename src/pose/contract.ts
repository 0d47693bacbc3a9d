/**
 * What the page and a pose worker say to each other, and nothing else. A clip is followed by several workers, stretch by
 * stretch; a camera by one (camera-contract.ts).
 *
 *   page                                worker
 *   prepare(setup, onStep)   ──────▶    loads the model, measures the backends, keeps the fastest that is right
 *                            ◀──────    PreparedReport
 *   openClip(run, file, …)   ──────▶    reads the file's headers, keeps it open
 *                            ◀──────    OpenedClip: what the file says of itself
 *   follow(run, stretch)     ──────▶    decode → crop → landmarks, frame by frame, from a tracker's state on
 *     onBatch(FrameBatch)    ◀──────    every few frames, in order
 *     receipt of a batch     ──────▶    the batch after the next may come, or false: stop. Without it the work waits
 *                            ◀──────    StretchEnd
 *   closeClip(run)           ──────▶    forgets the clip
 *
 * A worker knows nothing of the others, nor how a clip is divided; that is the page's (seams.ts). Several clips may be open
 * at once: the page lets one go on at a time by holding back the others' receipts.
 */
import type { CameraRoll } from '../core/camera-roll';
import type { PictureQuality } from '../core/picture-quality';
import type { ClipFacts, MissingFrame } from '../video/clip';
import type { ClipProblem } from '../video/clip-errors';
import type { CameraSource } from '../video/camera-source';
import type { Milliseconds, Pixels, Seconds } from '../units';
import type { CameraTally, CameraTask, ReceiveCameraFrame } from './camera-contract';
import { LANDMARK_NAMES } from './landmarks';
import type { RunnerFound } from './runner-found';

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
  /** Empty where the backend was asked for by name. */
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

/**
 * Which person is followed: the largest near the middle, or whoever stands nearest to a point when the clip starts, and no
 * farther from it than `withinPx`.
 */
export type RunnerChoice = 'largest' | { x: Pixels; y: Pixels; withinPx?: Pixels };

/** Whom to follow, as it is asked for: 'who runs' is looked for in the clip's first seconds. */
export type RunnerWish = 'who runs' | RunnerChoice;

/** Who runs, and how a tracker is told so. */
export interface RunnerScouted {
  found: RunnerFound;
  choice: RunnerChoice;
}

/** What a tracker remembers between two frames, and all that it does; see tracker-state.ts. */
export interface TrackerState {
  /** Where to look next; null = nobody found yet, or lost. */
  region: RunnerRegion | null;
  /** Where the runner was seen last; null = never, or so long ago that she may come back anywhere. */
  lastSeen: RunnerRegion | null;
  /** Frames without her since then. */
  missedFrames: number;
}

/** What has to be said of a clip to read it. */
export interface ClipTask {
  name: string;
  runner: RunnerWish;
  /** How many times slower than life the clip plays; 1 = real time. */
  slowMotionFactor: number;
}

/** A piece of work: the frames of a clip with fromS ≤ time < toS, in real time. */
export interface StretchTask {
  fromS: Seconds;
  toS: Seconds;
  /** What the tracker remembers when it begins. */
  state: TrackerState;
  /** What another tracker remembered after each of these frames: the work ends where the two agree, or after the last. */
  meet: TrackerState[];
}

export interface StretchEnd {
  /** `met`: the tracker agrees with `meet`; `apart`: it never did; `stopped`: a receipt said so. */
  why: 'all followed' | 'clip is over' | 'met' | 'apart' | 'stopped';
  /** Frames of the clip that could not be had, as far as this worker knows; some may have been told before. */
  missing: MissingFrame[];
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

/** What the picture itself showed in one frame. */
export interface PictureGlance {
  /** Brightness of the whole picture in STILL_SIZE² cells, see core/camera-roll-picture. */
  still: Float32Array<ArrayBuffer>;
  /** null after the first seconds. */
  quality: PictureQuality | null;
}

/** Some finished frames, in order. */
export interface FrameBatch {
  /** Time of each frame [n], in real time. */
  timeS: Float64Array<ArrayBuffer>;
  /** Landmarks, frame after frame [n · ROW_LENGTH]; a frame without a runner is NaN with confidence 0. */
  rows: Float32Array<ArrayBuffer>;
  /** What may be the pelvic line, frame after frame [n · row length of core/pelvic-line-evidence]; NaN = not to be seen. */
  pelvis: Float32Array<ArrayBuffer>;
  decodeMs: Milliseconds;
  poseMs: Milliseconds;
  pelvisMs: Milliseconds;
}

/** Frames as they leave a worker. */
export interface StretchBatch extends FrameBatch {
  /** How long each frame is shown [n]; 0 where the file does not say. */
  durationS: Float64Array<ArrayBuffer>;
  /** What the tracker remembers after each frame. */
  states: TrackerState[];
  /** What the picture showed in some of the frames, by frame. */
  glances: { frame: number; glance: PictureGlance }[];
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

/** What a file says of itself, and whether it promises more than it holds. */
export interface OpenedClip {
  facts: ClipFacts;
  cutShort: boolean;
}

/** The clip cannot be followed: what is wrong, and the sentence that says so. */
export interface ClipRefusal {
  refused: ClipProblem;
  message: string;
}

/** Resolves once the page has the batch: true = go on, false = stop. */
export type ReceiveBatch = (batch: StretchBatch) => Promise<boolean>;

/** The promise-returning face of the worker (comlink). */
export interface PoseWorkerApi {
  /** `onStep`: called while it gets on, so that a slow start can be told from one that hangs. */
  prepare(setup: WorkerSetup, onStep: () => void): Promise<PreparedReport>;
  openClip(run: number, file: Blob, task: ClipTask): Promise<OpenedClip | ClipRefusal>;
  /** The same for frames that the page decodes (`<video>`) and lends through a port (video/frame-port.ts). */
  borrowClip(run: number, facts: ClipFacts, port: MessagePort, task: ClipTask): Promise<void>;
  /** Of the people in an open clip's first seconds the one who runs; from now on this worker follows that one. Rejects as `follow` does. */
  scout(run: number, onStep: () => void): Promise<RunnerScouted | ClipRefusal>;
  /** Rejects with an error named 'GpuLost', or with whatever broke. */
  follow(run: number, stretch: StretchTask, onBatch: ReceiveBatch): Promise<StretchEnd | ClipRefusal>;
  closeClip(run: number): Promise<void>;
  /** How far the camera leans, from `still`s of frames of one clip, in order. */
  roomRoll(stills: Float32Array<ArrayBuffer>[], width: Pixels, height: Pixels): Promise<CameraRoll>;
  /** SHA-256, lower-case hex. `onStep`: as for prepare. */
  hash(file: Blob, onStep: () => void): Promise<string>;
  /** See camera-contract.ts. Rejects with an error named 'GpuLost', or with whatever broke. */
  followCamera(source: CameraSource, task: CameraTask, onFrame: ReceiveCameraFrame): Promise<CameraTally>;
  /** The run ends with the frame in hand, and gives its tally. */
  stopCamera(run: number): void;
}
