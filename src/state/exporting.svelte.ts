import { failureOf } from './failure';
import type { ExportJob, ExportKind } from './make-export';

/** A file on its way out: one at a time, each to be cancelled. */
export class Exporting {
  #kind = $state.raw<ExportKind | null>(null);
  #done = $state.raw(0);
  #saved = $state.raw<string | null>(null);
  #failure = $state.raw<string | null>(null);
  #work: AbortController | null = null;

  /** What is being made; null = nothing. */
  get kind(): ExportKind | null {
    return this.#kind;
  }

  /** Share that is made, 0–1. */
  get done(): number {
    return this.#done;
  }

  /** Name of the file that was saved last; null = none since the last start. */
  get saved(): string | null {
    return this.#saved;
  }

  /** What went wrong last, in a sentence. */
  get failure(): string | null {
    return this.#failure;
  }

  /** Makes a file and hands it to the browser to be saved. What is under way already goes on, and nothing new begins. */
  async save(kind: ExportKind, job: ExportJob): Promise<void> {
    if (this.#work !== null) return;
    const work = new AbortController();
    this.#work = work;
    [this.#kind, this.#done, this.#saved, this.#failure] = [kind, 0, null, null];
    try {
      const [{ makeExport }, { download }] = await Promise.all([
        import('./make-export'),
        import('../exchange/download'),
      ]);
      const onProgress = (done: number) => {
        this.#done = done;
      };
      const { file, fileName } = await makeExport(kind, job, { signal: work.signal, onProgress });
      download(file, fileName);
      this.#saved = fileName;
    } catch (error) {
      if (!work.signal.aborted) this.#failure = failureOf(error).sentence;
    } finally {
      this.#work = null;
      this.#kind = null;
    }
  }

  /** Nothing of what was being made is left. */
  cancel(): void {
    this.#work?.abort();
  }
}
