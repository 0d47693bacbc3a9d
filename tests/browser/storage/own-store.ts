import { bytesToHex } from '@noble/hashes/utils.js';
import { deleteDB, openDB } from 'idb';
import { afterEach } from 'vitest';
import { openStore, type Store } from '../../../src/storage/store';

const opened: Store[] = [];
const names = new Set<string>();

/** A database name of this test alone; the database goes with it. */
export function newName(): string {
  const name = `test-${crypto.randomUUID()}`;
  names.add(name);
  return name;
}

/** One tab's store; closed after the test. */
export async function tab(name = newName()): Promise<Store> {
  const store = await openStore({ name });
  opened.push(store);
  return store;
}

afterEach(async () => {
  for (const store of opened.splice(0)) store.close();
  for (const name of names) await deleteDB(name);
  names.clear();
});

/** What a promise is rejected with. */
export async function failureOf(promise: Promise<unknown>): Promise<Error> {
  const error: unknown = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof Error) return error;
  throw new Error(`Expected a rejection with an Error, got ${String(error)}.`);
}

/** Everything in a store's database, by object store, with a hash in the place of long arrays and clips. */
export async function contentsOf(name: string): Promise<Record<string, unknown[]>> {
  const db = await openDB(name);
  const contents: Record<string, unknown[]> = {};
  for (const store of db.objectStoreNames) {
    const records: unknown[] = await db.getAll(store);
    contents[store] = await Promise.all(records.map(hashed));
  }
  db.close();
  return contents;
}

async function hashed(value: unknown): Promise<unknown> {
  if (value instanceof Blob) return `${value.type} ${await hashOf(value)}`;
  if (ArrayBuffer.isView(value)) {
    const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
    return hashOf(new Blob([bytes.slice()]));
  }
  if (Array.isArray(value)) return Promise.all(value.map(hashed));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(async ([key, entry]) => [key, await hashed(entry)] as const);
  return Object.fromEntries(await Promise.all(entries));
}

/** SHA-256 of all bytes, with their number: what is equal is quickly seen. */
export async function hashOf(blob: Blob): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', await blob.arrayBuffer()));
  return `${blob.size} bytes ${bytesToHex(hash)}`;
}
