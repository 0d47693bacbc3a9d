import type { PreparedReport, WorkerSetup } from './contract';
import { mostWorkers, PoolGrowth, thisMachine } from './pool-size';
import { PoseUnavailable, PoseWorker } from './pose-worker';

/** The pose workers of a page: started when first needed, kept for the next clip, replaced when they die. */
export class PosePool {
  readonly #setup: WorkerSetup;
  readonly #limit: number;
  readonly #workers: PoseWorker[] = [];
  #prepared: PreparedReport | null = null;
  #growth: PoolGrowth | null = null;
  #frames = 0;

  /** `limit`: no more workers than this, whatever the machine has. */
  constructor(setup: WorkerSetup, limit: number) {
    this.#setup = setup;
    this.#limit = limit;
  }

  /** How many workers are worth it, as far as is known by now. */
  get size(): number {
    return this.#growth?.workers ?? 1;
  }

  /** How the first worker chose its backend; null before. */
  get prepared(): PreparedReport | null {
    return this.#prepared;
  }

  /** So many frames more have been followed, by so many workers that run. */
  followed(frames: number, running: number): void {
    this.#frames += frames;
    this.#growth?.measure(performance.now(), running, this.#frames);
  }

  /** Rejects with PoseUnavailable, or the signal's reason. The first worker measures the backends for all. */
  async worker(place: number, signal: AbortSignal): Promise<PoseWorker> {
    const kept = this.#workers[place];
    if (kept?.isEnded === false) return kept;
    const backend = this.#prepared?.backend ?? this.#setup.backend;
    const setup = { ...this.#setup, backend };
    const started = await PoseWorker.start(setup, signal);
    // Where two clips have started one each, the first stays.
    const other = this.#workers[place];
    if (other?.isEnded === false) {
      started.end();
      return other;
    }
    this.#workers[place] = started;
    this.#prepared ??= started.prepared;
    this.#growth ??= new PoolGrowth(
      Math.min(this.#limit, mostWorkers(started.prepared.backend, thisMachine())),
    );
    return started;
  }

  /** A further worker, where there is one to be had: null where it does not start. */
  async further(place: number, signal: AbortSignal): Promise<PoseWorker | null> {
    try {
      return await this.worker(place, signal);
    } catch (error) {
      if (error instanceof PoseUnavailable) return null;
      throw error;
    }
  }

  /** Ends all workers and frees their memory. */
  close(): void {
    for (const worker of this.#workers) worker.end();
    this.#workers.length = 0;
  }

  /** Forgets a clip, wherever it is open. */
  closeClip(run: number): void {
    for (const worker of this.#workers) worker.close(run);
  }
}
