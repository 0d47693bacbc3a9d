import type { SessionCard } from './review.svelte';
import { ClipRun } from './clip-run.svelte';
import { type Failure } from './failure';
import type { Measure } from './measure-clip';
import type { MeasuredTake } from './open-take.svelte';
import { isTrackFile } from '../exchange/is-track-file';
import { TrackRun } from './track-run.svelte';
import type { Seconds } from '../units';

interface IntakeProgress {
  /** Share of all frames, 0–1. */
  done: number;
  frames: number;
  /** Of the clip that the worker is busy with, or was. */
  framesPerS: number;
  /** For all clips; NaN until there is enough to tell. */
  secondsLeft: Seconds;
}

function canTryAgain(run: ClipRun | TrackRun): boolean {
  return 'canTryAgain' in run && run.canTryAgain;
}

/** Frames that a clip is thought to have. */
function expected({ facts, progress }: ClipRun): number {
  return Math.max(1, facts?.frameCountEstimate ?? progress?.frames ?? 1);
}

/**
 * The clips of one session on their way to numbers. The pose worker serves one at a time: first the first seconds of each,
 * in order, so that all can be checked; then each to its end, in order. Nobody has to wait for the check: it goes on. Files of
 * landmarks that come with clips are takes of the same session.
 */
export class Intake {
  readonly #measure: Measure;
  readonly #stepped: () => void;
  #runs = $state.raw<readonly ClipRun[]>([]);
  #tracks = $state.raw<readonly TrackRun[]>([]);
  #front = $state.raw<ClipRun | null>(null);
  #card: SessionCard;

  /** `stepped` is called whenever something about a clip has changed. */
  constructor(measure: Measure, card: SessionCard, stepped: () => void) {
    this.#measure = measure;
    this.#card = $state.raw(card);
    this.#stepped = stepped;
  }

  get runs(): readonly ClipRun[] {
    return this.#runs;
  }

  /** Files of landmarks that came with the clips: takes without a picture. */
  get tracks(): readonly TrackRun[] {
    return this.#tracks;
  }

  /** The clip that is being checked. */
  get front(): ClipRun | null {
    return this.#front;
  }

  /** Who ran, when, how, as far as a person has said. */
  get card(): SessionCard {
    return this.#card;
  }

  /** The clip that the worker is busy with, or will be as soon as its file is read; null = none is left. */
  get current(): ClipRun | null {
    const able = this.#runs.filter((run) => run.failure === null);
    return able.find((run) => !run.looked) ?? able.find((run) => !run.finishing) ?? null;
  }

  /** How far all clips are together; null until the first frames are back. `done` is weighed by their lengths. */
  get progress(): IntakeProgress | null {
    const clips = this.#runs.filter((run) => run.failure === null);
    const frames = clips.reduce((sum, { progress }) => sum + (progress?.frames ?? 0), 0);
    if (frames === 0) return null;
    const total = clips.reduce((sum, run) => sum + expected(run), 0);
    const left = clips.reduce((sum, run) => sum + expected(run) * (1 - (run.progress?.done ?? 0)), 0);
    // A clip that has just begun has no pace yet: the last one's stands for it.
    const pace = [this.current, ...clips.toReversed()].find((run) => run?.progress)?.progress;
    const framesPerS = pace?.framesPerS ?? NaN;
    return { done: 1 - left / total, frames, framesPerS, secondsLeft: left / framesPerS };
  }

  get failures(): Failure[] {
    return this.#all.map(({ failure }) => failure).filter((failure) => failure !== null);
  }

  /** None of what came can be used. */
  get hopeless(): boolean {
    return this.#all.length > 0 && this.#all.every((run) => run.failure !== null && !canTryAgain(run));
  }

  /** The numbers of some clips failed, their frames did not. */
  get canTryAgain(): boolean {
    return this.#all.some(canTryAgain);
  }

  /** Works out the numbers that failed once more. */
  tryAgain(): void {
    for (const run of this.#runs) run.tryAgain();
  }

  /** Nothing is left to wait for. */
  get settled(): boolean {
    return this.#all.every((run) => run.settled);
  }

  get measured(): MeasuredTake[] {
    return this.#all.map(({ measured }) => measured).filter((take) => take !== null);
  }

  add(files: readonly File[]): void {
    const queue = {
      mayGoOn: (run: ClipRun) => this.current === run,
      stepped: () => {
        this.#passTurn();
        this.#stepped();
      },
    };
    const clips = files.filter((file) => !isTrackFile(file));
    const added = clips.map((file) => new ClipRun(file, this.#measure, queue));
    const tracks = files.filter(isTrackFile).map((file) => new TrackRun(file, this.#measure, this.#stepped));
    this.#runs = [...this.#runs, ...added];
    this.#tracks = [...this.#tracks, ...tracks];
    this.#front ??= added[0] ?? null;
  }

  /** Takes a clip out of the queue, or a file of landmarks from beside it; nothing of it is kept. */
  remove(run: ClipRun | TrackRun): void {
    run.stop();
    this.#tracks = this.#tracks.filter((other) => other !== run);
    this.#runs = this.#runs.filter((other) => other !== run);
    if (this.#front === run) this.#front = this.#runs[0] ?? null;
    this.#passTurn();
    this.#stepped();
  }

  bringToFront(run: ClipRun): void {
    this.#front = run;
  }

  describe(change: Partial<Omit<SessionCard, 'id'>>): void {
    this.#card = { ...this.#card, ...change };
  }

  stop(): void {
    for (const run of this.#all) run.stop();
  }

  get #all(): readonly (ClipRun | TrackRun)[] {
    return [...this.#runs, ...this.#tracks];
  }

  #passTurn(): void {
    const { current } = this;
    if (current?.ready) current.goOn();
  }
}
