import type { Connection, Writing } from '../connection';
import type { ClipRecord, RecordingRecord } from '../records';
import { RESTORING, type TakeKey } from '../schema';

/**
 * [Note: Staging] A backup may be larger than memory, and a transaction cannot wait for a file to be read and opened. So
 * recordings and clips are written as they come, where nothing refers to them; the sessions that make them visible follow in
 * one last transaction. A mark says that this is going on. When it breaks off — a bad file, a cancel, a killed page — what no
 * session refers to is swept away, at once or at the next start. A lock that ends with its tab keeps one tab from
 * sweeping what another is writing.
 */
export function lockName(connection: Connection): string {
  return `plumbline-restore:${connection.name}`;
}

export async function markRestoring(connection: Connection): Promise<void> {
  await connection.writeUnseen(['settings'], (tx) =>
    tx.objectStore('settings').put({ key: RESTORING, value: true }),
  );
}

export async function stage(
  connection: Connection,
  name: 'recordings' | 'clips',
  record: RecordingRecord | ClipRecord,
): Promise<void> {
  await connection.writeUnseen([name], (tx) =>
    'blob' in record ? tx.objectStore('clips').put(record) : tx.objectStore('recordings').put(record),
  );
}

/** Deletes what a restore left behind that did not come to its end. Hold the lock. */
export async function sweep(connection: Connection): Promise<void> {
  await connection.writeUnseen(['sessions', 'trash', 'recordings', 'clips', 'settings'], async (tx) => {
    const kept = await keptTakes(tx);
    for (const name of ['recordings', 'clips'] as const) {
      const store = tx.objectStore(name);
      const keys = await store.getAllKeys();
      for (const key of keys) if (!kept.has(placeOf(key))) await store.delete(key);
    }
    await tx.objectStore('settings').delete(RESTORING);
  });
}

/** At the start: sweeps what a killed page left, unless another tab is restoring at this moment. */
export async function sweepIfLeft(connection: Connection): Promise<void> {
  const mark = await connection.read(['settings'], (tx) => tx.objectStore('settings').get(RESTORING));
  if (mark === undefined) return;
  await navigator.locks.request(lockName(connection), { ifAvailable: true }, async (lock) => {
    if (lock !== null) await sweep(connection);
  });
}

async function keptTakes(tx: Writing): Promise<Set<string>> {
  const sessions = await tx.objectStore('sessions').getAll();
  const deleted = await tx.objectStore('trash').getAll();
  return new Set(
    [...sessions, ...deleted.flatMap((trash) => trash.sessions)].flatMap(({ id, takes }) =>
      takes.map((take) => placeOf([id, take.id])),
    ),
  );
}

function placeOf([sessionId, takeId]: TakeKey): string {
  return JSON.stringify([sessionId, takeId]);
}
