import { describe, expect, it, vi } from 'vitest';
import { NO_FACTS } from '../../../src/analysis/session';
import { Journey } from '../../../src/state/journey.svelte';
import { Keeper } from '../../../src/state/keeper';
import { Library } from '../../../src/state/library.svelte';
import { Review } from '../../../src/state/review.svelte';
import { Ways } from '../../../src/state/ways';
import { sessionOf } from '../../truth/session-of';
import { measuredTake } from '../../truth/measured-take';
import { newName, tab } from '../storage/own-store';

const never = () => Promise.reject(new Error('not asked for'));
const CARD = { id: 's', runner: null, title: 'first', filmedAtMs: 5, facts: NO_FACTS };

/** One tab with the session on the table. */
function tabOf(name: string) {
  const library = new Library(() => tab(name));
  const keeper = new Keeper(library);
  const review = new Review(CARD, [measuredTake(new File(['clip'], 'side.mp4'))], never);
  const overtaken = vi.fn<(id: string) => void>();
  keeper.onovertaken = overtaken;
  return { library, keeper, review, overtaken };
}

/** Two tabs with the same kept session. */
async function twoTabs() {
  const name = newName();
  const [here, there] = [tabOf(name), tabOf(name)];
  here.keeper.keepNew(here.review);
  await here.keeper.flush();
  await there.library.refresh();
  there.keeper.keepUp(there.review);
  return { here, there };
}

describe('the keeper', () => {
  it('has saved what was changed when its flush resolves', async () => {
    const { here } = await twoTabs();
    here.review.describe({ title: 'typed a moment ago' });
    await here.keeper.flush();
    expect((await here.library.open('s'))?.session.title).toBe('typed a moment ago');
  });

  it('of two tabs that change different things keeps both, and tells each that the other was at it', async () => {
    const { here, there } = await twoTabs();
    here.review.describe({ title: 'here', facts: { ...NO_FACTS, pain: 4 } });
    there.review.describe({ facts: { ...NO_FACTS, speedKmh: 11 } });
    await Promise.all([here.keeper.flush(), there.keeper.flush()]);
    await vi.waitFor(() => {
      expect(here.overtaken).toHaveBeenCalledWith('s');
      expect(there.overtaken).toHaveBeenCalledWith('s');
    });
    const kept = await here.library.open('s');
    expect(kept?.session).toMatchObject({ title: 'here', facts: { pain: 4, speedKmh: 11 } });
  });

  it('of two tabs that change the same thing keeps the later, and tells the other', async () => {
    const { here, there } = await twoTabs();
    here.review.describe({ title: 'here' });
    await here.keeper.flush();
    there.review.describe({ title: 'there, later' });
    await there.keeper.flush();
    expect((await here.library.open('s'))?.session.title).toBe('there, later');
    await vi.waitFor(() => {
      expect(here.overtaken).toHaveBeenCalledWith('s');
    });
  });

  it('tells nobody of what they did themselves', async () => {
    const { here, there } = await twoTabs();
    here.review.describe({ title: 'here' });
    await here.keeper.flush();
    await vi.waitFor(() => {
      expect(there.overtaken).toHaveBeenCalled();
    });
    expect(here.overtaken).not.toHaveBeenCalled();
  });
});

it('a comparison reads the sessions only once what was due is saved', async () => {
  const library = new Library(() => tab());
  for (const seed of [1, 2]) {
    const { session, summaries } = sessionOf({ seed });
    await library.save(session, summaries);
  }
  const journey = new Journey(
    { readFacts: never, readTrack: never, follow: never, reanalyse: never },
    { keepNew: () => undefined, keepUp: () => undefined },
  );
  let saved = () => {};
  const ways = new Ways({
    journey,
    library,
    reanalyse: never,
    compareCurves: never,
    modelsUrl: '',
    flush: () =>
      new Promise((resolve) => {
        saved = resolve;
      }),
  });
  const opened = vi.spyOn(library, 'open');
  const going = ways.compare('session-0001', 'session-0002');
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(opened).not.toHaveBeenCalled();
  saved();
  await going;
  expect(opened).toHaveBeenCalled();
});
