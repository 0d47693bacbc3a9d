import { openDB } from 'idb';
import * as v from 'valibot';
import { describe, expect, it, vi } from 'vitest';
import { DATABASE_VERSION } from '../../../src/storage/schema';
import { sessionOf } from '../../truth/session-of';
import { FIXTURES, fixtureOf, openFixture } from '../../rig/store-fixture';
import { contentsOf, failureOf, newName, tab } from './own-store';
import { asHighAsThen, unproven, withOneInterval } from './as-kept-then';

const withTakes = v.looseObject({ takes: v.array(v.looseObject({ source: v.looseObject({}) })) });
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
      const seeds = version < 4 ? [2, 1] : [3, 2, 1];
      expect([sessions.map(({ id }) => id), damaged]).toEqual([seeds.map((seed) => `session-000${seed}`), 0]);
      for (const seed of seeds) {
        const [runnerId, clipBytes] = seed === 1 ? ['runner-1', 40] : [null, null];
        const fromAnalysis = seed === 3;
        const { session, summaries } = sessionOf({ seed, durationS: 0.1, clipBytes, runnerId, fromAnalysis });
        const { session: opened, record } = await store.openSession(session.id);
        expect(opened.takes.map(({ recording }) => recording)).toEqual(
          session.takes.map(({ recording }) => asHighAsThen(recording)),
        );
        expect(opened.runner).toEqual(session.runner);
        // Nobody was asked before version 5: that is unknown, not “no”.
        expect(opened.facts).toMatchObject(
          version < 5 ? { redFlags: null, ageGroup: null, pain: session.facts.pain } : session.facts,
        );
        expect(opened.takes.map(({ clip }) => clip?.size ?? null)).toEqual([clipBytes, clipBytes]);
        expect(record.takes.map((take) => take.clipBytes)).toEqual([clipBytes, clipBytes]);
        expect(record.takes.map(({ summary }) => summary)).toEqual(
          [...summaries.values()].map(version < 5 ? withOneInterval : unproven),
        );
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

  it('up to version 3, a landmark file of an earlier analysis is marked as cleaned: it is not filtered a second time', async () => {
    const name = newName();
    const db = await openFixture(name, 3);
    const light = v.parse(withTakes, await db.get('sessions', 'session-0001'));
    const named = light.takes.map((take, k) => ({
      ...take,
      source: { ...take.source, name: ['run.json', 'run.trc'][k] },
    }));
    await db.put('sessions', { ...light, takes: named });
    db.close();
    const { session } = await (await tab(name)).openSession('session-0001');
    const identity = { relabelledFrames: [], hiddenFrames: { left: [], right: [] } };
    expect(session.takes.map(({ recording }) => recording.cleaned)).toEqual([
      { identity, pelvis: null },
      null,
    ]);
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
