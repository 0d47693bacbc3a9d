import { describe, expect, it } from 'vitest';
import { Journey } from '../../../src/state/journey.svelte';
import type { MeasureClip } from '../../../src/state/measure-clip';
import type { MeasuredTake } from '../../../src/state/open-take.svelte';
import { ClipError } from '../../../src/video/clip-errors';
import { measuredTake } from './measured-take';

interface Started {
  file: File;
  signal: AbortSignal | undefined;
  end: { resolve: (clip: MeasuredTake) => void; reject: (error: unknown) => void };
}

/** Measurements that end when the test says so. */
function measurements() {
  const started: Started[] = [];
  const measure: MeasureClip = (file, { signal }) =>
    new Promise((resolve, reject) => {
      started.push({ file, signal, end: { resolve, reject } });
    });
  return { started, measure };
}

const clip = (name: string) => new File(['x'], name);
const settled = () => new Promise((resolve) => setTimeout(resolve));

describe('the journey', () => {
  it('leads from a file over its analysis to its review, and back', async () => {
    const { started, measure } = measurements();
    const journey = new Journey(measure, () => Promise.reject(new Error('not asked for')));
    journey.open([clip('a.mp4')]);
    expect(journey.stop.at).toBe('analyse');
    started[0]?.end.resolve(measuredTake(clip('a.mp4')));
    await settled();
    expect(journey.stop.at).toBe('review');
    journey.startOver();
    expect(journey.stop).toEqual({ at: 'start', failure: null, note: null });
  });

  it('tells why a clip cannot be used, in the sentence of its error', async () => {
    const { started, measure } = measurements();
    const journey = new Journey(measure, () => Promise.reject(new Error('not asked for')));
    journey.open([clip('a.mp4')]);
    started[0]?.end.reject(new ClipError('empty', '“a.mp4” is empty.'));
    await settled();
    expect(journey.stop).toMatchObject({ at: 'start', failure: { sentence: '“a.mp4” is empty.' } });
  });

  it('takes the blame for an error that no clip can cause', async () => {
    const { started, measure } = measurements();
    const journey = new Journey(measure, () => Promise.reject(new Error('not asked for')));
    journey.open([clip('a.mp4')]);
    started[0]?.end.reject(new TypeError('x is undefined'));
    await settled();
    expect(journey.stop).toMatchObject({ failure: { title: 'Plumbline failed' } });
  });

  it('cancels at once, and drops the answer that comes too late', async () => {
    const { started, measure } = measurements();
    const journey = new Journey(measure, () => Promise.reject(new Error('not asked for')));
    journey.open([clip('a.mp4')]);
    journey.cancel();
    expect(started[0]?.signal?.aborted).toBe(true);
    expect(journey.stop).toMatchObject({ at: 'start', failure: null });
    journey.open([clip('b.mp4')]);
    started[0]?.end.resolve(measuredTake(clip('a.mp4')));
    await settled();
    expect(journey.stop).toMatchObject({ at: 'analyse', run: { file: { name: 'b.mp4' } } });
    started[1]?.end.reject(new ClipError('empty', 'b'));
    await settled();
    expect(journey.stop).toMatchObject({ at: 'start', failure: { sentence: 'b' } });
  });

  it('takes the first of several clips and says so; none while one is analysed, none for nothing', () => {
    const { started, measure } = measurements();
    const journey = new Journey(measure, () => Promise.reject(new Error('not asked for')));
    journey.open([]);
    expect(journey.stop.at).toBe('start');
    journey.open([clip('a.mp4'), clip('b.mp4')]);
    journey.open([clip('c.mp4')]);
    expect(started.map(({ file }) => file.name)).toEqual(['a.mp4']);
    expect(journey.stop).toMatchObject({ note: 'One clip at a time for now: this is the first of 2.' });
  });
});
