import { afterEach, describe, expect, it, vi } from 'vitest';
import { Library } from '../../../src/state/library.svelte';
import { SENTENCES, StoreError } from '../../../src/storage/store-error';
import { UNDO_MS } from '../../../src/storage/trash';
import { sessionOf } from '../../truth/session-of';
import { newName, tab } from './own-store';

const one = sessionOf({ seed: 1 });
const two = sessionOf({ seed: 2 });

afterEach(() => {
  vi.useRealTimers();
});

describe('the library', () => {
  it('shows what is saved, in every tab', async () => {
    const name = newName();
    const [here, there] = [new Library(() => tab(name)), new Library(() => tab(name))];
    await there.refresh();
    expect([there.ready, there.sessions.length]).toEqual([true, 0]);
    expect(await here.save(one.session, one.summaries)).toBe(true);
    expect(here.sessions.map(({ id }) => id)).toEqual([one.session.id]);
    expect(here.runners.map(({ name }) => name)).toEqual(['Runner of runner-1']);
    expect(here.usage?.usedBytes).toBeGreaterThan(0);
    await vi.waitFor(() => {
      expect(there.sessions.length).toBe(1);
    });
    expect((await there.open(one.session.id))?.session.title).toBe(one.session.title);
  });

  it('without a store says so, keeps what was not saved open, and saves it once there is one', async () => {
    const name = newName();
    let isPrivate = true;
    const library = new Library(() =>
      isPrivate ? Promise.reject(new StoreError('unavailable', SENTENCES.unavailable)) : tab(name),
    );
    expect(await library.save(one.session, one.summaries)).toBe(false);
    expect(await library.save(two.session, two.summaries)).toBe(false);
    expect(library.problem).toMatch(/private window/);
    expect(library.unsaved).toEqual([one.session, two.session]);
    isPrivate = false;
    expect(await library.saveUnsaved()).toBe(true);
    expect([library.problem, library.unsaved.length, library.sessions.length]).toEqual([null, 0, 2]);
  });

  it('offers to undo a deletion for ten seconds', async () => {
    const name = newName();
    const library = new Library(() => tab(name));
    await library.save(two.session, two.summaries);
    await library.remove(two.session.id);
    expect([library.offer?.what, library.sessions.length]).toEqual(['“before”', 0]);
    expect(await library.undo()).toBe(true);
    expect([library.offer, library.sessions.length]).toEqual([null, 1]);
    expect(await library.undo()).toBe(false);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    await library.removeRunner('runner-1');
    expect(library.offer?.what).toBe('Runner of runner-1 and all their sessions');
    vi.advanceTimersByTime(UNDO_MS);
    expect(library.offer).toBeNull();
  });

  it('tells what is wrong with a backup until something goes right, and passes our own faults on', async () => {
    const name = newName();
    const library = new Library(() => tab(name));
    expect(await library.restore(new Blob(['no backup']), null)).toBeNull();
    expect(library.problem).toMatch(/not a backup of Plumbline: nothing was restored/);
    await library.refresh();
    expect(library.problem).not.toBeNull();
    await library.save(one.session, one.summaries);
    expect(library.problem).toBeNull();
    await expect(library.change(() => Promise.reject(new TypeError('a bug')))).rejects.toThrow('a bug');
  });
});
