import { type IDBPDatabase, type IDBPTransaction, openDB } from 'idb';
import { DATABASE_VERSION, migrate, type Schema, type StoreName } from './schema';
import { asStoreError, SENTENCES, StoreError } from './store-error';

export interface ConnectionOptions {
  /** Called with a sentence while another tab keeps the database from being opened. */
  onBlocked?: (sentence: string) => void;
}

type Transaction<Mode extends IDBTransactionMode> = IDBPTransaction<Schema, StoreName[], Mode>;
export type Reading = Transaction<'readonly'>;
export type Writing = Transaction<'readwrite'>;

/**
 * The open database of one tab, and its voice to the others.
 *
 * Tabs: a newer Plumbline that needs another version of the database asks; this one closes at once and says so at the next
 * call. The newer one waits until all have. Every change is announced, so that other tabs' lists refresh.
 */
export class Connection {
  readonly name: string;
  readonly #db: IDBPDatabase<Schema>;
  readonly #channel: BroadcastChannel;
  readonly #ending: Ending;

  /** Opens the database and brings it to this version. Throws StoreError. */
  static async open(name: string, { onBlocked }: ConnectionOptions = {}): Promise<Connection> {
    if (!('indexedDB' in globalThis)) throw new StoreError('unavailable', SENTENCES.unavailable);
    let failure: unknown = null;
    const ending: Ending = { reason: null };
    try {
      const db = await openDB(name, DATABASE_VERSION, {
        upgrade(database, fromVersion, _to, tx) {
          tx.done.catch(() => undefined); // opening fails then, and tells
          migrate(database, fromVersion, tx).catch((error: unknown) => {
            failure = error;
            tx.abort();
          });
        },
        blocked: () => onBlocked?.(SENTENCES.blocked),
        blocking: (_from, _to, event) => {
          if (event.target instanceof IDBDatabase) event.target.close();
          ending.reason = new StoreError('outdated', SENTENCES.outdated);
        },
        terminated: () => {
          ending.reason = new StoreError('lost', SENTENCES.lost);
        },
      });
      // The steps of `migrate` are written without the newest schema's types; what they have made is of that schema.
      return new Connection(name, db as unknown as IDBPDatabase<Schema>, ending);
    } catch (error) {
      throw openingError(failure ?? error);
    }
  }

  private constructor(name: string, db: IDBPDatabase<Schema>, ending: Ending) {
    this.name = name;
    this.#db = db;
    this.#channel = new BroadcastChannel(`plumbline-store:${name}`);
    this.#ending = ending;
  }

  /** Calls back whenever another tab has changed something. Returns what stops it. */
  onChange(listener: () => void): () => void {
    this.#channel.addEventListener('message', listener);
    return () => {
      this.#channel.removeEventListener('message', listener);
    };
  }

  /** All that `work` reads is of one moment. It may await nothing but the database. Throws StoreError. */
  read<T>(stores: StoreName[], work: (tx: Reading) => Promise<T>): Promise<T> {
    return this.#run(() => this.#db.transaction(stores, 'readonly'), work);
  }

  /**
   * Whole or not at all; resolves once it is on the disk, and other tabs hear of it. `work` may await nothing but the database,
   * and awaits each request before the next: what is thrown then is the first thing that failed. Throws StoreError.
   */
  async write<T>(stores: StoreName[], work: (tx: Writing) => Promise<T>): Promise<T> {
    const done = await this.writeUnseen(stores, work);
    if (this.#ended() === null) this.#channel.postMessage('changed');
    return done;
  }

  /** The same for what no list shows. */
  writeUnseen<T>(stores: StoreName[], work: (tx: Writing) => Promise<T>): Promise<T> {
    return this.#run(() => this.#db.transaction(stores, 'readwrite', { durability: 'strict' }), work);
  }

  close(): void {
    this.#ending.reason ??= new StoreError('lost', SENTENCES.lost);
    this.#db.close();
    this.#channel.close();
  }

  #ended(): StoreError | null {
    return this.#ending.reason;
  }

  async #run<Mode extends IDBTransactionMode, T>(
    begin: () => Transaction<Mode>,
    work: (tx: Transaction<Mode>) => Promise<T>,
  ): Promise<T> {
    const ended = this.#ended();
    if (ended !== null) throw ended;
    let tx: Transaction<Mode> | null = null;
    try {
      tx = begin();
      tx.done.catch(() => undefined); // told below, whichever fails first
      const answer = await work(tx);
      await tx.done;
      return answer;
    } catch (error) {
      throw asStoreError(this.#ended() ?? abort(tx, error));
    }
  }
}

/** Why the database takes no more calls. */
interface Ending {
  reason: StoreError | null;
}

/** Takes back what was written. Gives the transaction's own reason where the request only knows that it was aborted. */
function abort(tx: { error: DOMException | null; abort(): void } | null, error: unknown): unknown {
  try {
    tx?.abort();
  } catch {
    // it has ended already
  }
  return error instanceof DOMException && error.name === 'AbortError' ? (tx?.error ?? error) : error;
}

/** Where storage is switched off, opening fails with these; a newer database is a VersionError. */
function openingError(error: unknown): unknown {
  const closedDoor = ['InvalidStateError', 'SecurityError', 'NotAllowedError'];
  if (error instanceof DOMException && closedDoor.includes(error.name))
    return new StoreError('unavailable', SENTENCES.unavailable, { cause: error });
  if (error instanceof DOMException && error.name === 'AbortError')
    return asStoreError(new Error('opening was cut off', { cause: error }));
  return asStoreError(error);
}
