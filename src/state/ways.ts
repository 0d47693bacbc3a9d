import type { ComparisonRecord } from '../storage/records';
import type { CompareCurves } from './comparison.svelte';
import type { Journey } from './journey.svelte';
import type { Library } from './library.svelte';
import type { Reanalyse } from './open-take.svelte';

/** What the ways lead through. */
interface Ground {
  journey: Journey;
  library: Library;
  reanalyse: Reanalyse;
  compareCurves: CompareCurves;
  modelsUrl: string;
  /** Saves what is due: what is compared is read from the store. */
  flush: () => Promise<void>;
}

/** The ways to what comes later than the first screen: comparisons, runners, the camera. Their code is fetched at the first step there. */
export class Ways {
  readonly #ground: Ground;

  constructor(ground: Ground) {
    this.#ground = ground;
  }

  /** Two kept sessions against each other, the one filmed earlier as before. */
  async compare(oneId: string, otherId: string): Promise<void> {
    await this.#ground.flush();
    const timeOf = (id: string) =>
      this.#ground.library.sessions.find((one) => one.id === id)?.filmedAtMs ?? 0;
    await this.#openComparison(timeOf(oneId) <= timeOf(otherId) ? [oneId, otherId] : [otherId, oneId], null);
  }

  /** A saved comparison as it was left. */
  async reopen(id: string): Promise<void> {
    const saved = await this.#ground.library.change((store) => store.openComparison(id));
    const [before, after] = saved?.sessionIds ?? [];
    if (saved !== null && before !== undefined && after !== undefined)
      await this.#openComparison([before, after], saved);
  }

  async showRunner(id: string): Promise<void> {
    const { journey, library, reanalyse } = this.#ground;
    const coming = import('./runner-page.svelte').then(({ RunnerPage }) => ({
      at: 'runner' as const,
      page: new RunnerPage(library, reanalyse, id),
    }));
    await journey.goTo(coming);
  }

  /** Beside the treadmill. Nothing is asked of the camera yet. */
  async useCamera(): Promise<void> {
    const { journey, library, modelsUrl } = this.#ground;
    await journey.goTo(
      import('./live.svelte').then(({ Live }) => ({
        at: 'live' as const,
        live: new Live(library, modelsUrl),
      })),
    );
  }

  #openComparison(ids: readonly [string, string], saved: ComparisonRecord | null): Promise<void> {
    const { journey, ...comparing } = this.#ground;
    const coming = import('./open-comparison').then(async ({ openComparison }) => {
      const comparison = await openComparison(comparing, ids, saved);
      return comparison && { at: 'compare' as const, comparison };
    });
    return journey.goTo(coming);
  }
}
