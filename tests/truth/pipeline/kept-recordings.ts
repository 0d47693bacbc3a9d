import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import type { Recording } from '../../../src/analysis/recording';
import { ChunkReader } from '../../../src/storage/backup/chunk-reader';
import { readEntry } from '../../../src/storage/backup/entries';
import { unpackRecording } from '../../../src/storage/pack-recording';

/** A backup of one session with a take of each view, packed; see make-recordings.ts. */
export const RECORDINGS = fileURLToPath(new URL('./four-views.backup.gz', import.meta.url));

/** One recording of each view, by the view's name, as they come out of a backup. */
export async function keptRecordings(): Promise<Map<string, Recording>> {
  const reader = await ChunkReader.start(new Blob([gunzipSync(readFileSync(RECORDINGS))]), null);
  const session = await readEntry(reader);
  if (session.kind !== 'session') throw new Error(`${RECORDINGS} begins with a ${session.kind}.`);
  const recordings = new Map<string, Recording>();
  for (const take of session.record.takes) {
    const entry = await readEntry(reader);
    if (entry.kind !== 'recording') throw new Error(`${RECORDINGS} has a ${entry.kind} for a recording.`);
    recordings.set(take.id, unpackRecording(take, entry.record));
  }
  return recordings;
}
