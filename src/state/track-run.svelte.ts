import { type Failure, failureOf } from './failure';
import type { Measure } from './measure-clip';
import type { MeasuredTake } from './open-take.svelte';

/** A file of landmarks (TRC, ANALYSIS.json) that came together with clips: read at once, nothing of it has to be checked. */
export class TrackRun {
  readonly id = crypto.randomUUID();
  readonly file: File;
  readonly #controller = new AbortController();
  #measured = $state.raw<MeasuredTake | null>(null);
  #failure = $state.raw<Failure | null>(null);

  /** `stepped` is called when it is read, or cannot be. */
  constructor(file: File, measure: Measure, stepped: () => void) {
    this.file = file;
    void this.#read(measure).finally(() => {
      if (!this.#controller.signal.aborted) stepped();
    });
  }

  /** Its numbers; null until they are there. */
  get measured(): MeasuredTake | null {
    return this.#measured;
  }

  get failure(): Failure | null {
    return this.#failure;
  }

  get settled(): boolean {
    return this.#measured !== null || this.#failure !== null;
  }

  stop(): void {
    this.#controller.abort(new DOMException('The file was taken out.', 'AbortError'));
  }

  async #read({ readTrack, reanalyse }: Measure): Promise<void> {
    const { signal } = this.#controller;
    try {
      const { recording, corrections } = await readTrack(this.file, signal);
      const analysis = await reanalyse(recording, corrections);
      if (!signal.aborted)
        this.#measured = { take: { id: this.id, recording, corrections, clip: null }, analysis };
    } catch (error) {
      if (!signal.aborted) this.#failure = failureOf(error);
    }
  }
}
