import type { RunFacts, Session, Take } from '../analysis/session';
import { checked, soundOnes } from './checked';
import type { Connection, Writing } from './connection';
import { headOf, packRecording, unpackRecording } from './pack-recording';
import { clipRecord, recordingRecord, runnerRecord, sessionRecord } from './record-schemas';
import type { ClipRecord, SessionRecord, TakeRecord, TakeSummary } from './records';
import { type TakeKey, takesOf } from './schema';
import { asStoreError, gone } from './store-error';

/** Results by the take's id. */
export type Summaries = ReadonlyMap<string, TakeSummary>;

/** A session with all that is kept of it. */
export interface OpenedSession {
  session: Session;
  record: SessionRecord;
}

/** The newest first: by when they were filmed, then by when they were made. `damaged` = records that make no sense. */
export async function recentSessions(
  connection: Connection,
): Promise<{ sessions: SessionRecord[]; damaged: number }> {
  const records = await connection.read(['sessions'], (tx) => tx.objectStore('sessions').getAll());
  const { sound, damaged } = soundOnes(sessionRecord, records);
  sound.sort((a, b) => b.filmedAtMs - a.filmedAtMs || b.createdAtMs - a.createdAtMs);
  return { sessions: sound, damaged };
}

/** Throws StoreError: 'gone', or 'damaged' where a recording does not fit. A clip that is missing is null. */
export async function openSession(connection: Connection, id: string): Promise<OpenedSession> {
  const found = await connection.read(['sessions', 'runners', 'recordings', 'clips'], async (tx) => {
    const light: unknown = await tx.objectStore('sessions').get(id);
    if (light === undefined) throw gone('session');
    const record = checked(sessionRecord, light, 'This session');
    const [runner, recordings, clips] = await Promise.all([
      record.runnerId === null ? undefined : tx.objectStore('runners').get(record.runnerId),
      tx.objectStore('recordings').getAll(takesOf(id)),
      tx.objectStore('clips').getAll(takesOf(id)),
    ]);
    return { record, runner, recordings, clips };
  });
  const { record } = found;
  const recordings = new Map(found.recordings.map((packed) => [packed.takeId, packed]));
  const clips = new Map(found.clips.map((clip) => [clip.takeId, checked(clipRecord, clip, 'A clip').blob]));
  const takes = record.takes.map((take): Take => {
    const packed = checked(
      recordingRecord,
      recordings.get(take.id),
      `The recording of “${take.source.name}”`,
    );
    const recording = unpackRecording(take, packed);
    return { id: take.id, recording, corrections: take.corrections, clip: clips.get(take.id) ?? null };
  });
  const runner =
    found.runner === undefined ? null : withoutTime(checked(runnerRecord, found.runner, 'The runner'));
  const { title, filmedAtMs, facts } = record;
  return { session: { id, runner, title, filmedAtMs, facts, takes }, record };
}

/**
 * Saves all of a session in one transaction: afterwards it is there whole, or the store is as it was. Takes that it no longer
 * has go, tags stay; a runner who is known keeps the name that they have here (`saveRunner` changes it). Throws StoreError.
 */
export async function saveSession(
  connection: Connection,
  session: Session,
  summaries: Summaries,
): Promise<SessionRecord> {
  await Promise.all(session.takes.map(({ clip }) => mustBeReadable(clip)));
  const { id, runner, title, filmedAtMs, facts } = session;
  const takes = session.takes.map((take) => lightTake(take, summaries.get(take.id) ?? null));
  const packed = session.takes.map((take) => packRecording(id, take.id, take.recording));
  const clips = session.takes.flatMap((take) => clipOf(id, take));
  return connection.write(['sessions', 'runners', 'recordings', 'clips'], async (tx) => {
    const [sessions, runners] = [tx.objectStore('sessions'), tx.objectStore('runners')];
    const earlier = await sessions.get(id);
    const known = runner && (await runners.get(runner.id));
    const record: SessionRecord = {
      id,
      runnerId: runner?.id ?? null,
      title,
      filmedAtMs,
      createdAtMs: earlier?.createdAtMs ?? Date.now(),
      changedAtMs: after(earlier),
      facts,
      tags: earlier?.tags ?? [],
      takes,
    };
    await sessions.put(record);
    if (runner && !known) await runners.put({ ...runner, changedAtMs: Date.now() });
    await dropOtherTakes(
      tx,
      id,
      packed.map(({ takeId }) => takeId),
      clips.map(({ takeId }) => takeId),
    );
    for (const recording of packed) await tx.objectStore('recordings').put(recording);
    for (const clip of clips) await tx.objectStore('clips').put(clip);
    return record;
  });
}

/** Deletes recordings and clips of a session, except of the takes named. */
export async function dropOtherTakes(
  tx: Writing,
  sessionId: string,
  recordingsOf: readonly string[],
  clipsOf: readonly string[],
): Promise<void> {
  const kept = { recordings: recordingsOf, clips: clipsOf };
  for (const name of ['recordings', 'clips'] as const) {
    const store = tx.objectStore(name);
    for (const key of await store.getAllKeys(takesOf(sessionId)))
      if (!kept[name].includes(key[1])) await store.delete(key);
  }
}

/** What may be changed of a session without opening it: what is not named stays as it is, also if another tab changed it. */
export interface SessionChange extends Partial<
  Pick<SessionRecord, 'title' | 'tags' | 'filmedAtMs' | 'runnerId'>
> {
  facts?: Partial<RunFacts>;
  /** By take: what a person corrected, and what then followed. */
  takes?: ReadonlyMap<string, Pick<TakeRecord, 'corrections' | 'summary'>>;
}

/** Throws StoreError 'gone' if another tab deleted it, or one of the takes. */
export function updateSession(
  connection: Connection,
  id: string,
  { facts, takes, ...rest }: SessionChange,
): Promise<SessionRecord> {
  return connection.write(['sessions'], (tx) =>
    changeSession(tx, id, (record) =>
      [...(takes ?? [])].reduce((changed, [takeId, change]) => changeTake(changed, takeId, change), {
        ...record,
        ...rest,
        facts: { ...record.facts, ...facts },
      }),
    ),
  );
}

/**
 * Puts results that were worked out anew in the place of older ones. Nobody has changed anything, so the session is no newer for it;
 * where somebody has since it was `read`, it is left as it is. Throws StoreError.
 */
export function renewSummaries(
  connection: Connection,
  read: SessionRecord,
  renewed: readonly (readonly [takeId: string, TakeSummary])[],
): Promise<void> {
  const summaries: Summaries = new Map(renewed);
  return connection.write(['sessions'], async (tx) => {
    const sessions = tx.objectStore('sessions');
    const now = await sessions.get(read.id);
    if (now?.changedAtMs !== read.changedAtMs) return;
    const takes = now.takes.map((take) => ({ ...take, summary: summaries.get(take.id) ?? take.summary }));
    await sessions.put({ ...now, takes });
  });
}

/** Deletes the clip alone, to make room: for good, without undo. The numbers stay. */
export function dropClip(connection: Connection, [sessionId, takeId]: TakeKey): Promise<SessionRecord> {
  return connection.write(['sessions', 'clips'], async (tx) => {
    await tx.objectStore('clips').delete([sessionId, takeId]);
    return changeSession(tx, sessionId, (record) => changeTake(record, takeId, { clipBytes: null }));
  });
}

async function changeSession(
  tx: Writing,
  id: string,
  change: (record: SessionRecord) => SessionRecord,
): Promise<SessionRecord> {
  const sessions = tx.objectStore('sessions');
  const earlier = await sessions.get(id);
  if (earlier === undefined) throw gone('session');
  const record = { ...change(earlier), changedAtMs: after(earlier) };
  await sessions.put(record);
  return record;
}

function changeTake(record: SessionRecord, takeId: string, change: Partial<TakeRecord>): SessionRecord {
  if (!record.takes.some(({ id }) => id === takeId)) throw gone('clip');
  return {
    ...record,
    takes: record.takes.map((take) => (take.id === takeId ? { ...take, ...change } : take)),
  };
}

/** Later than the earlier change, also where the clock was set back. */
export function after(earlier: { changedAtMs: number } | undefined): number {
  return Math.max(Date.now(), (earlier?.changedAtMs ?? -Infinity) + 1);
}

function lightTake({ id, recording, corrections, clip }: Take, summary: TakeSummary | null): TakeRecord {
  return { id, ...headOf(recording), corrections, summary, clipBytes: clip?.size ?? null };
}

/** Without the file's name and date, which the recording's source has. */
function clipOf(sessionId: string, { id, clip }: Take): ClipRecord[] {
  return clip === null ? [] : [{ sessionId, takeId: id, blob: clip.slice(0, clip.size, clip.type) }];
}

/** A file that was moved or changed since it was chosen cannot be copied; the database's own error would not say so. */
async function mustBeReadable(clip: Blob | null): Promise<void> {
  try {
    await clip?.slice(0, 1).arrayBuffer();
  } catch (error) {
    throw asStoreError(error);
  }
}

function withoutTime({ id, name, note }: { id: string; name: string; note: string }) {
  return { id, name, note };
}
