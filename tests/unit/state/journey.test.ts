import { describe, expect, it } from 'vitest';
import { Journey } from '../../../src/state/journey.svelte';
import { Library } from '../../../src/state/library.svelte';
import { RunnerPage } from '../../../src/state/runner-page.svelte';
import { TrackFileError } from '../../../src/exchange/read-track';
import { ClipError } from '../../../src/video/clip-errors';
import { NO_FACTS } from '../../../src/analysis/session';
import { measuredTake } from '../../truth/measured-take';
import { CLIP_S, clip, measurements, settled } from './measurements';

const SESSION = { id: 's', runner: null, title: '', filmedAtMs: 0, facts: NO_FACTS };
const noLibrary = new Library(() => Promise.reject(new Error('not asked for')));
const keepNothing = { keepNew: () => undefined, keepUp: () => undefined };

/** A journey whose clips were just opened. */
async function opened(...names: string[]) {
  const machine = measurements();
  const journey = new Journey(machine.measure, keepNothing);
  journey.open(names.map(clip));
  await settled();
  return { journey, ...machine };
}

/** The clips on their way, wherever the person is with them. */
function intakeOf({ stop }: Journey) {
  if (stop.at !== 'check' && stop.at !== 'analyse') throw new Error(`no clips at ${stop.at}`);
  return stop.intake;
}

describe('the journey', () => {
  it('leads from a file over check and analysis to its review, and back', async () => {
    const { journey, followed } = await opened('a.mp4');
    expect(journey.stop.at).toBe('check');
    journey.analyse();
    expect(journey.stop.at).toBe('analyse');
    followed[0]?.end();
    await settled();
    expect(journey.stop).toMatchObject({ at: 'review', review: { front: { name: 'a.mp4' } } });
    journey.startOver();
    expect(journey.stop).toEqual({ at: 'start', failure: null, note: null });
  });

  it('waits on the check for a person, however far the analysis is, and then is there at once', async () => {
    const { journey, followed } = await opened('a.mp4');
    followed[0]?.end();
    await settled();
    expect(journey.stop.at).toBe('check');
    journey.analyse();
    expect(journey.stop.at).toBe('review');
  });

  it('goes straight on where it is asked to, with what is known of the session', async () => {
    const { followed, measure } = measurements();
    const journey = new Journey(measure, keepNothing);
    journey.open([clip('side.mp4'), clip('rear.mp4')], { card: { title: 'before' }, straightOn: true });
    await settled();
    expect(journey.stop.at).toBe('analyse');
    followed[0]?.until(CLIP_S);
    followed[0]?.end();
    await settled();
    followed[1]?.end();
    await settled();
    if (journey.stop.at !== 'review') throw new Error(journey.stop.at);
    expect(journey.stop.review.card.title).toBe('before');
    expect(journey.stop.review.takes.map(({ name }) => name)).toEqual(['side.mp4', 'rear.mp4']);
  });

  it('tells why a clip cannot be used, in the sentence of its error', async () => {
    const { measure, refusals } = measurements();
    refusals.set('a.mp4', new ClipError('empty', '“a.mp4” is empty.'));
    const journey = new Journey(measure, keepNothing);
    journey.open([clip('a.mp4')]);
    await settled();
    expect(journey.stop).toMatchObject({ at: 'start', failure: { sentence: '“a.mp4” is empty.' } });
  });

  it('takes the blame for an error that no clip can cause', async () => {
    const { journey, followed } = await opened('a.mp4');
    followed[0]?.fail(new TypeError('x is undefined'));
    await settled();
    expect(journey.stop).toMatchObject({ failure: { title: 'Plumbline failed' } });
  });

  it('goes on with the others when one fails, and does not pass over what nobody has read', async () => {
    const { journey, followed } = await opened('a.mp4', 'b.mp4');
    journey.analyse();
    followed[0]?.fail(new ClipError('stalled', '“a.mp4” stalled.'));
    await settled();
    expect(journey.stop.at).toBe('analyse');
    followed[1]?.end();
    await settled();
    expect(journey.stop).toMatchObject({
      at: 'analyse',
      intake: { failures: [{ sentence: '“a.mp4” stalled.' }] },
    });
    journey.review();
    if (journey.stop.at !== 'review') throw new Error(journey.stop.at);
    expect(journey.stop.review.takes.map(({ name }) => name)).toEqual(['b.mp4']);
  });

  it('leaves out at the analysis what was told at the check', async () => {
    const { measure, refusals, followed } = measurements();
    refusals.set('notes.mp4', new ClipError('notVideo', '“notes.mp4” is not a video.'));
    const journey = new Journey(measure, keepNothing);
    journey.open([clip('notes.mp4'), clip('b.mp4')]);
    await settled();
    expect(journey.stop).toMatchObject({ at: 'check', intake: { failures: [{}] } });
    journey.analyse();
    followed[0]?.end();
    await settled();
    expect(journey.stop.at).toBe('review');
  });

  it('says of each clip why none can be used', async () => {
    const { measure, refusals } = measurements();
    refusals.set('a', new ClipError('empty', 'a is empty.'));
    refusals.set('b', new ClipError('empty', 'b is empty.'));
    const journey = new Journey(measure, keepNothing);
    journey.open([clip('a'), clip('b')]);
    await settled();
    expect(journey.stop).toMatchObject({ at: 'start', failure: { sentence: 'a is empty. b is empty.' } });
  });

  it('cancels at once, and drops the answer that comes too late', async () => {
    const { journey, followed } = await opened('a.mp4');
    journey.analyse();
    journey.cancel();
    expect(followed[0]?.signal.aborted).toBe(true);
    expect(journey.stop).toEqual({
      at: 'start',
      failure: null,
      note: 'Cancelled. Nothing of that clip was kept.',
    });
    journey.open([clip('b.mp4')]);
    followed[0]?.end();
    await settled();
    expect(journey.stop.at).toBe('check');
  });

  it('checks the clips of a session once more, as the same session with what was said of it; cancelled, it is as it was', async () => {
    const { journey, followed } = await opened('side.mp4', 'rear.mp4');
    journey.analyse();
    for (const run of [0, 1]) {
      followed[run]?.end();
      await settled();
    }
    if (journey.stop.at !== 'review') throw new Error(journey.stop.at);
    const { review } = journey.stop;
    await review.takes[1]?.correct({ view: 'rear' });
    journey.checkAgain();
    await settled();
    const intake = intakeOf(journey);
    expect(intake.card).toEqual(review.card);
    expect(intake.runs.map(({ file, corrections }) => [file.name, corrections.view])).toEqual([
      ['side.mp4', 'auto'],
      ['rear.mp4', 'rear'],
    ]);
    intake.runs[0]?.choose({ runner: { x: 5, y: 6 } });
    await settled();
    expect(followed.at(-1)?.runner).toEqual({ x: 5, y: 6 });
    journey.cancel();
    expect(journey.stop).toEqual({ at: 'review', review });
  });

  it('does not check a session once more whose clip was not kept, nor one that is not on the table', async () => {
    const { journey } = await opened('a.mp4');
    journey.checkAgain();
    expect(journey.stop.at).toBe('check');
    const { take } = measuredTake(clip('a.mp4'));
    journey.cancel();
    await journey.show({ ...SESSION, takes: [{ ...take, clip: null }] });
    journey.checkAgain();
    expect(journey.stop.at).toBe('review');
  });

  it('cancels when the last clip is taken out', async () => {
    const { journey, followed } = await opened('a.mp4', 'b.mp4');
    const [a, b] = intakeOf(journey).runs;
    if (a === undefined || b === undefined) throw new Error('two clips');
    journey.leaveOut(a);
    expect(followed[0]?.signal.aborted).toBe(true);
    expect(intakeOf(journey).front).toBe(b);
    journey.leaveOut(b);
    expect(journey.stop.at).toBe('start');
  });

  it('makes one session of clips and files of landmarks that come together', async () => {
    const { journey, followed } = await opened('side.mp4', 'rear.trc');
    expect(
      followed.map(({ file }) => file.name),
      'no clip reader sees landmarks',
    ).toEqual(['side.mp4']);
    journey.open([clip('front.json')]);
    await settled();
    expect(intakeOf(journey).tracks.map(({ measured }) => measured?.take.clip)).toEqual([null, null]);
    journey.analyse();
    followed[0]?.end();
    await settled();
    if (journey.stop.at !== 'review') throw new Error(journey.stop.at);
    expect(journey.stop.review.takes.map(({ name }) => name)).toEqual(['side.mp4', 'rear.trc', 'front.json']);
  });

  it('tells of a broken file of landmarks beside a clip, and goes on without it', async () => {
    const { measure, refusals, followed } = measurements();
    refusals.set('rear.trc', new TrackFileError('“rear.trc” holds no frame.'));
    const journey = new Journey(measure, keepNothing);
    journey.open([clip('side.mp4'), clip('rear.trc')]);
    await settled();
    expect(intakeOf(journey).failures).toMatchObject([{ sentence: '“rear.trc” holds no frame.' }]);
    journey.analyse();
    followed[0]?.end();
    await settled();
    if (journey.stop.at !== 'review') throw new Error(journey.stop.at);
    expect(journey.stop.review.takes.map(({ name }) => name)).toEqual(['side.mp4']);
  });

  it('goes on with the landmarks alone when the last clip is taken out', async () => {
    const { journey } = await opened('side.mp4', 'rear.trc');
    journey.leaveOut(intakeOf(journey).runs[0]!);
    await settled();
    if (journey.stop.at !== 'review') throw new Error(journey.stop.at);
    expect(journey.stop.review.takes.map(({ name }) => name)).toEqual(['rear.trc']);
  });

  it('takes more clips into the session while it is checked; none while it is analysed, none for nothing', async () => {
    const { journey, measure } = await opened('a.mp4');
    journey.open([clip('b.mp4')]);
    expect(intakeOf(journey).runs.map(({ file }) => file.name)).toEqual(['a.mp4', 'b.mp4']);
    journey.analyse();
    journey.open([clip('c.mp4')]);
    expect(journey.stop.at).toBe('analyse');
    expect(intakeOf(journey).runs).toHaveLength(2);
    const idle = new Journey(measure, keepNothing);
    idle.open([]);
    expect(idle.stop.at).toBe('start');
  });

  it('goes on to kept sessions when they are there; not where the person has gone elsewhere, or nothing came', async () => {
    const { journey } = await opened('a.mp4');
    const page = () => new RunnerPage(noLibrary, () => Promise.reject(new Error('not asked for')), 'ada');
    journey.cancel();
    await journey.goTo(Promise.resolve(null));
    expect(journey.stop.at).toBe('start');
    await journey.goTo(Promise.resolve({ at: 'runner', page: page() }));
    expect(journey.stop.at).toBe('runner');
    const late = journey.goTo(Promise.resolve({ at: 'runner', page: page() }));
    journey.startOver();
    await late;
    expect(journey.stop).toEqual({ at: 'start', failure: null, note: null });
    await journey.goTo(Promise.reject(new Error('broken')));
    expect(journey.stop).toMatchObject({ at: 'start', failure: { title: expect.any(String) as string } });
  });
});
