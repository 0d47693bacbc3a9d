import * as v from 'valibot';
import type { Connection, Writing } from '../connection';
import { sessionRecord } from '../record-schemas';
import type { SessionRecord } from '../records';
import { RESTORING, STORE_NAMES, takesOf } from '../schema';
import { dropOtherTakes } from '../sessions';
import { emptyTrash } from '../trash';
import { BackupError } from './backup-error';
import { canonicalJson } from './canonical-json';
import { ChunkReader } from './chunk-reader';
import { type LightEntry, readEntry } from './entries';
import { lockName, markRestoring, stage, sweep } from './staging';
import type { LongWork } from './write-backup';

/** What became of the sessions of a backup. */
export interface Restored {
  added: number;
  /** Already here, alike. */
  same: number;
  /** Here in an older state, which the backup's took the place of. */
  replaced: number;
  /** Here in a state that was changed later than the backup's: kept. */
  keptNewer: number;
}

/**
 * Puts what a backup holds into the store, all of it or nothing. Throws BackupError, StoreError, or the signal's reason.
 *
 * [Note: Newer wins] What has the same id is the same thing, and the state that was changed last is kept; neither is
 * doubled. That makes the same backup harmless to restore twice, and lets two machines exchange theirs. A clip that is here
 * is never lost to a backup without clips. Settings of this machine stay.
 */
export function restoreBackup(
  connection: Connection,
  file: Blob,
  passphrase: string | null,
  { signal, onProgress }: LongWork = {},
): Promise<Restored> {
  return navigator.locks.request(lockName(connection), async () => {
    const reader = await ChunkReader.start(file, passphrase).catch(asBackupError);
    // What could still be had back might share recordings with the backup: one of the two must decide.
    await emptyTrash(connection, 'now');
    await markRestoring(connection);
    try {
      const staged = await stageAll(connection, reader, { signal, onProgress });
      signal?.throwIfAborted();
      const restored = await connection.write([...STORE_NAMES], (tx) => commit(tx, staged));
      onProgress?.(1);
      return restored;
    } catch (error) {
      await sweep(connection).catch(() => undefined); // then the next start does it
      throw error;
    }
  });
}

/** What was read of a file to its end. */
interface Staged {
  entries: LightEntry[];
  /** Sessions whose recordings and clips lie in the store now. */
  sessionIds: Set<string>;
}

/** Reads the whole file; recordings and clips of sessions that are wanted are staged. */
async function stageAll(
  connection: Connection,
  reader: ChunkReader,
  { signal, onProgress }: { signal: AbortSignal | undefined; onProgress: LongWork['onProgress'] },
): Promise<Staged> {
  const staged: Staged = { entries: [], sessionIds: new Set() };
  let awaited = new Set<string>();
  for (let entries = 0; ; entries++) {
    signal?.throwIfAborted();
    const entry = await readEntry(reader).catch(asBackupError);
    onProgress?.(Math.min(0.99, reader.done));
    if (entry.kind === 'recording' || entry.kind === 'clip') {
      const { sessionId, takeId } = entry.record;
      if (entry.kind === 'recording') awaited.delete(takeId);
      if (staged.sessionIds.has(sessionId))
        await stage(connection, entry.kind === 'clip' ? 'clips' : 'recordings', entry.record);
      continue;
    }
    // The session before has come to its end.
    if (awaited.size > 0) throw new BackupError('damaged');
    staged.entries.push(entry);
    if (entry.kind === 'session') {
      awaited = new Set(entry.record.takes.map((take) => take.id));
      if (await isWanted(connection, entry.record)) staged.sessionIds.add(entry.record.id);
    }
    if (entry.kind === 'end') {
      if (entry.entries !== entries) throw new BackupError('damaged');
      reader.mustBeAtEnd();
      return staged;
    }
  }
}

async function isWanted(connection: Connection, incoming: SessionRecord): Promise<boolean> {
  const { id } = incoming;
  const here: unknown = await connection.read(['sessions'], (tx) => tx.objectStore('sessions').get(id));
  const fate = fateOf(here, incoming);
  return fate === 'added' || fate === 'replaced';
}

/** Which state of a session is kept. A damaged one gives way. */
function fateOf(here: unknown, incoming: SessionRecord): keyof Restored {
  if (here === undefined) return 'added';
  const read = v.safeParse(sessionRecord, here);
  if (!read.success || incoming.changedAtMs > read.output.changedAtMs) return 'replaced';
  const withoutClips = (record: SessionRecord) =>
    canonicalJson({ ...record, takes: record.takes.map((take) => ({ ...take, clipBytes: null })) });
  return withoutClips(read.output) === withoutClips(incoming) ? 'same' : 'keptNewer';
}

/** Makes all visible at once. */
async function commit(tx: Writing, { entries, sessionIds }: Staged): Promise<Restored> {
  const restored: Restored = { added: 0, same: 0, replaced: 0, keptNewer: 0 };
  for (const entry of entries) {
    switch (entry.kind) {
      case 'session':
        restored[await commitSession(tx, entry.record, sessionIds.has(entry.record.id))]++;
        break;
      case 'runner':
        await putIfNewer(tx.objectStore('runners'), entry.record.id, entry.record, 'changedAtMs');
        break;
      case 'comparison':
        await putIfNewer(tx.objectStore('comparisons'), entry.record.id, entry.record, 'changedAtMs');
        break;
      case 'ownError':
        await putIfNewer(tx.objectStore('errors'), entry.record.runnerId, entry.record, 'measuredAtMs');
        break;
      case 'setting':
        if ((await tx.objectStore('settings').getKey(entry.record.key)) === undefined)
          await tx.objectStore('settings').put(entry.record);
        break;
      case 'end':
        break;
    }
  }
  await tx.objectStore('settings').delete(RESTORING);
  return restored;
}

/** What another tab did to the session since it was looked at is later than the backup, and stands. */
async function commitSession(
  tx: Writing,
  incoming: SessionRecord,
  isStaged: boolean,
): Promise<keyof Restored> {
  const { id } = incoming;
  const fate = fateOf(await tx.objectStore('sessions').get(id), incoming);
  if (fate === 'same' || fate === 'keptNewer') return fate;
  const recordings = await tx.objectStore('recordings').getAllKeys(takesOf(id));
  const there = new Set(recordings.map(([, takeId]) => takeId));
  if (!isStaged || incoming.takes.some((take) => !there.has(take.id))) return 'keptNewer';
  const clips = await tx.objectStore('clips').getAll(takesOf(id));
  const sizes = new Map(clips.map(({ takeId, blob }) => [takeId, blob.size]));
  const takes = incoming.takes.map((take) => ({ ...take, clipBytes: sizes.get(take.id) ?? null }));
  const ids = takes.map((take) => take.id);
  await dropOtherTakes(tx, id, ids, ids);
  await tx.objectStore('sessions').put({ ...incoming, takes });
  return fate;
}

interface Shelf<T> {
  get(key: string): Promise<T | undefined>;
  put(record: T): Promise<unknown>;
}

async function putIfNewer<K extends string, T extends Record<K, number>>(
  store: Shelf<T>,
  id: string,
  incoming: T,
  time: K,
): Promise<void> {
  const here = await store.get(id);
  if (here === undefined || incoming[time] > here[time]) await store.put(incoming);
}

/** The disk's own errors as a sentence. */
function asBackupError(error: unknown): never {
  if (error instanceof DOMException && ['NotReadableError', 'NotFoundError'].includes(error.name))
    throw new BackupError('unreadable', { cause: error });
  throw error;
}
