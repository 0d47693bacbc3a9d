import type { Runner } from '../analysis/session';
import { soundOnes } from './checked';
import type { Connection } from './connection';
import { runnerRecord } from './record-schemas';
import type { RunnerRecord } from './records';
import { after } from './sessions';
import { gone } from './store-error';

/** Everybody, by name as this language sorts it. */
export async function allRunners(connection: Connection): Promise<RunnerRecord[]> {
  const records = await connection.read(['runners'], (tx) => tx.objectStore('runners').getAll());
  return soundOnes(runnerRecord, records).sound.sort((a, b) => a.name.localeCompare(b.name));
}

/** A new runner, or another name or note for one. */
export function saveRunner(connection: Connection, { id, name, note }: Runner): Promise<RunnerRecord> {
  return connection.write(['runners'], async (tx) => {
    const runners = tx.objectStore('runners');
    const record = { id, name, note, changedAtMs: after(await runners.get(id)) };
    await runners.put(record);
    return record;
  });
}

/**
 * Two runners are one person: the sessions of `fromId` become those of `intoId`, who keeps their name; both notes are kept.
 * A measurement error of `fromId` stays with the person unless they have one. Throws StoreError 'gone'.
 */
export function mergeRunners(connection: Connection, fromId: string, intoId: string): Promise<RunnerRecord> {
  return connection.write(['runners', 'sessions', 'errors'], async (tx) => {
    const [runners, sessions, errors] = [
      tx.objectStore('runners'),
      tx.objectStore('sessions'),
      tx.objectStore('errors'),
    ];
    const [from, into] = await Promise.all([runners.get(fromId), runners.get(intoId)]);
    if (from === undefined || into === undefined || fromId === intoId) throw gone('runner');
    const moved = await sessions.index('runner').getAll(fromId);
    const [fromError, intoError] = await Promise.all([errors.get(fromId), errors.get(intoId)]);
    const notes = [into.note, from.note].filter((note) => note.trim() !== '');
    const record = { ...into, note: notes.join('\n'), changedAtMs: after(into) };
    await runners.put(record);
    await runners.delete(fromId);
    await errors.delete(fromId);
    if (fromError && !intoError) await errors.put({ ...fromError, runnerId: intoId });
    for (const session of moved)
      await sessions.put({ ...session, runnerId: intoId, changedAtMs: after(session) });
    return record;
  });
}
