/** What store-killed, take-killed and store-full run inside a page: the store itself, without the app around it. */
import { openDB } from 'idb';
import type { Session, Take } from '../../src/analysis/session';
import { type Store, openStore } from '../../src/storage/store';
import { openFixture } from './store-fixture';
import { sessionOf } from '../truth/session-of';
import { leftOver, recordForever } from './take-page';

declare global {
  interface Window {
    storePage: typeof storePage;
    /** Tells the test what has happened; it may be killed at any moment. */
    told: (what: string) => Promise<void>;
  }
}

/** Sessions that an old database or a backup brings. */
const MANY = 8;
const CLIP_BYTES = 100_000;

const made = (seed: number) => sessionOf({ seed, durationS: 0.5, clipBytes: CLIP_BYTES });

async function fill(store: Store, from: number, to: number): Promise<void> {
  for (let seed = from; seed < to; seed++) {
    const { session, summaries } = made(seed);
    await store.saveSession(session, summaries);
  }
}

/** Saves one session after the other, each twice, and tells of each; never ends. */
async function saveForever(name: string, firstSeed: number): Promise<void> {
  const store = await openStore({ name });
  await window.told('started');
  for (let seed = firstSeed; ; seed++) {
    const { session, summaries } = made(seed);
    await store.saveSession({ ...session, takes: session.takes.slice(1) }, summaries);
    await window.told(session.id);
    await store.saveSession(session, summaries);
  }
}

/** Makes a database of version 1 with many sessions, then opens it with today's program. */
async function migrate(name: string): Promise<void> {
  const source = await openStore({ name: `${name}-source` });
  await fill(source, 0, MANY);
  source.close();
  const from = await openDB(`${name}-source`);
  const old = await openFixture(name, 1);
  for (const store of ['sessions', 'recordings', 'clips'] as const) {
    await old.clear(store);
    for (const record of (await from.getAll(store)) as Record<string, unknown>[]) {
      if (store !== 'sessions') await old.put(store, record);
      else await old.put(store, withoutClipSizes(record));
    }
  }
  from.close();
  old.close();
  await window.told('started');
  await openStore({ name });
  await window.told('done');
}

function withoutClipSizes(session: Record<string, unknown>): unknown {
  const takes = (session['takes'] as object[]).map((take) =>
    Object.fromEntries(Object.entries(take).filter(([key]) => key !== 'clipBytes')),
  );
  return { ...session, takes };
}

/** Restores a backup of many sessions into a store that has some of its own. */
async function restore(name: string): Promise<void> {
  const [store, other] = [await openStore({ name }), await openStore({ name: `${name}-source` })];
  await fill(store, 0, 3);
  await fill(other, 3, MANY);
  const { file } = await other.backup({ runnerId: null, clips: true, names: true, passphrase: null });
  await window.told('started');
  await store.restore(file, null);
  await window.told('done');
}

/** Opens everything: the ids of what is whole, sentences of what is not, and recordings or clips that belong to nothing. */
async function check(name: string) {
  const store = await openStore({ name });
  const { sessions, damaged } = await store.recentSessions();
  const broken = damaged > 0 ? [`${damaged} damaged`] : [];
  const places = new Set<string>();
  for (const { id, takes } of sessions) {
    for (const take of takes) places.add(`${id} ${take.id}`);
    try {
      const { session, record } = await store.openSession(id);
      const sized = record.takes.every(({ clipBytes }) => clipBytes === CLIP_BYTES);
      if (!sized || !(await isAsMade(session))) broken.push(`${id} is not as it was saved`);
    } catch (error) {
      broken.push(`${id}: ${String(error)}`);
    }
  }
  store.close();
  const db = await openDB(name);
  const keys = [...(await db.getAllKeys('recordings')), ...(await db.getAllKeys('clips'))] as string[][];
  const marks = await db.count('settings', 'restoring');
  db.close();
  const orphans = keys.filter((key) => !places.has(key.join(' '))).length;
  return { ids: sessions.map(({ id }) => id), broken, orphans, marks };
}

/** One take (the first of the two saves) or both. */
async function isAsMade(session: Session): Promise<boolean> {
  const { takes } = made(Number(session.id.split('-')[1])).session;
  const expected = session.takes.length === 1 ? takes.slice(1) : takes;
  const same = session.takes.map(async (take, k) => (await bytesOf(take)) === (await bytesOf(expected[k]!)));
  return session.takes.length === expected.length && (await Promise.all(same)).every(Boolean);
}

async function bytesOf({ id, clip, recording }: Take): Promise<string> {
  const { timeS, landmarks } = recording.track;
  const columns = Object.values(landmarks).flatMap(({ x, y, z, confidence }) => [x, y, z, confidence]);
  const all = new Blob([id, timeS, ...columns, clip ?? 'no clip']);
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', await all.arrayBuffer()));
  return hash.join();
}

/** Saves one small session and tries one with large clips. Gives what the store said, and what is in it then. */
async function overfill(name: string, clipBytes: number) {
  const store = await openStore({ name });
  await fill(store, 0, 1);
  const { session, summaries } = sessionOf({ seed: 1, clipBytes });
  const said = await store.saveSession(session, summaries).then(
    () => 'saved',
    (error: unknown) => String(error),
  );
  const { sessions } = await store.recentSessions();
  store.close();
  return { said, ids: sessions.map(({ id }) => id) };
}

const storePage = { saveForever, migrate, restore, check, overfill, recordForever, leftOver };
window.storePage = storePage;
