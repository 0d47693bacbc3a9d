import { openDB } from 'idb';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Session } from '../../../src/analysis/session';
import { UNDO_MS } from '../../../src/storage/trash';
import { sessionOf } from '../../truth/session-of';
import { contentsOf, failureOf, newName, tab } from './own-store';

/** A session with its blobs as bytes, so that two can be compared whole. */
async function plain(session: Session) {
  const bytes = (clip: Blob | null) => clip?.arrayBuffer().then((buffer) => new Uint8Array(buffer));
  const takes = session.takes.map(async (take) => ({ ...take, clip: await bytes(take.clip) }));
  return { ...session, takes: await Promise.all(takes) };
}

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe('a saved session', () => {
  it('opens as it was, to the bit, with its results', async () => {
    const name = newName();
    const { session, summaries } = sessionOf({ seed: 1 });
    await (await tab(name)).saveSession(session, summaries);
    const { session: opened, record } = await (await tab(name)).openSession(session.id);
    expect(await plain(opened)).toEqual(await plain(session));
    expect(record.takes.map(({ summary }) => summary)).toEqual([...summaries.values()]);
    expect(record.takes.map(({ clipBytes }) => clipBytes)).toEqual([3000, 3000]);
  });

  it('keeps what an earlier analysis had found, where a take is one', async () => {
    const name = newName();
    const { session, summaries } = sessionOf({ seed: 1, fromAnalysis: true });
    await (await tab(name)).saveSession(session, summaries);
    const { session: opened } = await (await tab(name)).openSession(session.id);
    expect(opened.takes[1]?.recording.cleaned?.identity.relabelledFrames).toEqual([0, 2]);
    expect(await plain(opened)).toEqual(await plain(session));
  });

  it('needs no clip and no runner', async () => {
    const store = await tab();
    const { session, summaries } = sessionOf({ seed: 2, clipBytes: null, runnerId: null });
    await store.saveSession(session, summaries);
    const { session: opened } = await store.openSession(session.id);
    expect(opened.runner).toBeNull();
    expect(opened.takes.map(({ clip }) => clip)).toEqual([null, null]);
  });

  it('saved again keeps its tags and its age, and loses the takes that it no longer has', async () => {
    const name = newName();
    const store = await tab(name);
    const { session, summaries } = sessionOf({ seed: 3 });
    const first = await store.saveSession(session, summaries);
    await store.updateSession(session.id, { tags: ['knee'] });
    const again = await store.saveSession({ ...session, takes: session.takes.slice(1) }, summaries);
    expect(again).toMatchObject({ tags: ['knee'], createdAtMs: first.createdAtMs });
    const { recordings, clips } = await contentsOf(name);
    expect([recordings?.length, clips?.length]).toEqual([1, 1]);
    expect((await store.openSession(session.id)).session.takes.length).toBe(1);
  });

  it('takes a name of 10,000 characters and one from right to left', async () => {
    const store = await tab();
    const names = ['x'.repeat(10_000), 'דנה \u202Eרץ\u202C 🏃', '\uD800 lone'];
    for (const [seed, title] of names.entries()) {
      const { session, summaries } = sessionOf({ seed });
      await store.saveSession({ ...session, title }, summaries);
    }
    const { sessions } = await store.recentSessions();
    expect(sessions.map(({ title }) => title)).toEqual(names.reverse());
  });

  it('is as it was before where a write fails in the middle, and the sentence says so', async () => {
    const name = newName();
    const store = await tab(name);
    const { session, summaries } = sessionOf({ seed: 4 });
    await store.saveSession(session, summaries);
    const before = await contentsOf(name);
    // eslint-disable-next-line @typescript-eslint/unbound-method -- called with its store below
    const put = IDBObjectStore.prototype.put;
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, ...args) {
      if (this.name === 'clips') throw new DOMException('no room', 'QuotaExceededError');
      return put.apply(this, args);
    });
    const failure = await failureOf(store.saveSession({ ...session, title: 'changed' }, summaries));
    expect(failure).toMatchObject({ name: 'StoreError', problem: 'full' });
    expect(failure.message).toMatch(/no room left .* stays open here/);
    vi.restoreAllMocks();
    expect(await contentsOf(name)).toEqual(before);
  });
});

describe('the list', () => {
  it('is ordered by when sessions were filmed, then made, also when the clock was set back between', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const store = await tab();
    const filmedAtMs = Date.UTC(2026, 5, 1);
    const clock = [5000, 1000, 3000];
    for (const [seed, now] of clock.entries()) {
      vi.setSystemTime(now);
      const { session, summaries } = sessionOf({ seed });
      await store.saveSession(
        { ...session, filmedAtMs: seed === 2 ? filmedAtMs + 1 : filmedAtMs },
        summaries,
      );
    }
    const { sessions } = await store.recentSessions();
    expect(sessions.map(({ id }) => id)).toEqual(['session-0002', 'session-0000', 'session-0001']);
    vi.setSystemTime(10);
    const { changedAtMs } = await store.updateSession('session-0000', { title: 'later' });
    expect(changedAtMs).toBe(5001);
  });

  it('leaves out a damaged record, counts it, and shows the others', async () => {
    const name = newName();
    const store = await tab(name);
    for (const seed of [1, 2]) {
      const { session, summaries } = sessionOf({ seed });
      await store.saveSession(session, summaries);
    }
    const db = await openDB(name);
    await db.put('sessions', { ...(await db.get('sessions', 'session-0001')), facts: 'none' });
    db.close();
    const { sessions, damaged } = await store.recentSessions();
    expect([sessions.map(({ id }) => id), damaged]).toEqual([['session-0002'], 1]);
    const failure = await failureOf(store.openSession('session-0001'));
    expect(failure).toMatchObject({ problem: 'damaged' });
    expect(failure.message).toMatch(/the others are not affected/);
  });

  it('does not open a recording that was cut short', async () => {
    const name = newName();
    const store = await tab(name);
    const { session, summaries } = sessionOf({ seed: 1 });
    await store.saveSession(session, summaries);
    const db = await openDB(name);
    const record: unknown = await db.get('recordings', [session.id, 'take-1-of-1']);
    await db.put('recordings', { ...(record as object), landmarks: new Float32Array(12) });
    db.close();
    expect(await failureOf(store.openSession(session.id))).toMatchObject({ problem: 'damaged' });
  });
});

describe('what was corrected', () => {
  it('is kept without the recording being written again', async () => {
    const store = await tab();
    const { session, summaries } = sessionOf({ seed: 1 });
    await store.saveSession(session, summaries);
    const corrections = { ...session.takes[0]!.corrections, view: 'right' as const };
    const takes = new Map([['take-0-of-1', { corrections, summary: null }]]);
    await store.updateSession(session.id, { takes });
    const { session: opened, record } = await store.openSession(session.id);
    expect(opened.takes[0]!.corrections).toEqual(corrections);
    expect(record.takes[0]!.summary).toBeNull();
    expect(record.takes[1]!.summary).not.toBeNull();
  });

  it('and a clip that was dropped to make room leaves the numbers', async () => {
    const store = await tab();
    const { session, summaries } = sessionOf({ seed: 1 });
    await store.saveSession(session, summaries);
    const { takes } = await store.dropClip([session.id, 'take-0-of-1']);
    expect(takes.map(({ clipBytes }) => clipBytes)).toEqual([null, 3000]);
    const { session: opened } = await store.openSession(session.id);
    expect(opened.takes.map(({ clip }) => clip?.size)).toEqual([undefined, 3000]);
  });
});

describe('what was deleted', () => {
  async function storeOfThree(name: string) {
    const store = await tab(name);
    for (const seed of [1, 2, 3]) {
      const { session, summaries } = sessionOf({ seed, runnerId: seed === 3 ? 'runner-2' : 'runner-1' });
      await store.saveSession(session, summaries);
    }
    await store.saveComparison({
      id: 'c',
      sessionIds: ['session-0001', 'session-0002'],
      title: 'rehab',
      settings: { ghost: true },
    });
    return store;
  }

  it('can be had back as it was, with the comparisons that it was part of', async () => {
    const name = newName();
    const store = await storeOfThree(name);
    const before = await contentsOf(name);
    const { trashId } = await store.removeSession('session-0001');
    expect((await store.recentSessions()).sessions.length).toBe(2);
    expect(await store.comparisons()).toEqual([]);
    expect(await failureOf(store.openSession('session-0001'))).toMatchObject({ problem: 'gone' });
    await store.undoRemoval(trashId);
    expect(await contentsOf(name)).toEqual(before);
  });

  it('is really gone after ten seconds, or at the next start', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const name = newName();
    const store = await storeOfThree(name);
    const { trashId } = await store.removeSession('session-0001');
    vi.setSystemTime(Date.now() + UNDO_MS - 1);
    await tab(name);
    expect((await contentsOf(name)).recordings?.length).toBe(6); // another tab started: still to be had back
    vi.setSystemTime(Date.now() + 1);
    await tab(name);
    const { recordings, clips, trash } = await contentsOf(name);
    expect([recordings?.length, clips?.length, trash?.length]).toEqual([4, 4, 0]);
    expect(await failureOf(store.undoRemoval(trashId))).toMatchObject({ problem: 'gone' });
  });

  it('goes by itself while the page stays open', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    const name = newName();
    const store = await storeOfThree(name);
    await store.removeSession('session-0001');
    await vi.waitFor(() => {
      expect(vi.getTimerCount()).toBe(1);
    });
    await vi.advanceTimersByTimeAsync(UNDO_MS + 1000);
    vi.useRealTimers();
    await vi.waitFor(async () => {
      expect((await contentsOf(name)).recordings?.length).toBe(4);
    });
  });

  it('does not wait for a clock that was set back', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const name = newName();
    const store = await storeOfThree(name);
    await store.removeSession('session-0001');
    vi.setSystemTime(Date.now() - 3_600_000);
    await tab(name);
    expect((await contentsOf(name)).recordings?.length).toBe(4);
  });

  it('may be a runner with everything that is theirs', async () => {
    const name = newName();
    const store = await storeOfThree(name);
    await store.saveOwnError({
      runnerId: 'runner-1',
      measuredAtMs: 1,
      sessionIds: [],
      detectable: { cadenceSpm: 2 },
      detectableOfMean: {},
    });
    const before = await contentsOf(name);
    const { trashId } = await store.removeRunner('runner-1');
    expect((await store.recentSessions()).sessions.map(({ id }) => id)).toEqual(['session-0003']);
    expect((await store.runners()).map(({ id }) => id)).toEqual(['runner-2']);
    expect(await store.ownErrorOf('runner-1')).toBeNull();
    await store.undoRemoval(trashId);
    expect(await contentsOf(name)).toEqual(before);
  });
});

it('two runners who are one person become one, with both notes and all sessions', async () => {
  const store = await tab();
  for (const seed of [1, 2, 3]) {
    const { session, summaries } = sessionOf({ seed, runnerId: `runner-${Math.min(seed, 2)}` });
    await store.saveSession(session, summaries);
  }
  await store.saveRunner({ id: 'runner-2', name: 'Ann', note: 'right knee' });
  await store.saveOwnError({
    runnerId: 'runner-2',
    measuredAtMs: 1,
    sessionIds: [],
    detectable: { cadenceSpm: 2 },
    detectableOfMean: {},
  });
  await store.mergeRunners('runner-2', 'runner-1');
  const [only, ...others] = await store.runners();
  expect(others).toEqual([]);
  expect(only).toMatchObject({ name: 'Runner of runner-1', note: 'left hip\nright knee' });
  const { sessions } = await store.recentSessions();
  expect(sessions.map(({ runnerId }) => runnerId)).toEqual(['runner-1', 'runner-1', 'runner-1']);
  expect(await store.ownErrorOf('runner-1')).toMatchObject({ detectable: { cadenceSpm: 2 } });
  expect(await failureOf(store.mergeRunners('runner-1', 'runner-1'))).toMatchObject({ problem: 'gone' });
});

it('settings and comparisons come back as they were', async () => {
  const store = await tab();
  expect(await store.settingOf('keepClips')).toBeNull();
  await store.saveSetting('keepClips', false);
  expect(await store.settingOf('keepClips')).toBe(false);
  const comparison = { id: 'c', sessionIds: ['b', 'a'], title: '', settings: { ghost: true, metric: 'x' } };
  await store.saveComparison(comparison);
  await store.saveComparison({ ...comparison, title: 'later' });
  expect(await store.openComparison('c')).toMatchObject({ ...comparison, title: 'later' });
});
