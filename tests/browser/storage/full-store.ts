import type { BackupOptions } from '../../../src/storage/backup/write-backup';
import type { Store } from '../../../src/storage/store';
import { sessionOf } from '../../truth/session-of';
import { newName, tab } from './own-store';

export const WHOLE: BackupOptions = { runnerId: null, clips: true, names: true, passphrase: null };
export const PASSPHRASE = 'drei Läufer, a café';

/** Six sessions of two runners and of nobody; one with clips longer than two chunks, one with a take from an ANALYSIS.json. */
export async function fullStore(name = newName()): Promise<Store> {
  const store = await tab(name);
  for (const seed of [1, 2, 3, 4, 5, 6]) {
    const clipBytes = seed === 1 ? 2_500_000 : seed === 2 ? null : 1000;
    const runnerId = [null, 'ann', 'bob'][seed % 3]!;
    const { session, summaries } = sessionOf({ seed, clipBytes, runnerId, fromAnalysis: seed === 5 });
    await store.saveSession(session, summaries);
  }
  await store.saveComparison({
    id: 'c',
    sessionIds: ['session-0001', 'session-0004'],
    title: 'rehab',
    settings: {},
  });
  await store.saveOwnError({
    runnerId: 'ann',
    measuredAtMs: 1,
    sessionIds: [],
    detectable: { cadenceSpm: 2 },
    detectableOfMean: { pelvicDropPeakDeg: 1 },
  });
  await store.saveSetting('keepClips', false);
  return store;
}
