import type { BackupOptions } from '../storage/backup/write-backup';
import type { Library } from './library.svelte';

/** Backup and restore as a screen shows them: one at a time, each to be cancelled. */
export class OwnData {
  readonly #library: Library;
  #doing = $state.raw<'backup' | 'restore' | null>(null);
  #done = $state.raw(0);
  #said = $state.raw<string | null>(null);
  #failure = $state.raw<string | null>(null);
  #work: AbortController | null = null;

  constructor(library: Library) {
    this.#library = library;
  }

  get doing(): 'backup' | 'restore' | null {
    return this.#doing;
  }

  /** Share that is done, 0–1. */
  get done(): number {
    return this.#done;
  }

  /** What was done last, in a sentence. */
  get said(): string | null {
    return this.#said;
  }

  /** What went wrong last, in a sentence. */
  get failure(): string | null {
    return this.#failure;
  }

  /** Saves a backup as a file of a name, through the browser. */
  async backup(options: BackupOptions, fileName: string): Promise<void> {
    await this.#run('backup', async (work) => {
      const [backup, { download }] = await Promise.all([
        this.#library.backup(options, work),
        import('../exchange/download'),
      ]);
      if (backup === null) return null;
      work.signal.throwIfAborted();
      download(backup.file, fileName);
      const left =
        backup.leftOut > 0 ? ` ${sessions(backup.leftOut)} could not be read and are not in it.` : '';
      return `Saved ${sessions(backup.sessions)} as “${fileName}”.${left}`;
    });
  }

  /** Puts a backup into the store, all of it or nothing. `passphrase`: null = none was typed. */
  async restore(file: File, passphrase: string | null): Promise<void> {
    await this.#run('restore', async (work) => {
      const restored = await this.#library.restore(file, passphrase, work);
      if (restored === null) return null;
      const { added, same, replaced, keptNewer } = restored;
      const parts = [
        `${sessions(added)} added`,
        ...(replaced > 0 ? [`${replaced} brought up to date`] : []),
        ...(same > 0 ? [`${same} here already`] : []),
        ...(keptNewer > 0 ? [`${keptNewer} newer here and kept`] : []),
      ];
      return `Restored: ${parts.join(', ')}.`;
    });
  }

  /** Whatever was under way leaves nothing behind. */
  cancel(): void {
    this.#work?.abort();
  }

  /** `work` gives what to say; null = it failed, and the library knows why. */
  async #run(
    doing: 'backup' | 'restore',
    work: (options: { signal: AbortSignal; onProgress: (done: number) => void }) => Promise<string | null>,
  ): Promise<void> {
    if (this.#work !== null) return;
    const stopped = new AbortController();
    this.#work = stopped;
    [this.#doing, this.#done, this.#said, this.#failure] = [doing, 0, null, null];
    try {
      const onProgress = (done: number) => {
        this.#done = done;
      };
      this.#said = await work({ signal: stopped.signal, onProgress });
      if (this.#said === null) this.#failure = this.#library.problem;
      // It is said here, beside what was asked for.
      this.#library.dismissProblem();
    } catch (error) {
      if (!stopped.signal.aborted) throw error;
      this.#said = doing === 'backup' ? 'Cancelled; no file was saved.' : 'Cancelled; nothing was restored.';
    } finally {
      this.#work = null;
      this.#doing = null;
    }
  }
}

function sessions(count: number): string {
  return `${count} session${count === 1 ? '' : 's'}`;
}
