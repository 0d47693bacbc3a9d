import { type IDBPDatabase, openDB } from 'idb';
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import version1 from '../browser/storage/fixtures/version-1.json';
import version2 from '../browser/storage/fixtures/version-2.json';
import version3 from '../browser/storage/fixtures/version-3.json';
import version4 from '../browser/storage/fixtures/version-4.json';
import version5 from '../browser/storage/fixtures/version-5.json';

/**
 * A database as a version of Plumbline left it, in JSON: made once with `fixtureOf` by the code of that version, never made
 * again. Values that JSON has not are `{ "~": [type, …] }`.
 */
interface Fixture {
  version: number;
  stores: Record<
    string,
    { keyPath: string | string[]; indexes: Record<string, string | string[]>; records: unknown[] }
  >;
}

/** One for every version that was ever published; index + 1 = version. */
export const FIXTURES: readonly Fixture[] = [version1, version2, version3, version4, version5];

/** Makes the database of a fixture, and leaves it open: a tab with an old program. */
export async function openFixture(name: string, version: number): Promise<IDBPDatabase> {
  const fixture = FIXTURES[version - 1]!;
  const db = await openDB(name, fixture.version, {
    upgrade(database) {
      for (const [store, { keyPath, indexes }] of Object.entries(fixture.stores)) {
        const made = database.createObjectStore(store, { keyPath });
        for (const [index, path] of Object.entries(indexes)) made.createIndex(index, path);
      }
    },
  });
  for (const [store, { records }] of Object.entries(fixture.stores))
    for (const record of records) await db.put(store, decoded(record));
  return db;
}

/** The database as a fixture. */
export async function fixtureOf(name: string): Promise<Fixture> {
  const db = await openDB(name);
  const stores: Fixture['stores'] = {};
  for (const store of db.objectStoreNames) {
    const tx = db.transaction(store);
    const indexes: Record<string, string | string[]> = {};
    for (const index of tx.store.indexNames) indexes[index] = tx.store.index(index).keyPath;
    const keyPath = tx.store.keyPath ?? '';
    const found: unknown[] = await tx.store.getAll();
    stores[store] = { keyPath, indexes, records: await Promise.all(found.map(encoded)) };
  }
  db.close();
  return { version: db.version, stores };
}

type Tagged = [type: 'number' | 'f32' | 'f64' | 'blob', text: string, mime?: string];

async function encoded(value: unknown): Promise<unknown> {
  const tag = (...tagged: Tagged) => ({ '~': tagged });
  if (Object.is(value, -0)) return tag('number', '-0');
  if (typeof value === 'number' && !Number.isFinite(value)) return tag('number', String(value));
  if (value instanceof Float32Array || value instanceof Float64Array) {
    const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
    return tag(value instanceof Float32Array ? 'f32' : 'f64', bytesToHex(bytes));
  }
  if (value instanceof Blob)
    return tag('blob', bytesToHex(new Uint8Array(await value.arrayBuffer())), value.type);
  if (Array.isArray(value)) return Promise.all(value.map(encoded));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(async ([key, entry]) => [key, await encoded(entry)] as const);
  return Object.fromEntries(await Promise.all(entries));
}

function decoded(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(decoded);
  if (typeof value !== 'object' || value === null) return value;
  if (!('~' in value))
    return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, decoded(entry)]));
  const [type, text, mime] = value['~'] as Tagged;
  if (type === 'number') return Number(text);
  const bytes = Uint8Array.from(hexToBytes(text));
  if (type === 'blob') return new Blob([bytes], { type: mime ?? '' });
  return type === 'f32' ? new Float32Array(bytes.buffer) : new Float64Array(bytes.buffer);
}
