import { afterEach, describe, expect, it, vi } from 'vitest';
import { UNDO_MS } from '../../../src/storage/trash';
import type { NewTake } from '../../../src/storage/unfinished-takes';
import { sessionOf } from '../../truth/session-of';
import { WHOLE } from './full-store';
import { contentsOf, failureOf, newName, tab } from './own-store';

const TAKE: NewTake = {
  id: 'one',
  tapeId: 'tape',
  startedAtMs: new Date(2026, 10, 23, 14, 32, 5).getTime(),
  viewHint: 'left',
  mimeType: 'video/webm;codecs=vp8',
};
const piece = (index: number) => ({ index, blob: new Blob([`piece ${index};`]), untilS: (index + 1) / 2 });

/** A store with one recording of three pieces. */
async function storeOfOne(name = newName()) {
  const store = await tab(name);
  for (const index of [0, 1, 2]) await store.appendPiece(TAKE, piece(index));
  return store;
}

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe('a recording that was cut off', () => {
  it('is listed with what is known of it, and is a file with its pieces in order', async () => {
    const name = newName();
    await storeOfOne(name);
    const store = await tab(name);
    await store.appendPiece({ ...TAKE, id: 'later', startedAtMs: TAKE.startedAtMs + 1 }, piece(0));
    const [later, one] = await store.unfinishedTakes();
    expect(later?.id).toBe('later');
    expect(one).toEqual({ ...TAKE, pieces: 3, bytes: 24, seconds: 1.5, ended: false });
    const file = await store.takeFile('one');
    expect(await file.text()).toBe('piece 0;piece 1;piece 2;');
    expect([file.name, file.lastModified, file.type]).toEqual([
      'camera-2026-11-23-14-32-05.webm',
      TAKE.startedAtMs,
      TAKE.mimeType,
    ]);
  });

  it('may have come to its end without a session', async () => {
    const store = await storeOfOne();
    await store.endTake('one');
    expect(await store.unfinishedTakes()).toMatchObject([{ id: 'one', ended: true }]);
    expect(await failureOf(store.endTake('nobody'))).toMatchObject({ problem: 'gone' });
    expect(await failureOf(store.takeFile('nobody'))).toMatchObject({ problem: 'gone' });
  });

  it('is not offered while a tab records it, in that tab or another', async () => {
    const name = newName();
    const [here, there] = [await storeOfOne(name), await tab(name)];
    const release = await here.holdTake('one');
    expect(await there.unfinishedTakes()).toEqual([]);
    expect(await here.unfinishedTakes()).toEqual([]);
    release();
    await vi.waitFor(async () => {
      expect((await there.unfinishedTakes()).length).toBe(1);
    });
  });

  it('only grows: a piece is never written twice, and none follows on what was deleted', async () => {
    const name = newName();
    const store = await storeOfOne(name);
    const before = await contentsOf(name);
    expect(await failureOf(store.appendPiece(TAKE, piece(1)))).toMatchObject({ problem: 'failed' });
    expect(await contentsOf(name)).toEqual(before);
    await store.dropTakes(['one', 'nobody']);
    expect(await failureOf(store.appendPiece(TAKE, piece(3)))).toMatchObject({ problem: 'gone' });
    expect(await contentsOf(name)).toMatchObject({ unfinishedTakes: [], pieces: [] });
  });

  it('on a full disk keeps what it has, and the sentence says that there is no room', async () => {
    const name = newName();
    const store = await storeOfOne(name);
    const before = await contentsOf(name);
    vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(() => {
      throw new DOMException('no room', 'QuotaExceededError');
    });
    expect(await failureOf(store.appendPiece(TAKE, piece(3)))).toMatchObject({ problem: 'full' });
    vi.restoreAllMocks();
    expect(await contentsOf(name)).toEqual(before);
  });

  it('deleted can be had back for ten seconds, and is really gone then', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const name = newName();
    const store = await storeOfOne(name);
    const before = await contentsOf(name);
    const { trashId } = await store.removeUnfinishedTakes(['one', 'nobody']);
    expect(await store.unfinishedTakes()).toEqual([]);
    await store.undoRemoval(trashId);
    expect(await contentsOf(name)).toEqual(before);
    await store.removeUnfinishedTakes(['one']);
    vi.setSystemTime(Date.now() + UNDO_MS);
    await tab(name);
    expect(await contentsOf(name)).toMatchObject({ trash: [], pieces: [], unfinishedTakes: [] });
    expect(await failureOf(store.removeUnfinishedTakes(['one']))).toMatchObject({ problem: 'gone' });
  });
});

it('recordings that are part of no session stand apart from backups: none is taken along, none is touched', async () => {
  const name = newName();
  const store = await storeOfOne(name);
  const { session, summaries } = sessionOf({ seed: 1 });
  await store.saveSession(session, summaries);
  const before = await contentsOf(name);
  const { file } = await store.backup(WHOLE);
  await store.restore(file, null);
  expect(await contentsOf(name)).toEqual(before);
  const there = await tab();
  expect(await there.restore(file, null)).toMatchObject({ added: 1 });
  expect(await there.unfinishedTakes()).toEqual([]);
});
