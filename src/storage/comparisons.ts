import { checked, soundOnes } from './checked';
import type { Connection } from './connection';
import { comparisonRecord, ownErrorRecord, settingRecord } from './record-schemas';
import type { ComparisonRecord, OwnErrorRecord, SettingRecord } from './records';
import { after } from './sessions';
import { gone } from './store-error';

/** Saved comparisons, the newest first. */
export async function allComparisons(connection: Connection): Promise<ComparisonRecord[]> {
  const records = await connection.read(['comparisons'], (tx) => tx.objectStore('comparisons').getAll());
  return soundOnes(comparisonRecord, records).sound.sort((a, b) => b.createdAtMs - a.createdAtMs);
}

/** Throws StoreError 'gone' or 'damaged'. */
export async function openComparison(connection: Connection, id: string): Promise<ComparisonRecord> {
  const record: unknown = await connection.read(['comparisons'], (tx) =>
    tx.objectStore('comparisons').get(id),
  );
  if (record === undefined) throw gone('comparison');
  return checked(comparisonRecord, record, 'This comparison');
}

/** A new comparison, or another title or other settings for one. */
export function saveComparison(
  connection: Connection,
  { id, sessionIds, title, settings }: Pick<ComparisonRecord, 'id' | 'sessionIds' | 'title' | 'settings'>,
): Promise<ComparisonRecord> {
  return connection.write(['comparisons'], async (tx) => {
    const comparisons = tx.objectStore('comparisons');
    const earlier = await comparisons.get(id);
    const createdAtMs = earlier?.createdAtMs ?? Date.now();
    const record = { id, sessionIds, title, settings, createdAtMs, changedAtMs: after(earlier) };
    await comparisons.put(record);
    return record;
  });
}

/** The runner's own measurement error; null where none was measured. */
export async function ownErrorOf(connection: Connection, runnerId: string): Promise<OwnErrorRecord | null> {
  const record: unknown = await connection.read(['errors'], (tx) => tx.objectStore('errors').get(runnerId));
  return record === undefined ? null : checked(ownErrorRecord, record, 'The measurement error');
}

/** Replaces an earlier one of the same runner. */
export async function saveOwnError(connection: Connection, record: OwnErrorRecord): Promise<void> {
  await connection.write(['errors'], (tx) => tx.objectStore('errors').put(record));
}

/** A setting's value; null where it was never set. */
export async function settingOf(connection: Connection, key: string): Promise<SettingRecord['value']> {
  const record: unknown = await connection.read(['settings'], (tx) => tx.objectStore('settings').get(key));
  return record === undefined ? null : checked(settingRecord, record, 'A setting').value;
}

export async function saveSetting(connection: Connection, record: SettingRecord): Promise<void> {
  await connection.write(['settings'], (tx) => tx.objectStore('settings').put(record));
}
