import type { Runner, Session } from '../analysis/session';
import type { Milliseconds } from '../units';
import type { Restored } from './backup/restore';
import { sweepIfLeft } from './backup/staging';
import type { Backup, BackupOptions, LongWork } from './backup/write-backup';
import {
  allComparisons,
  openComparison,
  ownErrorOf,
  saveComparison,
  saveOwnError,
  saveSetting,
  settingOf,
} from './comparisons';
import { Connection, type ConnectionOptions } from './connection';
import type { OwnErrorRecord, PlainSettings, SessionRecord } from './records';
import { allRunners, mergeRunners, saveRunner } from './runners';
import type { TakeKey } from './schema';
import {
  dropClip,
  openSession,
  recentSessions,
  renewSummaries,
  saveSession,
  type SessionChange,
  type Summaries,
  updateSession,
} from './sessions';
import {
  type Deleted,
  emptyTrash,
  removeComparison,
  removeRunner,
  removeSession,
  removeUnfinishedTakes,
  undoRemoval,
} from './trash';
import {
  appendPiece,
  dropTakes,
  endTake,
  holdTake,
  type NewPiece,
  type NewTake,
  takeFile,
  unfinishedTakes,
} from './unfinished-takes';

const DATABASE_NAME = 'plumbline';
/** After a deletion is due, so that it is. */
const SLACK_MS: Milliseconds = 50;

export interface StoreOptions extends ConnectionOptions {
  name?: string;
}

/**
 * Opens the store of this browser: what was deleted before, or left half-restored by a killed page, goes now.
 * Throws StoreError 'unavailable' (private window), 'outdated', 'full' or 'failed'; the program works on without a store.
 */
export async function openStore({ name = DATABASE_NAME, ...options }: StoreOptions = {}): Promise<Store> {
  const connection = await Connection.open(name, options);
  const store = new Store(connection);
  // What cannot be tidied now is tidied next time; it must not keep anybody from their sessions.
  await sweepIfLeft(connection).catch(() => undefined);
  await store.emptyTrashWhenDue();
  return store;
}

/** Everything that is kept in this browser. Every call is whole or not at all and throws StoreError, a sentence for people. */
export class Store {
  readonly #connection: Connection;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** Calls back when another tab changed something; returns what stops it. */
  onChange = (listener: () => void) => this.#connection.onChange(listener);

  recentSessions = () => recentSessions(this.#connection);
  openSession = (id: string) => openSession(this.#connection, id);
  saveSession = (session: Session, summaries: Summaries) => saveSession(this.#connection, session, summaries);
  updateSession = (id: string, change: SessionChange) => updateSession(this.#connection, id, change);
  renewSummaries = (read: SessionRecord, renewed: Parameters<typeof renewSummaries>[2]) =>
    renewSummaries(this.#connection, read, renewed);
  dropClip = (key: TakeKey) => dropClip(this.#connection, key);

  runners = () => allRunners(this.#connection);
  saveRunner = (runner: Runner) => saveRunner(this.#connection, runner);
  mergeRunners = (fromId: string, intoId: string) => mergeRunners(this.#connection, fromId, intoId);

  comparisons = () => allComparisons(this.#connection);
  openComparison = (id: string) => openComparison(this.#connection, id);
  saveComparison = (comparison: Parameters<typeof saveComparison>[1]) =>
    saveComparison(this.#connection, comparison);
  ownErrorOf = (runnerId: string) => ownErrorOf(this.#connection, runnerId);
  saveOwnError = (error: OwnErrorRecord) => saveOwnError(this.#connection, error);

  settingOf = (key: string) => settingOf(this.#connection, key);
  saveSetting = (key: string, value: PlainSettings[string]) => saveSetting(this.#connection, { key, value });

  unfinishedTakes = () => unfinishedTakes(this.#connection);
  holdTake = (id: string) => holdTake(this.#connection, id);
  appendPiece = (take: NewTake, piece: NewPiece) => appendPiece(this.#connection, take, piece);
  endTake = (id: string) => endTake(this.#connection, id);
  takeFile = (id: string) => takeFile(this.#connection, id);
  dropTakes = (ids: readonly string[]) => dropTakes(this.#connection, ids);

  removeSession = (id: string) => this.#remove(removeSession(this.#connection, id));
  removeRunner = (id: string) => this.#remove(removeRunner(this.#connection, id));
  removeComparison = (id: string) => this.#remove(removeComparison(this.#connection, id));
  removeUnfinishedTakes = (ids: readonly string[]) =>
    this.#remove(removeUnfinishedTakes(this.#connection, ids));
  undoRemoval = (trashId: string) => undoRemoval(this.#connection, trashId);

  // Backups are rare: their program is fetched when one is asked for, so that the first load is free of it.
  /** One file of everything or of one runner. */
  backup = async (options: BackupOptions, work?: LongWork): Promise<Backup> => {
    const { writeBackup } = await import('./backup/write-backup');
    return writeBackup(this.#connection, options, work);
  };
  /** All of the file or nothing; throws BackupError too. */
  restore = async (file: Blob, passphrase: string | null, work?: LongWork): Promise<Restored> => {
    const { restoreBackup } = await import('./backup/restore');
    return restoreBackup(this.#connection, file, passphrase, work);
  };

  /** Deletes for good what is due, and comes back for the rest. */
  async emptyTrashWhenDue(): Promise<void> {
    clearTimeout(this.#timer);
    const nextMs = await emptyTrash(this.#connection).catch(() => null);
    if (nextMs !== null) this.#timer = setTimeout(() => void this.emptyTrashWhenDue(), nextMs + SLACK_MS);
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#connection.close();
  }

  async #remove(removal: Promise<Deleted>): Promise<Deleted> {
    const deleted = await removal;
    void this.emptyTrashWhenDue();
    return deleted;
  }
}
