import * as v from 'valibot';
import type { AnyDatabase, UpgradeTransaction } from '../schema';

const session = v.looseObject({ facts: v.looseObject({}) });

/**
 * Version 5: a session says what was answered about red flags and age. Nobody was asked before: unknown, not “no”. A record
 * that makes no sense is left as it is: reading it says so.
 */
export async function redFlags(_db: AnyDatabase, tx: UpgradeTransaction): Promise<void> {
  for (let cursor = await tx.objectStore('sessions').openCursor(); cursor; cursor = await cursor.continue()) {
    const record = v.safeParse(session, cursor.value);
    if (!record.success) continue;
    const facts = { redFlags: null, ageGroup: null, ...record.output.facts };
    await cursor.update({ ...record.output, facts });
  }
}
