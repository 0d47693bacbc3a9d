import type { SessionRecord } from '../storage/records';
import type { Library } from './library.svelte';
import { setKeepsClips } from './save-session';

/** How many clips a kept session has, and how much room they take. */
type SessionWithClips = Pick<SessionRecord, 'id' | 'title' | 'filmedAtMs'> & { clips: number; bytes: number };

/** The clips in the store: whether new ones are kept, how much room they take, and how to be rid of them. */
export class KeptClips {
  readonly #library: Library;
  #removing = $state.raw(false);
  readonly #sessions = $derived.by(() =>
    this.#library.sessions.map(clipsOf).filter(({ clips }) => clips > 0),
  );

  constructor(library: Library) {
    this.#library = library;
  }

  /** Kept sessions that have clips; the newest first. */
  get sessions(): readonly SessionWithClips[] {
    return this.#sessions;
  }

  /** A removal is under way. */
  get removing(): boolean {
    return this.#removing;
  }

  /** Whether new sessions are kept with their clips; false = the wish could not be kept, and the library says why. */
  async keepNew(keeps: boolean): Promise<boolean> {
    return (await this.#library.change((store) => setKeepsClips(store, keeps).then(() => true))) ?? false;
  }

  /** Deletes the clips of kept sessions for good; all else of them stays. false = not all of them went, and the library says why. */
  async remove(sessionIds: readonly string[]): Promise<boolean> {
    if (this.#removing) return false;
    this.#removing = true;
    const keys = this.#library.sessions
      .filter(({ id }) => sessionIds.includes(id))
      .flatMap(({ id, takes }) => takes.filter(hasClip).map((take) => [id, take.id] as const));
    try {
      const removed = await this.#library.change(async (store) => {
        for (const [sessionId, takeId] of keys) await store.dropClip([sessionId, takeId]);
        return true;
      });
      if (removed === null) await this.#library.refresh();
      return removed ?? false;
    } finally {
      this.#removing = false;
    }
  }
}

function hasClip({ clipBytes }: SessionRecord['takes'][number]): boolean {
  return clipBytes !== null;
}

function clipsOf({ id, title, filmedAtMs, takes }: SessionRecord): SessionWithClips {
  const sizes = takes.map(({ clipBytes }) => clipBytes).filter((bytes) => bytes !== null);
  return { id, title, filmedAtMs, clips: sizes.length, bytes: sizes.reduce((sum, bytes) => sum + bytes, 0) };
}
