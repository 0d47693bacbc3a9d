import { beforeAll, describe, expect, it } from 'vitest';
import { analyseRun } from '../../../src/analysis/analyse-run';
import { NO_CORRECTIONS } from '../../../src/analysis/run-analysis';
import { NO_FACTS, type RunFacts } from '../../../src/analysis/session';
import type { View } from '../../../src/gait/view';
import { canBeCompared, counterpartsOf } from '../../../src/state/counterparts';
import type { SessionRecord, TakeRecord } from '../../../src/storage/records';
import { summaryOf } from '../../../src/storage/take-summary';
import { prospectWords } from '../../../src/view/compare/prospect-words';
import { recordingOf } from '../../truth/recording-of';
import { syntheticRun } from '../../truth/synthetic-runner';
import { useBackend } from '../../rig/backends';

const takes: Partial<Record<View | 'standing', TakeRecord>> = {};
beforeAll(async () => {
  await useBackend('wasm');
  const views = ['left', 'right', 'rear', 'front'] as const;
  for (const view of views) takes[view] = await takeOf(view, 10);
  takes.standing = await takeOf('left', 1);
});

async function takeOf(view: View, durationS: number): Promise<TakeRecord> {
  const whole = { ...recordingOf(syntheticRun({ durationS, view }).track), pose: null };
  const summary = summaryOf(await analyseRun(whole, NO_CORRECTIONS));
  const { formatVersion, source, pose, timing, cameraRoll } = whole;
  return {
    formatVersion,
    source,
    pose,
    timing,
    cameraRoll,
    id: view,
    corrections: NO_CORRECTIONS,
    summary,
    clipBytes: null,
  };
}

const session = (
  id: string,
  filmed: readonly (View | 'standing')[],
  more: { runnerId?: string | null; day?: number; facts?: Partial<RunFacts> } = {},
): SessionRecord => ({
  id,
  runnerId: more.runnerId === undefined ? 'ada' : more.runnerId,
  title: id,
  filmedAtMs: (more.day ?? 0) * 86_400_000,
  createdAtMs: 0,
  changedAtMs: 0,
  facts: { ...NO_FACTS, ...more.facts },
  tags: [],
  takes: filmed.map((view) => takes[view]!),
});
/** What the chooser says of one session beside another. */
const says = (one: SessionRecord, other: SessionRecord) => {
  const [counterpart] = counterpartsOf([one, other], one.id);
  return [canBeCompared(counterpart!), prospectWords(counterpart!.prospect)] as const;
};

describe('what can be compared with the session on the table', () => {
  it('names the views that have numbers in both', () => {
    const both = session('both', ['left', 'rear']);
    expect(says(both, session('b', ['left', 'rear']))).toEqual([true, 'compares side and rear']);
    expect(says(both, session('b', ['right']))).toEqual([true, 'compares side']);
    expect(says(both, session('b', ['rear']))).toEqual([true, 'compares rear']);
  });

  it('is only cadence between a clip from the side and one from behind', () => {
    expect(says(session('a', ['left']), session('b', ['rear']))).toEqual([
      true,
      'only cadence: filmed from the side and from behind',
    ]);
  });

  it('is nothing at another speed or incline, and where a clip holds no run', () => {
    const at = (id: string, speedKmh: number) => session(id, ['left', 'rear'], { facts: { speedKmh } });
    expect(says(at('a', 8), at('b', 10))).toEqual([false, 'cannot be compared: run at 8 and 10 km/h']);
    expect(says(session('a', ['left']), session('b', ['standing']))).toEqual([
      false,
      'cannot be compared: the two have no number in common',
    ]);
  });

  it('is not known where a clip was kept without its numbers: that is told, and nothing is refused', () => {
    const unread = session('b', ['left']);
    unread.takes = [{ ...unread.takes[0]!, summary: null }];
    const [can, words] = says(session('a', ['left']), unread);
    expect(can).toBe(true);
    expect(words).toMatch(/^not analysed yet/);
  });

  it('has no counterparts where the session itself is not kept', () => {
    expect(counterpartsOf([session('a', ['left'])], 'gone')).toEqual([]);
  });
});

describe('the proposal', () => {
  const all = () => [
    session('last', ['left'], { day: 40 }),
    session('stranger', ['left'], { day: -3, runnerId: null }),
    session('middle', ['left'], { day: 20 }),
    session('first', ['left'], { day: 0 }),
    session('earlier but faster', ['left'], { day: -9, facts: { speedKmh: 20 } }),
  ];
  const proposedFor = (id: string) =>
    counterpartsOf(
      all().map((one) => ({ ...one, facts: { ...one.facts, speedKmh: one.facts.speedKmh ?? 10 } })),
      id,
    )
      .filter(({ proposed }) => proposed !== null)
      .map(({ session, proposed }) => [session.id, proposed]);

  it('is the runner’s first session, and for that their last, among those that can be compared', () => {
    expect(proposedFor('last')).toEqual([['first', 'first']]);
    expect(proposedFor('middle')).toEqual([['first', 'first']]);
    expect(proposedFor('first')).toEqual([['last', 'last']]);
  });

  it('is nothing for a session of nobody', () => {
    expect(proposedFor('stranger')).toEqual([]);
  });
});
