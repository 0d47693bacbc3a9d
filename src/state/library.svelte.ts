import type { Session } from '../analysis/session';
import type { Backup, BackupOptions, LongWork } from '../storage/backup/write-backup';
import type { Restored } from '../storage/backup/restore';
import type { RunnerRecord, SessionRecord, UnfinishedTakeRecord } from '../storage/records';
import { isOutOfDate } from '../storage/take-summary';
import type { OpenedSession, Summaries } from '../storage/sessions';
import type { Store } from '../storage/store';
import { keepsClips, saveWhole } from './save-session';
import { askForPersistence, storageUsage, type Usage } from '../storage/usage';

/** Something was deleted and can be had back for a little longer. */
export interface UndoOffer {
  /** What was deleted, as a person calls it. */
  what: string;
  trashId: string;
}

type OpenStore = (options: { onBlocked: (sentence: string) => void }) => Promise<Store>;

interface Unsaved {
  session: Session;
  summaries: Summaries;
}

/**
 * What is kept in this browser, as screens show it. The store is opened at the first call and may be missing (private window,
 * full disk): then `problem` says so in a sentence, and sessions that could not be saved stay open here until the page goes.
 */
export class Library {
  /** Called when another tab changed something, once the lists are read again. */
  onelsewhere: () => void = () => undefined;
  readonly #open: OpenStore;
  #store: Promise<Store> | null = null;
  #refreshes = 0;
  #undoTimer: ReturnType<typeof setTimeout> | undefined;
  #sessions = $state.raw<readonly SessionRecord[]>([]);
  #runners = $state.raw<readonly RunnerRecord[]>([]);
  #unfinished = $state.raw<readonly UnfinishedTakeRecord[]>([]);
  #usage = $state.raw<Usage | null>(null);
  #keepsClips = $state.raw(true);
  #problem = $state.raw<string | null>(null);
  #offer = $state.raw<UndoOffer | null>(null);
  #unsaved = $state.raw<readonly Unsaved[]>([]);
  #ready = $state.raw(false);
  readonly #outdated = $derived(this.#sessions.filter(isOld).map(({ id }) => id));

  /** `open`: `async (options) => (await import('./storage/store')).openStore(options)`, so that the first load is free of it. */
  constructor(open: OpenStore) {
    this.#open = open;
  }

  /** The newest first. */
  get sessions(): readonly SessionRecord[] {
    return this.#sessions;
  }

  get runners(): readonly RunnerRecord[] {
    return this.#runners;
  }

  /** Recordings of the camera that are part of no session and that no tab is making; the newest first. */
  get unfinished(): readonly UnfinishedTakeRecord[] {
    return this.#unfinished;
  }

  /** Ids of sessions whose kept results an earlier version of the analysis worked out, or nobody. */
  get outdated(): readonly string[] {
    return this.#outdated;
  }

  /** null = the browser does not say. */
  get usage(): Usage | null {
    return this.#usage;
  }

  /** New sessions are kept with their clips. */
  get keepsClips(): boolean {
    return this.#keepsClips;
  }

  /** What went wrong last, in a sentence; null = nothing. */
  get problem(): string | null {
    return this.#problem;
  }

  /** null = nothing was deleted within ten seconds. */
  get offer(): UndoOffer | null {
    return this.#offer;
  }

  /** Sessions that could not be saved and are lost with this page. */
  get unsaved(): readonly Session[] {
    return this.#unsaved.map(({ session }) => session);
  }

  /** The lists have been read once. */
  get ready(): boolean {
    return this.#ready;
  }

  /** Reads the lists again; a late answer of an earlier call is dropped. */
  async refresh(): Promise<void> {
    const mine = ++this.#refreshes;
    await this.#try(async (store) => {
      const [{ sessions, damaged }, runners, unfinished, usage, keeps] = await Promise.all([
        store.recentSessions(),
        store.runners(),
        store.unfinishedTakes(),
        storageUsage(),
        keepsClips(store),
      ]);
      if (mine !== this.#refreshes) return;
      this.#sessions = sessions;
      this.#runners = runners;
      this.#unfinished = unfinished;
      this.#usage = usage;
      this.#keepsClips = keeps;
      this.#ready = true;
      if (damaged > 0) this.#problem = damagedSentence(damaged);
    });
  }

  /** Says something that a person should know. */
  tell(sentence: string): void {
    this.#problem = sentence;
  }

  /** The problem was read. */
  dismissProblem(): void {
    this.#problem = null;
  }

  /** Saves a session whole; false = it could not be, and stays among `unsaved`. `session` and `summaries` are plain, no proxies. */
  async save(session: Session, summaries: Summaries): Promise<boolean> {
    const saved = await this.#act((store) => saveWhole(store, session, summaries).then(() => true));
    const others = this.#unsaved.filter((unsaved) => unsaved.session.id !== session.id);
    this.#unsaved = saved === null ? [...others, { session, summaries }] : others;
    if (saved === null) return false;
    // Now there is something worth keeping; browsers grant more readily what follows a person's work.
    if (this.#usage?.persistent !== true) await askForPersistence();
    await this.refresh();
    return true;
  }

  /** Tries again to save what could not be, as after room was made; true = all is saved. */
  async saveUnsaved(): Promise<boolean> {
    for (const { session, summaries } of this.#unsaved) await this.save(session, summaries);
    return this.#unsaved.length === 0;
  }

  /** null = it could not be opened; `problem` says why. */
  async open(id: string): Promise<OpenedSession | null> {
    return this.#act((store) => store.openSession(id));
  }

  /** Deletes a session; it can be had back with `undo` for ten seconds. */
  async remove(id: string): Promise<boolean> {
    const title = this.#sessions.find((session) => session.id === id)?.title ?? '';
    return this.#remove(title === '' ? 'the session' : `“${title}”`, (store) => store.removeSession(id));
  }

  /** Deletes a runner and all that is kept of them; it can be had back with `undo` for ten seconds. */
  async removeRunner(id: string): Promise<boolean> {
    const name = this.#runners.find((runner) => runner.id === id)?.name ?? '';
    const what = name === '' ? 'the runner' : name;
    return this.#remove(`${what} and all their sessions`, (store) => store.removeRunner(id));
  }

  /** Deletes recordings that are part of no session; they can be had back with `undo` for ten seconds. */
  async removeUnfinished(ids: readonly string[]): Promise<boolean> {
    return this.#remove('the recording', (store) => store.removeUnfinishedTakes(ids));
  }

  /** Brings back what was deleted last. */
  async undo(): Promise<boolean> {
    const offer = this.#offer;
    if (offer === null) return false;
    this.#withdrawOffer();
    const undone = await this.#act((store) => store.undoRemoval(offer.trashId).then(() => true));
    await this.refresh();
    return undone ?? false;
  }

  /** null = it could not be written; `problem` says why. Rejects with the signal's reason. */
  async backup(options: BackupOptions, work?: LongWork): Promise<Backup | null> {
    return this.#act((store) => store.backup(options, work));
  }

  /** null = nothing was restored; `problem` says why. What was deleted before can then not be had back. Rejects with the signal's reason. */
  async restore(file: Blob, passphrase: string | null, work?: LongWork): Promise<Restored | null> {
    this.#withdrawOffer();
    const restored = await this.#act((store) => store.restore(file, passphrase, work));
    if (restored !== null) await this.refresh();
    return restored;
  }

  /** Any other call of the store; null = it failed, and `problem` says why. The lists are read again. */
  async change<T>(work: (store: Store) => Promise<T>): Promise<T | null> {
    const done = await this.#act(work);
    if (done !== null) await this.refresh();
    return done;
  }

  /** A call of the store that no list shows and whose errors are the caller's to tell. */
  async ask<T>(work: (store: Store) => Promise<T>): Promise<T> {
    this.#store ??= this.#opened();
    return work(await this.#store);
  }

  /** A call that nobody asked for: where it fails there is nothing to tell, and null. The lists are not read again. */
  async quietly<T>(work: (store: Store) => Promise<T>): Promise<T | null> {
    try {
      return await this.ask(work);
    } catch (error) {
      if (isForPeople(error)) return null;
      throw error;
    }
  }

  async #remove(what: string, work: (store: Store) => ReturnType<Store['removeSession']>): Promise<boolean> {
    const deleted = await this.#act(work);
    if (deleted === null) return false;
    this.#withdrawOffer();
    this.#offer = { what, trashId: deleted.trashId };
    this.#undoTimer = setTimeout(() => {
      this.#offer = null;
    }, deleted.untilMs - Date.now());
    await this.refresh();
    return true;
  }

  #withdrawOffer(): void {
    clearTimeout(this.#undoTimer);
    this.#offer = null;
  }

  /** What a person asked for: what went wrong before is no longer the news. */
  #act<T>(work: (store: Store) => Promise<T>): Promise<T | null> {
    this.#problem = null;
    return this.#try(work);
  }

  /** Runs a call of the store; its sentence becomes the problem. A cancel and our own faults pass on. */
  async #try<T>(work: (store: Store) => Promise<T>): Promise<T | null> {
    try {
      return await this.ask(work);
    } catch (error) {
      if (!isForPeople(error)) throw error;
      this.#problem = error.message;
      return null;
    }
  }

  /** A store that did not open is tried again at the next call. */
  async #opened(): Promise<Store> {
    try {
      const store = await this.#open({
        onBlocked: (sentence) => {
          this.#problem = sentence;
        },
      });
      this.#problem = null;
      store.onChange(() => {
        void this.refresh().then(this.onelsewhere);
      });
      return store;
    } catch (error) {
      this.#store = null;
      throw error;
    }
  }
}

/** Errors of the store whose message is a sentence for people; by name, since their classes come later than the first load. */
const FOR_PEOPLE: readonly string[] = ['StoreError', 'BackupError'];

function isForPeople(error: unknown): error is Error {
  return error instanceof Error && FOR_PEOPLE.includes(error.name);
}

function isOld({ takes }: SessionRecord): boolean {
  return takes.some(({ summary }) => isOutOfDate(summary));
}

function damagedSentence(count: number): string {
  const [what, are] = count === 1 ? ['session', 'is'] : ['sessions', 'are'];
  return `${count} ${what} in this browser’s store ${are} damaged and left out of the list; the others are not affected, and a backup brings it back.`;
}
