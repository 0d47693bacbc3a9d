import type { UnfinishedTakeRecord } from '../storage/records';
import type { Seconds } from '../units';
import type { Library } from './library.svelte';

export type ViewHint = UnfinishedTakeRecord['viewHint'];

/** A take that has come to its end. Its pieces stay in the store until its session is saved, or it is thrown away. */
export interface TapedTake {
  id: string;
  /** For `journey.open`; "camera-2026-11-23-14-32.webm", last modified when the recording began. */
  file: File;
  viewHint: ViewHint;
  seconds: Seconds;
}

/**
 * The takes of one session before the camera. Each is written into the store piece by piece while it is recorded, so that a
 * lost tab, camera or power costs at most the last second.
 */
export class Tape {
  readonly #library: Library;
  #takes = $state.raw<readonly TapedTake[]>([]);
  #recording = $state.raw(false);
  #problem = $state.raw<string | null>(null);

  constructor(library: Library) {
    this.#library = library;
  }

  /** A take is being recorded. */
  get recording(): boolean {
    return this.#recording;
  }

  /** What went wrong with the recording last, in a sentence: what happened, what is kept, what to do; null = nothing. */
  get problem(): string | null {
    return this.#problem;
  }

  /** Takes that have ended, in order. A turned phone ends one take and begins another by itself. */
  get takes(): readonly TapedTake[] {
    return this.#takes;
  }

  /** For `journey.open(tape.files)`. */
  get files(): readonly File[] {
    return this.#takes.map(({ file }) => file);
  }

  /** Begins a take. The stream stays the caller's: nobody here stops its tracks. Resolves once it records; false = it could not begin, and `problem` says why. */
  record(stream: MediaStream, { viewHint }: { viewHint: ViewHint }): Promise<boolean> {
    void [stream, viewHint, this.#library];
    return Promise.resolve(false);
  }

  /** Ends the take, the last piece awaited; null = nothing of it came. It is the last of `takes` then. */
  stop(): Promise<TapedTake | null> {
    return Promise.resolve(null);
  }

  /** Throws a take away, for good. */
  discard(id: string): Promise<void> {
    this.#takes = this.#takes.filter((take) => take.id !== id);
    return Promise.resolve();
  }

  /** A new session: `takes` is empty. What was recorded before and not saved is offered on the start screen. */
  startOver(): void {
    this.#takes = [];
    this.#problem = null;
  }
}
