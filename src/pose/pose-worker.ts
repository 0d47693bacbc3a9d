import * as Comlink from 'comlink';
import type { Milliseconds } from '../units';
import type {
  PoseWorkerApi,
  PreparedReport,
  StretchBatch,
  StretchEnd,
  StretchTask,
  ClipRefusal,
  WorkerSetup,
} from './contract';
import { rejectsOn, startWorker } from './start-worker';
import { watched } from './worker-watch';

/** The slowest frame known (heavy model on plain JavaScript) takes a few seconds. */
const FRAME_SILENCE_MS: Milliseconds = 30_000;
/** A worker that does not stop by itself in this time is stopped. */
const STOP_GRACE_MS: Milliseconds = 1_000;

/** What the page answers to each batch: null = go on; a promise = the work is held up until then. */
export type Receive = (batch: StretchBatch) => Promise<void> | null;

/** `onStep`: for the worker to call while it gets on. */
export type Question<T> = (api: Comlink.Remote<PoseWorkerApi>, onStep: () => void) => Promise<T>;

/** One pose worker with its model, as the page sees it. */
export class PoseWorker {
  readonly #worker: Worker;
  readonly #api: Comlink.Remote<PoseWorkerApi>;
  readonly #ended = new AbortController();
  readonly prepared: PreparedReport;
  /** Clips that are open in it, by run. */
  readonly #clips = new Set<number>();

  private constructor(worker: Worker, api: Comlink.Remote<PoseWorkerApi>, prepared: PreparedReport) {
    this.#worker = worker;
    this.#api = api;
    this.prepared = prepared;
  }

  /** Rejects with PoseUnavailable where the model, its backend or the worker does not start at all, or the signal's reason. */
  static async start(setup: WorkerSetup, signal: AbortSignal): Promise<PoseWorker> {
    try {
      const { worker, api, report } = await startWorker(setup, signal);
      return new PoseWorker(worker, api, report);
    } catch (error) {
      signal.throwIfAborted();
      throw new PoseUnavailable(error);
    }
  }

  get isEnded(): boolean {
    return this.#ended.signal.aborted;
  }

  /** Whatever it is asked from now on, or was asked before, rejects with WorkerEnded. */
  end(): void {
    this.#worker.terminate();
    this.#ended.abort(new WorkerEnded());
  }

  hasOpen(run: number): boolean {
    return this.#clips.has(run);
  }

  /** Opens a clip for `follow`; `question` is openClip or borrowClip. */
  async open<T>(run: number, question: Question<T>, signal: AbortSignal): Promise<T> {
    const answer = await this.ask(question, signal);
    this.#clips.add(run);
    return answer;
  }

  /** Any other question; a worker that is silent for too long rejects. `onStep`: to be called while it works. */
  ask<T>(question: Question<T>, signal: AbortSignal): Promise<T> {
    const answer = watched(this.#worker, FRAME_SILENCE_MS, ({ heard }) =>
      question(this.#api, Comlink.proxy(heard)),
    );
    return this.#unlessEnded(answer, signal);
  }

  /** Forgets a clip. */
  close(run: number): void {
    if (this.#clips.delete(run) && !this.isEnded) void this.#api.closeClip(run);
  }

  /** Follows a stretch; every batch is received. Once `signal` aborts, the work stops within a second or rejects. */
  async follow(
    run: number,
    task: StretchTask,
    receive: Receive,
    signal: AbortSignal,
  ): Promise<StretchEnd | ClipRefusal> {
    const answer = watched<StretchEnd | ClipRefusal>(this.#worker, FRAME_SILENCE_MS, (watch) => {
      const onBatch = async (batch: StretchBatch) => {
        watch.heard();
        if (signal.aborted) return false;
        const held = receive(batch);
        if (held !== null) {
          const over = Promise.race([held, rejectsOn(signal, 0)]).catch(() => undefined);
          watch.waitsFor(over);
          await over;
        }
        return !signal.aborted;
      };
      return this.#api.follow(run, task, Comlink.proxy(onBatch));
    });
    return this.#unlessEnded(answer, signal);
  }

  #unlessEnded<T>(answer: Promise<T>, signal: AbortSignal): Promise<T> {
    return Promise.race([answer, rejectsOn(signal, STOP_GRACE_MS), rejectsOn(this.#ended.signal, 0)]);
  }
}

/** The worker, its model or its backend does not start at all. */
export class PoseUnavailable extends Error {
  override name = 'PoseUnavailable';
  constructor(cause: unknown) {
    const why = cause instanceof Error ? cause.message : String(cause);
    super(
      `The pose model could not be started (${why}). Your clip and everything that was kept are untouched; ` +
        'go online, reload the page and open the clip again. An up-to-date Chrome, Edge, Firefox or Safari is needed.',
      { cause },
    );
  }
}

/** The worker was ended because of another clip. */
export class WorkerEnded extends Error {
  override name = 'WorkerEnded';
}
