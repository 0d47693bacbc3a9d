import { checked, soundOnes } from '../checked';
import type { Connection } from '../connection';
import {
  clipRecord,
  comparisonRecord,
  ownErrorRecord,
  recordingRecord,
  runnerRecord,
  sessionRecord,
  settingRecord,
} from '../record-schemas';
import type { ClipRecord, RecordingRecord, SessionRecord } from '../records';
import { RESTORING, takesOf } from '../schema';
import { StoreError } from '../store-error';
import { ChunkWriter } from './chunk-writer';
import { type Entry, type LightEntry, writeEntry } from './entries';
import { namelessComparison, namelessRunner, namelessSession } from './without-names';

export interface BackupOptions {
  /** null = everything. */
  runnerId: string | null;
  /** Clips make a backup a hundred times larger. */
  clips: boolean;
  /** false = names, notes, titles, tags and file names are left out. */
  names: boolean;
  /** null = anybody who has the file can read it. */
  passphrase: string | null;
}

export interface LongWork {
  signal?: AbortSignal;
  /** Share that is done, 0–1; never falls. */
  onProgress?: (done: number) => void;
}

export interface Backup {
  file: Blob;
  sessions: number;
  /** Sessions that are damaged in the store and therefore not in the file. */
  leftOut: number;
}

/**
 * One file of everything, or of one runner. Each session is of one moment. The same contents give the same bytes, unless
 * locked: then the salt differs. Throws StoreError, or the signal's reason.
 */
export async function writeBackup(
  connection: Connection,
  options: BackupOptions,
  { signal, onProgress }: LongWork = {},
): Promise<Backup> {
  const { runnerId } = options;
  const light = await readLight(connection, runnerId);
  const writer = await ChunkWriter.start(options.passphrase);
  let [entries, sessions, leftOut] = [0, 0, 0];
  const write = async (entry: Entry) => {
    signal?.throwIfAborted();
    await writeEntry(writer, stripped(entry, options));
    entries++;
  };
  for (const record of light.runners) await write({ kind: 'runner', record });
  for (const [index, id] of light.sessionIds.entries()) {
    onProgress?.(index / light.sessionIds.length);
    const whole = await readWhole(connection, id, options.clips);
    if (whole === 'gone') continue;
    if (whole === 'damaged') {
      leftOut++;
      continue;
    }
    await write({ kind: 'session', record: whole.record });
    for (const record of whole.recordings) await write({ kind: 'recording', record });
    for (const record of whole.clips) await write({ kind: 'clip', record });
    sessions++;
  }
  for (const entry of light.others) await write(entry);
  await writeEntry(writer, { kind: 'end', entries });
  const file = await writer.finish();
  onProgress?.(1);
  return { file, sessions, leftOut };
}

/** Everything but the sessions, in the order of its keys, which is the same in every store. */
async function readLight(connection: Connection, runnerId: string | null) {
  const found = await connection.read(
    ['runners', 'sessions', 'comparisons', 'errors', 'settings'],
    async (tx) => {
      const sessions = tx.objectStore('sessions');
      const [runners, sessionIds, comparisons, errors, settings] = await Promise.all([
        tx.objectStore('runners').getAll(runnerId),
        runnerId === null ? sessions.getAllKeys() : sessions.index('runner').getAllKeys(runnerId),
        tx.objectStore('comparisons').getAll(),
        tx.objectStore('errors').getAll(runnerId),
        runnerId === null ? tx.objectStore('settings').getAll() : [],
      ]);
      return { runners, sessionIds, comparisons, errors, settings };
    },
  );
  const runners = soundOnes(runnerRecord, found.runners).sound;
  const comparisons = soundOnes(comparisonRecord, found.comparisons).sound.filter(
    ({ sessionIds }) => runnerId === null || sessionIds.every((id) => found.sessionIds.includes(id)),
  );
  const errors = soundOnes(ownErrorRecord, found.errors).sound;
  const settings = soundOnes(settingRecord, found.settings).sound.filter(({ key }) => key !== RESTORING);
  const others: LightEntry[] = [
    ...comparisons.map((record): LightEntry => ({ kind: 'comparison', record })),
    ...errors.map((record): LightEntry => ({ kind: 'ownError', record })),
    ...settings.map((record): LightEntry => ({ kind: 'setting', record })),
  ];
  return { runners, sessionIds: found.sessionIds, others };
}

interface WholeSession {
  record: SessionRecord;
  recordings: RecordingRecord[];
  clips: ClipRecord[];
}

async function readWhole(
  connection: Connection,
  id: string,
  withClips: boolean,
): Promise<WholeSession | 'gone' | 'damaged'> {
  const [light, recordings, clips] = await connection.read(['sessions', 'recordings', 'clips'], (tx) =>
    Promise.all([
      tx.objectStore('sessions').get(id),
      tx.objectStore('recordings').getAll(takesOf(id)),
      withClips ? tx.objectStore('clips').getAll(takesOf(id)) : [],
    ]),
  );
  if (light === undefined) return 'gone';
  try {
    const record = checked(sessionRecord, light, 'A session');
    const sound = {
      recordings: recordings.map((recording) => checked(recordingRecord, recording, 'A recording')),
      clips: clips.map((clip) => checked(clipRecord, clip, 'A clip')),
    };
    const has = new Set(sound.recordings.map(({ takeId }) => takeId));
    return record.takes.every((take) => has.has(take.id))
      ? { record: { ...record, takes: withClipSizes(record, sound.clips) }, ...sound }
      : 'damaged';
  } catch (error) {
    if (error instanceof StoreError && error.problem === 'damaged') return 'damaged';
    throw error;
  }
}

/** The file says of its own clips only. */
function withClipSizes(record: SessionRecord, clips: readonly ClipRecord[]): SessionRecord['takes'] {
  const sizes = new Map(clips.map(({ takeId, blob }) => [takeId, blob.size]));
  return record.takes.map((take) => ({ ...take, clipBytes: sizes.get(take.id) ?? null }));
}

function stripped(entry: Entry, { names }: BackupOptions): Entry {
  if (names) return entry;
  switch (entry.kind) {
    case 'runner':
      return { kind: 'runner', record: namelessRunner(entry.record) };
    case 'session':
      return { kind: 'session', record: namelessSession(entry.record) };
    case 'comparison':
      return { kind: 'comparison', record: namelessComparison(entry.record) };
    default:
      return entry;
  }
}
