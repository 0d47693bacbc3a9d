import * as v from 'valibot';
import type { AnyDatabase, UpgradeTransaction } from '../schema';

const session = v.looseObject({ id: v.string(), takes: v.array(v.looseObject({ id: v.string() })) });
const clip = v.object({ blob: v.instance(Blob) });

/**
 * Version 2: a take says how large its clip is, so that lists can show what takes the room without opening clips; and
 * sessions are indexed by time. A record that makes no sense is left as it is: reading it says so.
 */
export async function clipSizes(_db: AnyDatabase, tx: UpgradeTransaction): Promise<void> {
  tx.objectStore('sessions').createIndex('time', ['filmedAtMs', 'createdAtMs']);
  for (let cursor = await tx.objectStore('sessions').openCursor(); cursor; cursor = await cursor.continue()) {
    const record = v.safeParse(session, cursor.value);
    if (!record.success) continue;
    const { id, takes } = record.output;
    const sized = [];
    for (const take of takes) sized.push({ ...take, clipBytes: await clipBytes(tx, id, take.id) });
    await cursor.update({ ...record.output, takes: sized });
  }
  // Deleted sessions that may still be had back hold takes too; they are at most ten seconds old, and go.
  await tx.objectStore('trash').clear();
}

async function clipBytes(tx: UpgradeTransaction, sessionId: string, takeId: string): Promise<number | null> {
  const found = v.safeParse(clip, await tx.objectStore('clips').get([sessionId, takeId]));
  return found.success ? found.output.blob.size : null;
}
