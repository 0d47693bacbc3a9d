import { expect, it } from 'vitest';
import { PIPELINE_VERSION } from '../../../src/analysis/pipeline';
import type { Take } from '../../../src/analysis/session';
import { Library } from '../../../src/state/library.svelte';
import { Renewal } from '../../../src/state/renewal.svelte';
import type { Reanalyse } from '../../../src/state/open-take.svelte';
import { measuredTake } from '../../truth/measured-take';
import { sessionOf } from '../../truth/session-of';
import { newName, tab } from './own-store';

const { analysis } = measuredTake(new File([], 'side.mp4'));
const again: Reanalyse = () => Promise.resolve(analysis);

/** A store with two sessions that an earlier version analysed. */
async function kept() {
  const name = newName();
  const library = new Library(() => tab(name));
  const [one, two] = [sessionOf({ seed: 1 }), sessionOf({ seed: 2 })];
  for (const { session, summaries } of [one, two]) await library.save(session, older(summaries));
  const recordOf = (id: string) => library.sessions.find((session) => session.id === id)!;
  return { name, library, one, two, recordOf };
}

function older(summaries: ReturnType<typeof sessionOf>['summaries']) {
  return new Map(
    [...summaries].map(([id, summary]) => [id, { ...summary, pipelineVersion: PIPELINE_VERSION - 1 }]),
  );
}

it('works results of an earlier version out anew; the session is no newer for it', async () => {
  const { library, one, two, recordOf } = await kept();
  expect(library.outdated).toEqual([two.session.id, one.session.id]);
  const before = recordOf(one.session.id);
  const renewal = new Renewal(library, again);
  expect(renewal.left).toBe(0);
  await renewal.goOn();
  expect([library.outdated.length, renewal.left]).toEqual([0, 0]);
  const after = recordOf(one.session.id);
  expect(after.changedAtMs).toBe(before.changedAtMs);
  expect(after.takes[0]!.corrections).toEqual(before.takes[0]!.corrections);
  expect(after.takes[0]!.summary).toMatchObject({
    pipelineVersion: PIPELINE_VERSION,
    metrics: analysis.metrics,
  });
});

it('leaves alone what a person changed meanwhile, and stops where it is told to', async () => {
  const { library, one, two } = await kept();
  const changed: Reanalyse = async (...asked) => {
    await library.change((store) => store.updateSession(one.session.id, { title: 'renamed' }));
    await library.change((store) => store.updateSession(two.session.id, { title: 'renamed' }));
    renewal.pause();
    return again(...asked);
  };
  const renewal = new Renewal(library, changed);
  await renewal.goOn();
  expect(library.sessions.map(({ title }) => title)).toEqual(['renamed', 'renamed']);
  expect(library.outdated.length).toBe(2);
});

it('goes on past a recording that gives no analysis, which stays marked', async () => {
  const { library, one } = await kept();
  const [{ corrections: first }] = one.session.takes as [Take];
  const renewal = new Renewal(library, (recording, corrections) =>
    corrections.cameraRollDeg === first.cameraRollDeg
      ? Promise.reject(new RangeError('too short'))
      : again(recording, corrections),
  );
  await renewal.goOn();
  expect(library.outdated).toEqual([one.session.id]);
  expect(library.problem).toBeNull();
});
