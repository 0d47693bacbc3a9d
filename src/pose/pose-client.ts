import { ClipRun, type LongWork } from './clip-run';
import type { ClipTask, WorkerSetup } from './contract';
import type { FollowedRunner } from './follow-progress';
import { PosePool } from './pose-pool';

/**
 * The page's end of the pose workers. Starts them when first needed and keeps them for the next clip; one that dies is
 * replaced, and the run goes on from the last finished frame.
 */
export class PoseClient {
  readonly #pool: PosePool;
  #runs = 0;

  /** `mostWorkers`: no more than these, whatever the machine has. */
  constructor(setup: WorkerSetup, { mostWorkers = Infinity }: { mostWorkers?: number } = {}) {
    this.#pool = new PosePool(setup, mostWorkers);
  }

  /**
   * Follows the runner through a clip. What comes of it is the same to the last bit whatever the number of workers (seams.ts).
   * Errors: AbortError once `signal` aborts; ClipError for a clip that cannot be read; PoseUnavailable when the model
   * cannot be loaded; PoseFailed when a worker dies again and again at the same frame.
   */
  follow(file: Blob, task: ClipTask, work: LongWork = {}): Promise<FollowedRunner> {
    return new ClipRun(this.#pool, ++this.#runs, file, task, work).follow();
  }

  /** Stops the workers and frees their memory; the next clip, or one that is open, starts fresh ones. */
  close(): void {
    this.#pool.close();
  }
}
