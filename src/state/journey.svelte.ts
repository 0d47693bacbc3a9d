import { ClipRun } from './clip-run.svelte';
import { type Failure, failureOf } from './failure';
import { NO_FACTS } from '../analysis/session';
import type { MeasureClip } from './measure-clip';
import type { Reanalyse } from './open-take.svelte';
import { Review, type SessionCard } from './review.svelte';

export type Stop =
  | { at: 'start'; failure: Failure | null; note: string | null }
  | { at: 'analyse'; run: ClipRun; note: string | null }
  | { at: 'review'; review: Review };

/**
 * Where a person is: start ──open──▶ analyse ──▶ review ──open──▶ analyse …
 *                      ◀──cancel, failure──┘        └──startOver──▶ start
 */
export class Journey {
  readonly #measure: MeasureClip;
  readonly #reanalyse: Reanalyse;
  #stop = $state.raw<Stop>({ at: 'start', failure: null, note: null });

  constructor(measure: MeasureClip, reanalyse: Reanalyse) {
    this.#measure = measure;
    this.#reanalyse = reanalyse;
  }

  get stop(): Stop {
    return this.#stop;
  }

  /** Takes the first of the files; while a clip is analysed, none. */
  open(files: readonly File[]): void {
    const file = files[0];
    if (file === undefined || this.#stop.at === 'analyse') return;
    const run = new ClipRun(file, this.#measure);
    const note =
      files.length > 1 ? `One clip at a time for now: this is the first of ${files.length}.` : null;
    this.#stop = { at: 'analyse', run, note };
    run.result.then(
      (clip) => {
        if (!this.#isAt(run)) return;
        this.#stop = { at: 'review', review: new Review(newCard(file), [clip], this.#reanalyse) };
      },
      (error: unknown) => {
        if (this.#isAt(run)) this.#stop = { at: 'start', failure: failureOf(error), note: null };
      },
    );
  }

  cancel(): void {
    if (this.#stop.at !== 'analyse') return;
    this.#stop.run.cancel();
    this.#stop = { at: 'start', failure: null, note: 'Cancelled. Nothing of that clip was kept.' };
  }

  startOver(): void {
    if (this.#stop.at === 'review') this.#stop = { at: 'start', failure: null, note: null };
  }

  /** Answers that come after the person has gone on are dropped. */
  #isAt(run: ClipRun): boolean {
    return this.#stop.at === 'analyse' && this.#stop.run === run;
  }
}

/** What is known of a session whose clip has just come in. */
function newCard(file: File): SessionCard {
  return {
    id: crypto.randomUUID(),
    runner: null,
    title: '',
    filmedAtMs: file.lastModified,
    facts: NO_FACTS,
  };
}
