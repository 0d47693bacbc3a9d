import { openDB } from 'idb';
import { describe, expect, it, vi } from 'vitest';
import { DATABASE_VERSION } from '../../../src/storage/schema';
import { openStore } from '../../../src/storage/store';
import { openFixture } from '../../rig/store-fixture';
import { sessionOf } from '../../truth/session-of';
import { failureOf, newName, tab } from './own-store';

describe('two tabs', () => {
  it('hear of each other’s changes, not of their own', async () => {
    const name = newName();
    const [here, there] = [await tab(name), await tab(name)];
    const heard = { here: vi.fn(), there: vi.fn() };
    here.onChange(heard.here);
    there.onChange(heard.there);
    const { session, summaries } = sessionOf({ seed: 1 });
    await here.saveSession(session, summaries);
    await vi.waitFor(() => {
      expect(heard.there).toHaveBeenCalled();
    });
    expect(heard.here).not.toHaveBeenCalled();
    expect((await there.recentSessions()).sessions.length).toBe(1);
  });

  it('are told when what they have open was deleted in the other', async () => {
    const name = newName();
    const [here, there] = [await tab(name), await tab(name)];
    const { session, summaries } = sessionOf({ seed: 1 });
    await here.saveSession(session, summaries);
    await there.removeSession(session.id);
    const failure = await failureOf(here.updateSession(session.id, { title: 'x' }));
    expect(failure).toMatchObject({ problem: 'gone' });
    expect(failure.message).toMatch(/perhaps in another tab/);
    await here.saveSession(session, summaries); // it is still open here, and can be kept
    expect((await there.recentSessions()).sessions.length).toBe(1);
  });

  it('write the same session at the same time: one of the two states is there, whole', async () => {
    const name = newName();
    const tabs = [await tab(name), await tab(name)];
    const { session, summaries } = sessionOf({ seed: 1 });
    await Promise.all(
      Array.from({ length: 10 }, (_, k) =>
        tabs[k % 2]!.saveSession({ ...session, title: `${k}`, takes: session.takes.slice(k % 2) }, summaries),
      ),
    );
    const { session: opened } = await tabs[0]!.openSession(session.id);
    expect(opened.takes.length).toBe(2 - (Number(opened.title) % 2));
  });

  it('of different versions: the older lets go at once and says why, the newer opens', async () => {
    const name = newName();
    const older = await tab(name);
    const newer = await openDB(name, DATABASE_VERSION + 1);
    const failure = await failureOf(older.recentSessions());
    expect(failure).toMatchObject({ problem: 'outdated' });
    expect(failure.message).toMatch(/updated in another tab.*reload/);
    newer.close();
    // The old program, loaded again from a stale cache, does not touch the newer database.
    expect(await failureOf(openStore({ name }))).toMatchObject({ problem: 'outdated' });
  });

  it('where one does not let go, the other says which to close and opens as soon as it is', async () => {
    const name = newName();
    const stubborn = await openFixture(name, 1);
    const onBlocked = vi.fn(() => {
      stubborn.close();
    });
    const store = await openStore({ name, onBlocked });
    expect(onBlocked).toHaveBeenCalledWith(expect.stringMatching(/Another tab .* close it/));
    store.close();
  });
});

describe('a browser that cannot keep anything', () => {
  it('says so in a sentence', async () => {
    vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('denied', 'SecurityError');
    });
    const failure = await failureOf(openStore({ name: 'never' }));
    vi.restoreAllMocks();
    expect(failure).toMatchObject({ name: 'StoreError', problem: 'unavailable' });
    expect(failure.message).toMatch(/private window.*export/);
  });
});
