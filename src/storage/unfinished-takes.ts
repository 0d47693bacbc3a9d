import { checked, soundOnes } from './checked';
import type { Connection } from './connection';
import { pieceRecord, unfinishedTakeRecord } from './record-schemas';
import type { UnfinishedTakeRecord } from './records';
import { piecesOf } from './schema';
import { gone } from './store-error';
import type { Seconds } from '../units';
import { endingOf } from '../video/recording-format';

/** What is known of a recording when it begins. */
export type NewTake = Pick<UnfinishedTakeRecord, 'id' | 'tapeId' | 'startedAtMs' | 'viewHint' | 'mimeType'>;

/** A bit of a recording as it is appended. */
export interface NewPiece {
  index: number;
  blob: Blob;
  /** Length of the recording with this piece. */
  untilS: Seconds;
}

const LOCK = 'plumbline-take:';

/**
 * Marks a recording as going on in this tab: no other offers it meanwhile. Gives what ends that; a tab that dies ends it too.
 */
export function holdTake({ name }: Connection, id: string): Promise<() => void> {
  return new Promise((resolve, reject) => {
    const held = () =>
      new Promise<void>((release) => {
        resolve(release);
      });
    navigator.locks.request(lockName(name, id), held).catch(reject);
  });
}

/**
 * Writes the next piece of a recording; the first one makes the recording known. Resolves once it is on the disk. Call it for
 * one piece after the other. Throws StoreError: 'full' above all, 'gone' where the recording was deleted meanwhile.
 */
export function appendPiece(
  connection: Connection,
  take: NewTake,
  { index, blob, untilS }: NewPiece,
): Promise<void> {
  return connection.writeUnseen(['unfinishedTakes', 'pieces'], async (tx) => {
    const takes = tx.objectStore('unfinishedTakes');
    const earlier = await takes.get(take.id);
    if (earlier === undefined && index > 0) throw gone('recording');
    const bytes = (earlier?.bytes ?? 0) + blob.size;
    const grown = { pieces: index + 1, bytes, seconds: untilS, ended: false };
    await tx.objectStore('pieces').add({ takeId: take.id, index, blob });
    await takes.put({ ...take, ...grown });
  });
}

/** It came to its end: it was not cut off. Throws StoreError 'gone'. */
export function endTake(connection: Connection, id: string): Promise<void> {
  return connection.write(['unfinishedTakes'], async (tx) => {
    const takes = tx.objectStore('unfinishedTakes');
    const take = await takes.get(id);
    if (take === undefined) throw gone('recording');
    await takes.put({ ...take, ended: true });
  });
}

/** Recordings that are part of no session, the newest first, but for those that a tab records at this moment. */
export async function unfinishedTakes(connection: Connection): Promise<UnfinishedTakeRecord[]> {
  const { held = [] } = await navigator.locks.query();
  const going = new Set(held.map((lock) => lock.name));
  const records = await connection.read(['unfinishedTakes'], (tx) =>
    tx.objectStore('unfinishedTakes').getAll(),
  );
  return soundOnes(unfinishedTakeRecord, records)
    .sound.filter(({ id }) => !going.has(lockName(connection.name, id)))
    .sort((a, b) => b.startedAtMs - a.startedAtMs);
}

/** A recording as far as it is kept, as the file that the camera might have written. Throws StoreError: 'gone', or 'damaged'. */
export async function takeFile(connection: Connection, id: string): Promise<File> {
  const found = await connection.read(['unfinishedTakes', 'pieces'], async (tx) => ({
    take: await tx.objectStore('unfinishedTakes').get(id),
    pieces: await tx.objectStore('pieces').getAll(piecesOf(id)),
  }));
  if (found.take === undefined) throw gone('recording');
  const take = checked(unfinishedTakeRecord, found.take, 'This recording');
  const pieces = found.pieces.map((piece) => checked(pieceRecord, piece, 'A piece of this recording').blob);
  return fileOf(take, pieces);
}

/** "camera-2026-11-23-14-32-05.mkv", in this place's time; last modified when the recording began. */
export function fileOf({ startedAtMs, mimeType }: NewTake, pieces: readonly Blob[]): File {
  const start = new Date(startedAtMs);
  const parts = [
    start.getFullYear(),
    start.getMonth() + 1,
    start.getDate(),
    start.getHours(),
    start.getMinutes(),
    start.getSeconds(),
  ];
  const name = ['camera', ...parts.map((part) => String(part).padStart(2, '0'))].join('-');
  return new File([...pieces], `${name}${endingOf(mimeType)}`, { type: mimeType, lastModified: startedAtMs });
}

/** Deletes recordings for good, as when their session was saved. Those that are gone already are no matter. */
export function dropTakes(connection: Connection, ids: readonly string[]): Promise<void> {
  return connection.write(['unfinishedTakes', 'pieces'], async (tx) => {
    for (const id of ids) {
      await tx.objectStore('unfinishedTakes').delete(id);
      await tx.objectStore('pieces').delete(piecesOf(id));
    }
  });
}

function lockName(database: string, id: string): string {
  return `${LOCK}${database}:${id}`;
}
