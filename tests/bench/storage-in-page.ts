/** The half of the store's bench that runs in the page. */
import { deleteDB } from 'idb';
import { openStore, type Store } from '../../src/storage/store';
import { sessionOf } from '../truth/session-of';

const RUNS = 5;

async function filled(
  name: string,
  count: number,
  durationS: number,
  clipBytes: number | null,
): Promise<Store> {
  await deleteDB(name);
  const store = await openStore({ name });
  for (let seed = 0; seed < count; seed++) {
    const runnerId = `runner-${seed % 20}`;
    const { session, summaries } = sessionOf({ seed, durationS, clipBytes, runnerId });
    await store.saveSession(session, summaries);
  }
  return store;
}

/** Runs of `work` on the store as a page that was just loaded opens it; milliseconds, opening included. */
async function timed(name: string, work: (store: Store) => Promise<unknown>): Promise<number[]> {
  const all: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const start = performance.now();
    const store = await openStore({ name });
    await work(store);
    all.push(performance.now() - start);
    store.close();
  }
  return all;
}

/** From opening the store to the list of so many sessions and all runners. */
async function listMs(sessions: number): Promise<number[]> {
  (await filled('bench-list', sessions, 0.5, null)).close();
  const ms = await timed('bench-list', (store) => Promise.all([store.recentSessions(), store.runners()]));
  await deleteDB('bench-list');
  return ms;
}

/** From opening the store to a session of two takes of so many seconds at 60 fps, with clips. */
async function openMs(durationS: number, clipBytes: number): Promise<{ openMs: number[]; saveMs: number }> {
  await deleteDB('bench-open');
  const store = await openStore({ name: 'bench-open' });
  const { session, summaries } = sessionOf({ seed: 1, durationS, clipBytes });
  const start = performance.now();
  await store.saveSession(session, summaries);
  const saveMs = performance.now() - start;
  store.close();
  const ms = await timed('bench-open', (opened) => opened.openSession(session.id));
  await deleteDB('bench-open');
  return { openMs: ms, saveMs };
}

/** A backup, its restore into an empty store, and the backup of that. */
async function roundTrip(sessions: number, passphrase: string | null) {
  const options = { runnerId: null, clips: true, names: true, passphrase };
  const [store, empty] = [
    await filled('bench-backup', sessions, 10, 200_000),
    await filled('bench-restore', 0, 0, null),
  ];
  const start = performance.now();
  const { file } = await store.backup(options);
  const backupMs = performance.now() - start;
  const between = performance.now();
  const restored = await empty.restore(file, passphrase);
  const restoreMs = performance.now() - between;
  const plain = { ...options, passphrase: null };
  const [one, two] = [await store.backup(plain), await empty.backup(plain)];
  const same = (await hashOf(one.file)) === (await hashOf(two.file));
  for (const opened of [store, empty]) opened.close();
  for (const name of ['bench-backup', 'bench-restore']) await deleteDB(name);
  return { bytes: file.size, backupMs, restoreMs, added: restored.added, same };
}

async function hashOf(file: Blob): Promise<string> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer())).join();
}

export const storeBench = { listMs, openMs, roundTrip };
