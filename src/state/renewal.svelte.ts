import { isOutOfDate, summaryOf } from '../storage/take-summary';
import type { TakeSummary } from '../storage/records';
import type { Library } from './library.svelte';
import { measuredTakes } from './measured-takes';
import { nextTask } from './next-task';
import type { Reanalyse } from './open-take.svelte';

/**
 * Brings the kept results of earlier versions up to this one, from their recordings, session by session and only while it may:
 * lists then hold like with like. What cannot be renewed stays as it is, and is told where it is opened. (Trends, comparisons and
 * opened sessions never read kept results: they always work the numbers out.)
 */
export class Renewal {
  readonly #library: Library;
  readonly #reanalyse: Reanalyse;
  #mayGoOn = false;
  #isRunning = false;
  #current = $state<string | null>(null);
  /** Whatever came of it, none is tried twice in a visit. */
  readonly #tried: string[] = [];

  constructor(library: Library, reanalyse: Reanalyse) {
    this.#library = library;
    this.#reanalyse = reanalyse;
  }

  /** Sessions still to be done, the one under way counted; 0 = nothing is being done. */
  get left(): number {
    return this.#current === null ? 0 : this.#due.length + 1;
  }

  /** Goes on until all is up to date or `pause`. Errors: our own faults. */
  async goOn(): Promise<void> {
    this.#mayGoOn = true;
    if (this.#isRunning) return;
    this.#isRunning = true;
    try {
      for (let id = this.#next; id !== undefined; id = this.#next) {
        this.#current = id;
        await this.#renew(id);
        await nextTask();
      }
    } finally {
      this.#isRunning = false;
      this.#current = null;
    }
  }

  /** After the session that is under way: the machine is needed for something else. */
  pause(): void {
    this.#mayGoOn = false;
  }

  get #next(): string | undefined {
    return this.#mayGoOn ? this.#due[0] : undefined;
  }

  get #due(): string[] {
    return this.#library.outdated.filter((id) => !this.#tried.includes(id));
  }

  async #renew(id: string): Promise<void> {
    this.#tried.push(id);
    const opened = await this.#library.quietly((store) => store.openSession(id));
    if (opened === null) return;
    const { record, session } = opened;
    const old = record.takes.filter(({ summary }) => isOutOfDate(summary)).map((take) => take.id);
    const takes = session.takes.filter((take) => old.includes(take.id));
    const renewed: (readonly [string, TakeSummary])[] = [];
    for (const take of takes) {
      // A recording that gives no analysis gave none before.
      const measured = await measuredTakes([take], this.#reanalyse).catch(() => []);
      renewed.push(...measured.map(({ analysis }) => [take.id, summaryOf(analysis)] as const));
    }
    await this.#library.quietly((store) => store.renewSummaries(record, renewed));
    await this.#library.refresh();
  }
}
