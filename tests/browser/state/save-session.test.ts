import { describe, expect, it, vi } from 'vitest';
import { KeptClips } from '../../../src/state/kept-clips.svelte';
import { Library } from '../../../src/state/library.svelte';
import { sessionOf } from '../../truth/session-of';
import { contentsOf, newName, tab } from '../storage/own-store';

const one = sessionOf({ seed: 1, clipBytes: 3000 });
const two = sessionOf({ seed: 2, clipBytes: 5000 });

/** The size of each clip of a session in the store, and as its light record tells it; null = none. */
async function clipsIn(library: Library, id: string) {
  const { session, record } = (await library.open(id))!;
  const kept = session.takes.map(({ clip }) => clip?.size ?? null);
  expect(record.takes.map(({ clipBytes }) => clipBytes)).toEqual(kept);
  return kept;
}

describe('the clips of new sessions', () => {
  it('are kept where nobody has said, and once somebody wants them again; not where somebody wants none', async () => {
    const name = newName();
    const library = new Library(() => tab(name));
    const clips = new KeptClips(library);
    await library.refresh();
    expect(library.keepsClips).toBe(true);
    await library.save(one.session, one.summaries);
    expect(await clipsIn(library, one.session.id)).toEqual([3000, 3000]);

    expect(await clips.keepNew(false)).toBe(true);
    expect(library.keepsClips).toBe(false);
    await library.save(two.session, two.summaries);
    expect(await clipsIn(library, two.session.id)).toEqual([null, null]);
    expect((await contentsOf(name))['clips'], 'no byte of them').toHaveLength(2);
    const { session } = (await library.open(two.session.id))!;
    expect(session).toEqual({
      ...two.session,
      takes: two.session.takes.map((take) => ({ ...take, clip: null })),
    });
    expect(await clipsIn(library, one.session.id), 'what was kept before stays').toEqual([3000, 3000]);
    expect(two.session.takes[0]!.clip?.size, 'the review on the table has its picture').toBe(5000);

    expect(await clips.keepNew(true)).toBe(true);
    const again = { ...two.session, id: 'again' };
    await library.save(again, two.summaries);
    expect(await clipsIn(library, again.id)).toEqual([5000, 5000]);
  });

  it('follow a wish from another tab', async () => {
    const name = newName();
    const [here, there] = [new Library(() => tab(name)), new Library(() => tab(name))];
    await there.refresh();
    await new KeptClips(here).keepNew(false);
    await vi.waitFor(() => {
      expect(there.keepsClips).toBe(false);
    });
  });
});

describe('the clips of kept sessions', () => {
  it('go for good, of the sessions named alone, and leave all else as it was', async () => {
    const name = newName();
    const library = new Library(() => tab(name));
    const clips = new KeptClips(library);
    for (const { session, summaries } of [one, two]) await library.save(session, summaries);
    const sizes = () => clips.sessions.map((session) => [session.id, session.clips, session.bytes]);
    expect(sizes()).toEqual([
      [two.session.id, 2, 10_000],
      [one.session.id, 2, 6000],
    ]);
    const was = await contentsOf(name);
    expect(await clips.remove([one.session.id])).toBe(true);
    expect([sizes(), clips.removing]).toEqual([[[two.session.id, 2, 10_000]], false]);
    expect(await clipsIn(library, one.session.id)).toEqual([null, null]);
    const is = await contentsOf(name);
    expect(is['recordings']).toEqual(was['recordings']);
    expect(is['clips']).toEqual(was['clips']!.slice(2));
    expect(is['sessions']![1]).toEqual(was['sessions']![1]);
  });

  it('that another tab deleted meanwhile are told, and the list is right again', async () => {
    const name = newName();
    const [library, store] = [new Library(() => tab(name)), await tab(name)];
    const clips = new KeptClips(library);
    for (const { session, summaries } of [one, two]) await library.save(session, summaries);
    const removed = store.removeSession(one.session.id);
    expect(await clips.remove([two.session.id, one.session.id])).toBe(false);
    await removed;
    expect(library.problem).toMatch(/deleted/);
    expect(clips.sessions).toEqual([]);
  });
});
