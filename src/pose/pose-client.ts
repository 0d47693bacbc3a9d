import * as Comlink from 'comlink';
import type { Milliseconds } from '../units';
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
import { type FollowedRunner, type FollowProgress, followed, progressOf } from './follow-progress';
import { RowCollector } from './row-collector';
import { DeathCount, RunClock } from './run-record';
import { watched } from './worker-watch';

export interface LongWork {
  signal?: AbortSignal;
  onProgress?: (progress: FollowProgress) => void;
  /** Asked after each progress: a promise holds the run up until it settles, with its place kept; null lets it go on. */
  hold?: () => Promise<void> | null;
}

/** A frame that kills the worker this often in a row will kill it again. */
const MOST_DEATHS_ON_ONE_FRAME = 2;
/** Loading 6–28 MB and compiling shaders may take this long on a slow machine; past it, nothing is coming. */
const PREPARE_SILENCE_MS: Milliseconds = 90_000;
/** The slowest frame known (heavy model on plain JavaScript) takes a few seconds. */
const FRAME_SILENCE_MS: Milliseconds = 30_000;
/** A worker that does not stop by itself in this time is stopped. */
const CANCEL_GRACE_MS: Milliseconds = 1_000;

export type FollowTask = Omit<ClipTask, 'resume' | 'run'>;

interface RunControl {
  signal: AbortSignal | undefined;
  onBatch: (batch: FrameBatch, prepared: PreparedReport) => void;
  hold: () => Promise<void> | null;
  onWarning: (sentence: string) => void;
}

interface RunningWorker {
  worker: Worker;
  api: Comlink.Remote<PoseWorkerApi>;
  prepared: PreparedReport;
  /** Aborts when the worker is ended from here: it says nothing more, not even that. */
  ended: AbortController;
}

/**
 * The page's end of the pose worker. Starts it when first needed and keeps it for the next clip; a worker that dies is
 * replaced, and the run goes on from the last finished frame.
 */
export class PoseClient {
  readonly #setup: WorkerSetup;
  #runs = 0;
  #running: RunningWorker | null = null;

  constructor(setup: WorkerSetup) {
    this.#setup = setup;
  }

  /**
   * Follows the runner through a clip.
   * Errors: AbortError once `signal` aborts; ClipError for a clip that cannot be read; PoseUnavailable when the model
   * cannot be loaded; PoseFailed when the worker dies again and again at the same frame.
   */
  async follow(
    file: Blob,
    task: FollowTask,
    { signal, onProgress, hold }: LongWork = {},
  ): Promise<FollowedRunner> {
    const run = ++this.#runs;
    const rows = new RowCollector();
    const warnings: string[] = [];
    const clock = new RunClock();
    const deaths = new DeathCount();
    const control: RunControl = {
      signal,
      onBatch: (batch, prepared) => {
        rows.add(batch);
        onProgress?.(progressOf(rows, batch, { wallS: clock.elapsedS, prepared, warnings }));
      },
      hold: () => clock.stoppedFor(hold?.() ?? null),
      onWarning: (sentence) => warnings.push(sentence),
    };
    for (;;) {
      let running: RunningWorker | null = null;
      try {
        running = await this.#start(signal);
        clock.start();
        const summary = await this.#run(running, file, { ...task, run, resume: resumeFrom(rows) }, control);
        return followed(rows, { summary, prepared: running.prepared, wallS: clock.elapsedS, warnings });
      } catch (error) {
        if (signal?.aborted) {
          if (running !== null && !isNamed(error, 'Cancelled')) this.#end(running);
          throw signal.reason;
        }
        if (error instanceof ClipError || error instanceof PoseUnavailable) throw error;
        if (error instanceof WorkerEnded) continue; // not this clip's doing, and nothing of it is lost
        if (running !== null) this.#end(running);
        const why = error instanceof Error ? error.message : String(error);
        if (deaths.at(rows.frames) > MOST_DEATHS_ON_ONE_FRAME) throw new PoseFailed(rows.frames, why);
        warnings.push(
          `The analysis stopped at frame ${rows.frames} (${why}) and went on with a fresh start.`,
        );
      }
    }
  }

  /** Stops the worker and frees its memory; the next clip, or one that is open, starts a fresh one. */
  close(): void {
    if (this.#running !== null) this.#end(this.#running);
  }

  #end(running: RunningWorker): void {
    running.worker.terminate();
    if (this.#running === running) this.#running = null;
    running.ended.abort(new WorkerEnded());
  }

  async #start(signal: AbortSignal | undefined): Promise<RunningWorker> {
    return this.#running ?? this.#keep(await this.#load(signal));
  }

  /** One worker is enough: where two clips have started one each, the first stays. */
  #keep(started: RunningWorker): RunningWorker {
    this.#running ??= started;
    if (this.#running !== started) started.worker.terminate();
    return this.#running;
  }

  async #load(signal: AbortSignal | undefined): Promise<RunningWorker> {
    const worker = new Worker(new URL('../../workers/pose.worker.ts', import.meta.url), { type: 'module' });
    const api = Comlink.wrap<PoseWorkerApi>(worker);
    try {
      const prepare = watched(worker, PREPARE_SILENCE_MS, () => api.prepare(this.#setup));
      const prepared = await Promise.race([prepare, abandoned(signal, 0)]);
      return { worker, api, prepared, ended: new AbortController() };
    } catch (error) {
      worker.terminate();
      signal?.throwIfAborted();
      throw new PoseUnavailable(error instanceof Error ? error.message : String(error));
    }
  }

  async #run(running: RunningWorker, file: Blob, task: ClipTask, run: RunControl): Promise<ClipSummary> {
    const inWorker = await this.#guard<ClipSummary | ClipRefusal>(running, task, run, (receive) =>
      running.api.analyseClip(file, task, receive),
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
      return await this.#guard(running, task, run, (receive) =>
        running.api.analyseFrames(file, clip.facts, Comlink.transfer(port2, [port2]), task, receive),
      );
    } finally {
      stopLending();
      clip.close();
    }
  }

  /** One call to the worker that is watched, can be cancelled, and hands on its batches. */
  async #guard<T>(
    { worker, api, prepared, ended }: RunningWorker,
    task: ClipTask,
    { signal, onBatch, hold }: RunControl,
    call: (receive: ReceiveBatch) => Promise<T>,
  ): Promise<T> {
    const cancel = () => void api.cancel(task.run);
    signal?.addEventListener('abort', cancel);
    try {
      const answer = watched(worker, FRAME_SILENCE_MS, (watch) => {
        const receive = async (batch: FrameBatch) => {
          watch.heard();
          if (signal?.aborted) return;
          onBatch(batch, prepared);
          const held = hold();
          if (held === null) return;
          const over = Promise.race([held, abandoned(signal, 0)]).catch(() => undefined);
          watch.waitsFor(over);
          await over;
        };
        return call(Comlink.proxy(receive));
      });
      return await Promise.race([answer, abandoned(signal, CANCEL_GRACE_MS), abandoned(ended.signal, 0)]);
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

/** The worker was ended because of another clip. */
class WorkerEnded extends Error {
  override name = 'WorkerEnded';
}

function resumeFrom({ latest }: RowCollector): ClipTask['resume'] {
  const afterS = latest?.timeS.at(-1);
  return latest === null || afterS === undefined ? null : { afterS, region: latest.region };
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
