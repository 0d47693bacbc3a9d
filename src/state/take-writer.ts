import type { NewPiece, NewTake } from '../storage/unfinished-takes';
import type { Seconds } from '../units';
import type { Library } from './library.svelte';

const SENTENCES = {
  full: 'There is no room left on this device: the recording goes on in this page alone, so delete clips or old sessions, or stop and analyse it before you close the page.',
  unreadable:
    'The recording is kept but cannot be read at this moment: reload the page and it is offered on the first screen.',
} as const;

/** The way of one recording's pieces into the store, one after the other. What cannot be written waits here and is tried again with the next. */
export class TakeWriter {
  readonly take: NewTake;
  readonly #library: Library;
  readonly #tell: (problem: string | null) => void;
  /** Ends the mark that this tab records it; null = it could not be set yet. */
  #release: (() => void) | null = null;
  #waiting: NewPiece[] = [];
  #writing: Promise<void> = Promise.resolve();
  #seconds: Seconds = 0;
  #isKept = false;

  /** `tell`: a sentence when pieces cannot be kept, null once they can again. */
  constructor(library: Library, take: NewTake, tell: (problem: string | null) => void) {
    this.take = take;
    this.#library = library;
    this.#tell = tell;
  }

  /** Length of what was added. */
  get seconds(): Seconds {
    return this.#seconds;
  }

  add(piece: NewPiece): void {
    this.#waiting.push(piece);
    this.#seconds = piece.untilS;
    this.#writing = this.#writing.then(() => this.#write());
  }

  /** The whole recording as a file, once all is written that can be; null = nothing came, or (told) it cannot be read now. */
  async finish(): Promise<{ file: File; seconds: Seconds } | null> {
    await this.#writing;
    try {
      const file = await this.#file();
      return file && { file, seconds: this.#seconds };
    } catch (error) {
      if (!isForPeople(error)) throw error;
      this.#tell(SENTENCES.unreadable);
      return null;
    } finally {
      await this.#letGo();
    }
  }

  async #file(): Promise<File | null> {
    const { id } = this.take;
    const kept = this.#isKept ? await this.#library.ask((store) => store.takeFile(id)) : null;
    const parts = [...(kept === null ? [] : [kept]), ...this.#waiting.map(({ blob }) => blob)];
    if (parts.length === 0) return null;
    if (kept !== null && parts.length === 1) return kept;
    const { fileOf } = await import('../storage/unfinished-takes');
    return fileOf(this.take, parts);
  }

  async #write(): Promise<void> {
    try {
      this.#release ??= await this.#library.ask((store) => store.holdTake(this.take.id));
      for (let piece = this.#waiting[0]; piece; piece = this.#waiting[0]) {
        const next = piece;
        await this.#library.ask((store) => store.appendPiece(this.take, next));
        this.#isKept = true;
        this.#waiting.shift();
      }
      this.#tell(null);
    } catch (error) {
      if (!isForPeople(error)) throw error;
      this.#tell(sentenceOf(error));
    }
  }

  /** From now on other tabs may offer it; all of them are told. */
  async #letGo(): Promise<void> {
    try {
      this.#release?.();
      if (!this.#isKept) return;
      await this.#library.ask((store) => store.endTake(this.take.id));
      await this.#library.refresh();
    } catch (error) {
      if (!isForPeople(error)) throw error;
    }
  }
}

function isForPeople(error: unknown): error is Error {
  return error instanceof Error && error.name === 'StoreError';
}

function sentenceOf(error: Error): string {
  if ('problem' in error && error.problem === 'full') return SENTENCES.full;
  return `The recording goes on in this page alone, so stop and analyse it before you close the page. ${error.message}`;
}
