import { PELVIC_ROW_LENGTH } from '../src/core/pelvic-line-evidence';
import type {
  CameraFrame,
  CameraResume,
  CameraTally,
  CameraTask,
  ReceiveCameraFrame,
} from '../src/pose/camera-contract';
import { ROW_LENGTH, type RunnerChoice, type RunnerRegion } from '../src/pose/contract';
import { NOBODY_SEEN, seenAt } from '../src/pose/tracker-state';
import type { Milliseconds, Pixels, Seconds } from '../src/units';
import { type CameraFrames, type SeenFrame, uprightSize } from './camera-frames';
import { CameraWatcher } from './camera-watcher';
import { FrameReader } from './frame-reader';
import { unlessGpuIsLost } from './gpu-lost';
import { PelvisWatcher } from './pelvis-watcher';
import type { PoseModel } from './pose-model';
import { RunnerTracker } from './runner-tracker';

/** Without a frame for so long the page is told: it must not take a silent camera for a dead worker. */
const NO_FRAME_MS: Milliseconds = 2000;
/** Frames that the page has not acknowledged; with more it would show what is long past. */
const MOST_ON_THE_WAY = 2;

/**
 * Follows the runner in front of a camera until the frames end: the newest frame is read, followed and closed, then
 * the newest again. Those in between are left out, so nothing piles up however slow the machine is.
 */
export async function followCamera(
  frames: CameraFrames,
  model: PoseModel,
  task: CameraTask,
  onFrame: ReceiveCameraFrame,
): Promise<CameraTally> {
  const tally = new Tally(task);
  const onTheWay = new OnTheWay();
  let scene: Scene | null = null;
  for (;;) {
    await onTheWay.room();
    const frame = await frames.next(NO_FRAME_MS);
    if (frame === 'end') break;
    if (frame === 'none yet') {
      onTheWay.add(onFrame(null));
      continue;
    }
    try {
      const size = uprightSize(frame);
      if (scene === null || !scene.isOf(size))
        scene = new Scene(size, model, task.runner, regionIn(size, task.resume));
      tally.add(frame.timeS);
      const seen = await scene.look(frame);
      onTheWay.add(onFrame({ ...seen, ...size, capturedAtMs: frame.capturedAtMs, leftOut: tally.leftOut }));
    } finally {
      frame.image.close();
    }
  }
  await onTheWay.all();
  return { frames: tally.frames, leftOut: tally.leftOut };
}

interface Size {
  width: Pixels;
  height: Pixels;
}

/** Where a run before this one saw the runner, as long as the picture is the same. */
function regionIn({ width, height }: Size, resume: CameraResume | null): RunnerRegion | null {
  return resume?.width === width && resume.height === height ? resume.region : null;
}

/** All that belongs to pictures of one size; a phone that is turned shows another scene, in which the runner is found anew. */
class Scene {
  readonly #reader: FrameReader;
  readonly #tracker: RunnerTracker;
  readonly #pelvis = new PelvisWatcher();
  readonly #camera = new CameraWatcher();

  constructor({ width, height }: Size, model: PoseModel, runner: RunnerChoice, region: RunnerRegion | null) {
    this.#reader = new FrameReader(width, height);
    this.#tracker = new RunnerTracker(model, runner, region === null ? NOBODY_SEEN : seenAt(region));
  }

  isOf({ width, height }: Size): boolean {
    return this.#reader.width === width && this.#reader.height === height;
  }

  async look(frame: SeenFrame): Promise<Omit<CameraFrame, 'capturedAtMs' | 'leftOut' | keyof Size>> {
    const rows = new Float32Array(ROW_LENGTH);
    const pelvis = new Float32Array(PELVIC_ROW_LENGTH);
    const [reader, tracker] = [this.#reader, this.#tracker];
    const startedAt = performance.now();
    reader.open(frame);
    await unlessGpuIsLost(() => tracker.follow(reader, rows));
    const followedAt = performance.now();
    await this.#pelvis.look(reader, rows, pelvis);
    const pelvisMs = performance.now() - followedAt;
    const { region } = tracker.state;
    await this.#camera.look(reader, frame.timeS, rows, region);
    return {
      timeS: Float64Array.of(frame.timeS),
      rows,
      pelvis,
      region,
      decodeMs: 0,
      poseMs: followedAt - startedAt,
      pelvisMs,
      look: this.#camera.take(),
    };
  }
}

/** Counts frames; those left out are told by the gaps in time, since nobody hears of them. */
class Tally {
  frames = 0;
  leftOut: number;
  readonly #framesPerS: number;
  #lastS: Seconds | null = null;

  constructor({ framesPerS, resume }: CameraTask) {
    this.#framesPerS = framesPerS;
    this.leftOut = resume?.leftOut ?? 0;
    this.#lastS = resume?.clock.timeS ?? null;
  }

  add(timeS: Seconds): void {
    this.frames++;
    const periods = this.#lastS === null ? 1 : Math.round((timeS - this.#lastS) * this.#framesPerS);
    this.#lastS = timeS;
    if (periods > 1) this.leftOut += periods - 1;
  }
}

/** Answers that the page has not acknowledged yet. */
class OnTheWay {
  #receipts: Promise<void>[] = [];

  add(receipt: Promise<void>): void {
    this.#receipts.push(receipt);
  }

  /** Waits until one more may be sent. */
  async room(): Promise<void> {
    while (this.#receipts.length >= MOST_ON_THE_WAY) await this.#receipts.shift();
  }

  async all(): Promise<void> {
    await Promise.all(this.#receipts);
  }
}
