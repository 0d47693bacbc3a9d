import { ClipError } from '../video/clip-errors';
import { PoseUnavailable, type PoseWorker, WorkerEnded } from './pose-worker';
import { DeathCount } from './run-record';

/** A frame that kills its worker this often in a row will kill it again. */
const MOST_DEATHS_ON_ONE_FRAME = 2;

/** Where in a clip a worker is at work. */
interface Place {
  /** Number of the stretch; −1 = none. */
  stretch: number;
  /** Frames of that stretch that are known. */
  frame: number;
  /** Frames of the clip that are done. */
  frames: number;
}

/** The workers that died on a clip: each is replaced, until one frame has killed too many. */
export class WorkerDeaths {
  readonly #counts = new Map<number, DeathCount>();
  readonly #told: string[] = [];

  /** What a person is told of them, a sentence each. */
  get told(): readonly string[] {
    return this.#told;
  }

  /**
   * What `work` gives; `place` is asked when the worker has died; null = the worker is gone, and was not to blame or may be replaced.
   * Errors: the signal's reason; ClipError and PoseUnavailable of the work; PoseFailed where one frame kills again and again.
   */
  async unlessDead<T>(
    worker: PoseWorker,
    place: () => Place,
    signal: AbortSignal,
    work: () => Promise<T>,
  ): Promise<T | null> {
    try {
      return await work();
    } catch (error) {
      if (signal.aborted) {
        worker.end(); // it did not stop by itself
        throw signal.reason;
      }
      if (error instanceof ClipError || error instanceof PoseUnavailable) throw error;
      if (error instanceof WorkerEnded) return null; // not this clip's doing, and nothing of it is lost
      worker.end();
      const { stretch, frame, frames } = place();
      const why = error instanceof Error ? error.message : String(error);
      const count = this.#counts.get(stretch) ?? new DeathCount();
      this.#counts.set(stretch, count);
      if (count.at(frame) > MOST_DEATHS_ON_ONE_FRAME) throw new PoseFailed(frames, why);
      this.#told.push(`The analysis stopped at frame ${frames} (${why}) and went on with a fresh start.`);
      return null;
    }
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
