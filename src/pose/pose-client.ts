import * as Comlink from 'comlink';
import type { Milliseconds, Seconds } from '../units';
import { ClipError } from '../video/clip-errors';
import { lendFrames } from '../video/frame-port';
import { openClip } from '../video/open-clip';
import type {
  ClipRefusal,
  ClipSummary,
  ClipTask,
  FrameBatch,
  PoseWorkerApi,
  PreparedReport,
  ReceiveBatch,
  WorkerSetup,
} from './contract';
import type { PoseTrack } from './pose-track';
import { RowCollector } from './row-collector';
import { watched } from './worker-watch';

/** How far a run is; `done` never falls. */
export interface FollowProgress {
  done: number;
  frames: number;
  framesPerS: number;
  /** NaN until there is enough to tell. */
  secondsLeft: Seconds;
  latest: FrameBatch;
}

export interface FollowedRunner {
  /** Raw landmarks; times are clip time divided by the slow-motion factor. */
  track: PoseTrack;
  /** What may be the pelvic line in each frame, see FrameBatch.pelvis. */
  pelvis: Float32Array<ArrayBuffer>;
  summary: ClipSummary;
  prepared: PreparedReport;
  wallS: Seconds;
  decodeMs: Milliseconds;
  poseMs: Milliseconds;
  pelvisMs: Milliseconds;
  /** Sentences about what went wrong and was mended on the way. */
  warnings: string[];
}

export interface LongWork {
  signal?: AbortSignal;
  onProgress?: (progress: FollowProgress) => void;
}

/** A frame that kills the worker this often in a row will kill it again. */
const MOST_DEATHS_ON_ONE_FRAME = 2;
/** Loading 6–28 MB and compiling shaders may take this long on a slow machine; past it, nothing is coming. */
const PREPARE_SILENCE_MS: Milliseconds = 90_000;
/** The slowest frame known (heavy model on plain JavaScript) takes a few seconds. */
const FRAME_SILENCE_MS: Milliseconds = 30_000;
/** A worker that does not stop by itself in this time is stopped. */
const CANCEL_GRACE_MS: Milliseconds = 1_000;

export type FollowTask = Omit<ClipTask, 'resume'>;

interface RunControl {
  signal: AbortSignal | undefined;
  onBatch: (batch: FrameBatch) => void;
  onWarning: (sentence: string) => void;
}

interface RunningWorker {
  worker: Worker;
  api: Comlink.Remote<PoseWorkerApi>;
  prepared: PreparedReport;
}

/**
 * The page's end of the pose worker. Starts it when first needed and keeps it for the next clip; a worker that dies is
 * replaced, and the run goes on from the last finished frame.
 */
export class PoseClient {
  readonly #setup: WorkerSetup;
  #running: RunningWorker | null = null;

  constructor(setup: WorkerSetup) {
    this.#setup = setup;
  }

  /**
   * Follows the runner through a clip.
   * Errors: AbortError once `signal` aborts; ClipError for a clip that cannot be read; PoseUnavailable when the model
   * cannot be loaded; PoseFailed when the worker dies again and again at the same frame.
   */
  async follow(file: Blob, task: FollowTask, { signal, onProgress }: LongWork = {}): Promise<FollowedRunner> {
    const rows = new RowCollector();
    const warnings: string[] = [];
    let startedAt: Milliseconds | null = null;
    const deaths = new DeathCount();
    const onBatch = (batch: FrameBatch) => {
      rows.add(batch);
      onProgress?.(progressOf(rows, batch, startedAt ?? performance.now()));
    };
    const onWarning = (sentence: string) => warnings.push(sentence);
    for (;;) {
      try {
        const running = await this.#start(signal);
        startedAt ??= performance.now();
        const summary = await this.#run(
          running,
          file,
          { ...task, resume: resumeFrom(rows) },
          { signal, onBatch, onWarning },
        );
        const wallS = (performance.now() - startedAt) / 1000;
        const { decodeMs, poseMs, pelvisMs } = rows;
        return {
          track: rows.toTrack(),
          pelvis: rows.toPelvis(),
          summary,
          prepared: running.prepared,
          wallS,
          decodeMs,
          poseMs,
          pelvisMs,
          warnings,
        };
      } catch (error) {
        if (signal?.aborted) {
          if (!isNamed(error, 'Cancelled')) this.close();
          throw signal.reason;
        }
        if (error instanceof ClipError || error instanceof PoseUnavailable) throw error;
        this.close();
        const why = error instanceof Error ? error.message : String(error);
        if (deaths.at(rows.frames) > MOST_DEATHS_ON_ONE_FRAME) throw new PoseFailed(rows.frames, why);
        warnings.push(
          `The analysis stopped at frame ${rows.frames} (${why}) and went on with a fresh start.`,
        );
      }
    }
  }

  /** Stops the worker and frees its memory; the next clip starts a fresh one. */
  close(): void {
    this.#running?.worker.terminate();
    this.#running = null;
  }

  async #start(signal: AbortSignal | undefined): Promise<RunningWorker> {
    if (this.#running !== null) return this.#running;
    const worker = new Worker(new URL('../../workers/pose.worker.ts', import.meta.url), { type: 'module' });
    const api = Comlink.wrap<PoseWorkerApi>(worker);
    try {
      const prepare = watched(worker, PREPARE_SILENCE_MS, () => api.prepare(this.#setup));
      const prepared = await Promise.race([prepare, abandoned(signal, 0)]);
      return (this.#running = { worker, api, prepared });
    } catch (error) {
      worker.terminate();
      signal?.throwIfAborted();
      throw new PoseUnavailable(error instanceof Error ? error.message : String(error));
    }
  }

  async #run(
    { worker, api }: RunningWorker,
    file: Blob,
    task: ClipTask,
    run: RunControl,
  ): Promise<ClipSummary> {
    const inWorker = await this.#guard<ClipSummary | ClipRefusal>(worker, api, run, (receive) =>
      api.analyseClip(file, task, receive),
    );
    if (!('refused' in inWorker)) return inWorker;
    if (inWorker.refused !== 'cannotDecode') throw new ClipError(inWorker.refused, inWorker.message);
    // What WebCodecs cannot decode, a <video> sometimes can; it lives on the page and hands its frames over.
    const clip = await openClip(file, { ...task, route: 'element' });
    run.onWarning(
      'This browser cannot decode the clip directly, so it was played frame by frame, which is slower.',
    );
    const { port1, port2 } = new MessageChannel();
    const stopLending = lendFrames(clip, port1);
    try {
      return await this.#guard(worker, api, run, (receive) =>
        api.analyseFrames(file, clip.facts, Comlink.transfer(port2, [port2]), task, receive),
      );
    } finally {
      stopLending();
      clip.close();
    }
  }

  /** One call to the worker that is watched, can be cancelled, and hands on its batches. */
  async #guard<T>(
    worker: Worker,
    api: Comlink.Remote<PoseWorkerApi>,
    { signal, onBatch }: RunControl,
    call: (receive: ReceiveBatch) => Promise<T>,
  ): Promise<T> {
    const cancel = () => void api.cancel();
    signal?.addEventListener('abort', cancel);
    try {
      const answer = watched(worker, FRAME_SILENCE_MS, (heard) => {
        const receive = (batch: FrameBatch) => {
          heard();
          if (!signal?.aborted) onBatch(batch);
          return Promise.resolve();
        };
        return call(Comlink.proxy(receive));
      });
      return await Promise.race([answer, abandoned(signal, CANCEL_GRACE_MS)]);
    } finally {
      signal?.removeEventListener('abort', cancel);
    }
  }
}

/** The worker, its model or its backend does not start at all. */
class PoseUnavailable extends Error {
  override name = 'PoseUnavailable';
  constructor(why: string) {
    super(
      `The pose model could not be started (${why}). Your clip and everything that was kept are untouched; ` +
        'go online, reload the page and open the clip again. An up-to-date Chrome, Edge, Firefox or Safari is needed.',
    );
  }
}

/** The clip could not be followed to its end; the sentence says what happened and what to try. */
class PoseFailed extends Error {
  override name = 'PoseFailed';
  constructor(frames: number, why: string) {
    super(
      `The analysis broke off at frame ${frames} again and again (${why}). ` +
        'Close other tabs to free memory, or take the smaller "lite" model, and try again.',
    );
  }
}

/** Counts how often in a row the worker died without finishing a further frame. */
class DeathCount {
  #frames = -1;
  #deaths = 0;

  at(frames: number): number {
    this.#deaths = frames === this.#frames ? this.#deaths + 1 : 1;
    this.#frames = frames;
    return this.#deaths;
  }
}

function resumeFrom({ latest }: RowCollector): ClipTask['resume'] {
  const afterS = latest?.timeS.at(-1);
  return latest === null || afterS === undefined ? null : { afterS, region: latest.region };
}

function progressOf(rows: RowCollector, latest: FrameBatch, startedAt: Milliseconds): FollowProgress {
  const elapsedS = (performance.now() - startedAt) / 1000;
  const { done } = latest;
  return {
    done,
    frames: rows.frames,
    framesPerS: rows.frames / elapsedS,
    secondsLeft: done > 0 ? (elapsedS * (1 - done)) / done : NaN,
    latest,
  };
}

function isNamed(error: unknown, name: string): boolean {
  return error instanceof Error && error.name === name;
}

/** Never resolves; rejects with the signal's reason `graceMs` after it aborts. */
function abandoned(signal: AbortSignal | undefined, graceMs: Milliseconds): Promise<never> {
  return new Promise((_, reject) => {
    const giveUp = () => setTimeout(reject, graceMs, signal?.reason);
    if (signal?.aborted) giveUp();
    signal?.addEventListener('abort', giveUp, { once: true });
  });
}
