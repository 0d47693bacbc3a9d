import type { Milliseconds } from '../units';
import { checked } from './checked';
import type { Connection, Writing } from './connection';
import { trashRecord } from './record-schemas';
import type { ComparisonRecord, TrashRecord, UnfinishedTakeRecord } from './records';
import { piecesOf } from './schema';
import { dropOtherTakes } from './sessions';
import { gone } from './store-error';

/** How long what was deleted can be had back. */
export const UNDO_MS: Milliseconds = 10_000;

/** What an undo needs. */
export interface Deleted {
  trashId: string;
  /** The clock's time at which it is gone for good, milliseconds since 1970. */
  untilMs: number;
}

/** Deletes a session, and the comparisons that it is part of. Throws StoreError 'gone'. */
export function removeSession(connection: Connection, id: string): Promise<Deleted> {
  return remove(connection, async (tx) => {
    const session = await tx.objectStore('sessions').get(id);
    if (session === undefined) throw gone('session');
    return { sessions: [session], comparisons: await comparisonsOf(tx, [id]) };
  });
}

/** Deletes a runner with everything that is kept of them. Throws StoreError 'gone'. */
export function removeRunner(connection: Connection, id: string): Promise<Deleted> {
  return remove(connection, async (tx) => {
    const runner = await tx.objectStore('runners').get(id);
    if (runner === undefined) throw gone('runner');
    const sessions = await tx.objectStore('sessions').index('runner').getAll(id);
    const error = await tx.objectStore('errors').get(id);
    const comparisons = await comparisonsOf(
      tx,
      sessions.map((session) => session.id),
    );
    return { runners: [runner], sessions, comparisons, errors: error ? [error] : [] };
  });
}

/** Deletes a comparison; its sessions stay. Throws StoreError 'gone'. */
export function removeComparison(connection: Connection, id: string): Promise<Deleted> {
  return remove(connection, async (tx) => {
    const comparison = await tx.objectStore('comparisons').get(id);
    if (comparison === undefined) throw gone('comparison');
    return { comparisons: [comparison] };
  });
}

/** Deletes recordings that no session has. Throws StoreError 'gone' where none of them is left. */
export function removeUnfinishedTakes(connection: Connection, ids: readonly string[]): Promise<Deleted> {
  return remove(connection, async (tx) => {
    const takes: UnfinishedTakeRecord[] = [];
    for (const id of ids) {
      const take = await tx.objectStore('unfinishedTakes').get(id);
      if (take !== undefined) takes.push(take);
    }
    if (takes.length === 0) throw gone('recording');
    return { unfinishedTakes: takes };
  });
}

type Contents = Omit<TrashRecord, 'id' | 'deletedAtMs'>;
const NOTHING: Contents = { runners: [], sessions: [], comparisons: [], errors: [], unfinishedTakes: [] };
const LIGHT = ['runners', 'sessions', 'comparisons', 'errors', 'unfinishedTakes', 'trash'] as const;

/** Out of the lists and into the trash, in one transaction. */
function remove(
  connection: Connection,
  collect: (tx: Writing) => Promise<Partial<Contents>>,
): Promise<Deleted> {
  const id = crypto.randomUUID();
  return connection.write([...LIGHT], async (tx) => {
    const contents = { ...NOTHING, ...(await collect(tx)) };
    const deletedAtMs = Date.now();
    await tx.objectStore('trash').put({ id, deletedAtMs, ...contents });
    for (const runner of contents.runners) await tx.objectStore('runners').delete(runner.id);
    for (const session of contents.sessions) await tx.objectStore('sessions').delete(session.id);
    for (const comparison of contents.comparisons) await tx.objectStore('comparisons').delete(comparison.id);
    for (const error of contents.errors) await tx.objectStore('errors').delete(error.runnerId);
    for (const take of contents.unfinishedTakes) await tx.objectStore('unfinishedTakes').delete(take.id);
    return { trashId: id, untilMs: deletedAtMs + UNDO_MS };
  });
}

/** Brings back what was deleted, as it was. Throws StoreError 'gone' once it is too late. */
export function undoRemoval(connection: Connection, trashId: string): Promise<void> {
  return connection.write([...LIGHT], async (tx) => {
    const found: unknown = await tx.objectStore('trash').get(trashId);
    if (found === undefined) throw gone('deletion');
    const { runners, sessions, comparisons, errors, unfinishedTakes } = checked(
      trashRecord,
      found,
      'What was deleted',
    );
    await tx.objectStore('trash').delete(trashId);
    for (const record of runners) await tx.objectStore('runners').put(record);
    for (const record of sessions) await tx.objectStore('sessions').put(record);
    for (const record of comparisons) await tx.objectStore('comparisons').put(record);
    for (const record of errors) await tx.objectStore('errors').put(record);
    for (const record of unfinishedTakes) await tx.objectStore('unfinishedTakes').put(record);
  });
}

/**
 * Deletes for good what was deleted ten seconds ago, in this tab or another, before a reload or a crash. Gives how long until
 * the next is due, null = nothing waits; `now` waits for nothing. A deletion "in the future" (the clock was set back) is due.
 */
export function emptyTrash(
  connection: Connection,
  when: 'due' | 'now' = 'due',
): Promise<Milliseconds | null> {
  return connection.writeUnseen(['trash', 'sessions', 'recordings', 'clips', 'pieces'], async (tx) => {
    const now = Date.now();
    const waits: Milliseconds[] = [];
    for (const { id, deletedAtMs, sessions, unfinishedTakes } of await tx.objectStore('trash').getAll()) {
      if (when === 'due' && deletedAtMs <= now && now < deletedAtMs + UNDO_MS) {
        waits.push(deletedAtMs + UNDO_MS - now);
        continue;
      }
      await tx.objectStore('trash').delete(id);
      for (const session of sessions) await dropUnlessAlive(tx, session.id);
      for (const take of unfinishedTakes) await tx.objectStore('pieces').delete(piecesOf(take.id));
    }
    return waits.length === 0 ? null : Math.min(...waits);
  });
}

/** A session that was saved or restored again meanwhile keeps its recordings. */
async function dropUnlessAlive(tx: Writing, sessionId: string): Promise<void> {
  const alive = await tx.objectStore('sessions').getKey(sessionId);
  if (alive === undefined) await dropOtherTakes(tx, sessionId, [], []);
}

async function comparisonsOf(tx: Writing, sessionIds: readonly string[]): Promise<ComparisonRecord[]> {
  const all = await tx.objectStore('comparisons').getAll();
  return all.filter((comparison) => comparison.sessionIds.some((id) => sessionIds.includes(id)));
}
