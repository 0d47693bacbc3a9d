import { openDB } from 'idb';
import { describe, expect, it, vi } from 'vitest';
import { DATABASE_VERSION } from '../../../src/storage/schema';
import { sessionOf } from '../../truth/session-of';
import { FIXTURES, fixtureOf, openFixture } from './fixture';
import { contentsOf, failureOf, newName, tab } from './own-store';

const versions = FIXTURES.map(({ version }) => version);

describe('a database that an earlier Plumbline left', () => {
  it('has a fixture for every version', () => {
    expect(versions).toEqual(Array.from({ length: DATABASE_VERSION }, (_, k) => k + 1));
  });

  it.each(versions)(
    'of version %i opens whole: every session, recording, clip and comparison',
    async (version) => {
      const name = newName();
      (await openFixture(name, version)).close();
      const store = await tab(name);
      const { sessions, damaged } = await store.recentSessions();
      expect([sessions.map(({ id }) => id), damaged]).toEqual([['session-0002', 'session-0001'], 0]);
      for (const [seed, clipBytes] of [
        [1, 40],
        [2, null],
      ] as const) {
        const runnerId = seed === 1 ? 'runner-1' : null;
        const { session, summaries } = sessionOf({ seed, durationS: 0.1, clipBytes, runnerId });
        const { session: opened, record } = await store.openSession(session.id);
        expect(opened.takes.map(({ recording }) => recording)).toEqual(
          session.takes.map(({ recording }) => recording),
        );
        expect(opened.runner).toEqual(session.runner);
        // Nobody was asked before version 4: that is unknown, not “no”.
        expect(opened.facts).toMatchObject(
          version < 4 || seed !== 1
            ? { redFlags: null, ageGroup: null, pain: session.facts.pain }
            : { redFlags: ['fever'], ageGroup: '18to64', pain: session.facts.pain },
        );
        expect(opened.takes.map(({ clip }) => clip?.size ?? null)).toEqual([clipBytes, clipBytes]);
        expect(record.takes.map((take) => take.clipBytes)).toEqual([clipBytes, clipBytes]);
        expect(record.takes.map(({ summary }) => summary)).toEqual([...summaries.values()]);
      }
      expect(await store.comparisons()).toMatchObject([{ title: 'rehab', settings: { ghost: true } }]);
      expect(await store.ownErrorOf('runner-1')).toMatchObject({ detectable: { cadenceSpm: 2 } });
      expect(await store.settingOf('keepClips')).toBe(true);
      const unfinished = await store.unfinishedTakes();
      expect(unfinished.map(({ id, viewHint }) => [id, viewHint])).toEqual(
        version < 3 ? [] : [['take-1', 'left']],
      );
      for (const { id } of unfinished)
        expect(await (await store.takeFile(id)).text()).toBe('piece 0;piece 1;piece 2;');
    },
  );

  it.each(versions)('of version %i becomes what a new database is', async (version) => {
    const [old, fresh] = [newName(), newName()];
    (await openFixture(old, version)).close();
    await tab(old);
    await tab(fresh);
    const shapeOf = async (name: string) => {
      const { stores, ...rest } = await fixtureOf(name);
      return {
        ...rest,
        stores: Object.entries(stores).map(([store, { keyPath, indexes }]) => [store, keyPath, indexes]),
      };
    };
    expect(await shapeOf(old)).toEqual(await shapeOf(fresh));
  });

  it('with one damaged record opens all the same; the damaged one is counted', async () => {
    const name = newName();
    const db = await openFixture(name, 1);
    await db.put('sessions', { id: 'session-0001', takes: 'none' });
    db.close();
    const { sessions, damaged } = await (await tab(name)).recentSessions();
    expect([sessions.map(({ id }) => id), damaged]).toEqual([['session-0002'], 1]);
  });

  it('is as it was where a step breaks off, and opens the next time', async () => {
    const name = newName();
    (await openFixture(name, 1)).close();
    const before = await contentsOf(name);
    vi.spyOn(IDBCursor.prototype, 'update').mockImplementationOnce(() => {
      throw new DOMException('broken', 'UnknownError');
    });
    expect(await failureOf(tab(name))).toMatchObject({ name: 'StoreError', problem: 'failed' });
    vi.restoreAllMocks();
    expect(await contentsOf(name)).toEqual(before);
    const db = await openDB(name);
    expect(db.version).toBe(1);
    db.close();
    expect((await (await tab(name)).recentSessions()).sessions.length).toBe(2);
  });
});
