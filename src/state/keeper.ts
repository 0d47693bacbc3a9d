import type { Milliseconds } from '../units';
import { summaryOf } from '../storage/take-summary';
import type { Library } from './library.svelte';
import type { OpenTake } from './open-take.svelte';
import type { Review } from './review.svelte';

/** Typing is saved when it rests, not at every letter. */
const REST_MS: Milliseconds = 400;

/** Saves sessions by itself: whole when they are new, and what a person changes as soon as the hand rests. */
export class Keeper {
  readonly #library: Library;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #due: (() => Promise<unknown>) | null = null;

  constructor(library: Library) {
    this.#library = library;
  }

  /** A session that has just been analysed: it is saved now, and kept up. */
  readonly keepNew = (review: Review): void => {
    void this.#library.save(review.session, summariesOf(review.takes));
    this.keepUp(review);
  };

  /** A session that was opened again: what is changed from now on is saved. */
  readonly keepUp = (review: Review): void => {
    review.onchange = () => {
      this.#soon(() => this.#update(review));
    };
  };

  /** What is due is saved at once, as before the page goes. */
  readonly flush = (): void => {
    clearTimeout(this.#timer);
    const due = this.#due;
    this.#due = null;
    void due?.();
  };

  #soon(save: () => Promise<unknown>): void {
    clearTimeout(this.#timer);
    this.#due = save;
    this.#timer = setTimeout(this.flush, REST_MS);
  }

  /** The light records alone: recordings and clips never change. */
  #update({ card, takes }: Review): Promise<unknown> {
    const { id, runner, title, filmedAtMs, facts } = card;
    return this.#library.change(async (store) => {
      if (runner !== null) await store.saveRunner(runner);
      await store.updateSession(id, { title, filmedAtMs, facts, runnerId: runner?.id ?? null });
      for (const { id: takeId, corrections, analysis } of takes)
        await store.updateTake([id, takeId], { corrections, summary: summaryOf(analysis) });
    });
  }
}

function summariesOf(takes: readonly OpenTake[]) {
  return new Map(takes.map(({ id, analysis }) => [id, summaryOf(analysis)]));
}
