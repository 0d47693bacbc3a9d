import { describe, expect, it } from 'vitest';
import { isTrackFile } from '../../../src/exchange/is-track-file';
import { openTrackFile } from '../../../src/exchange/track-file-client';
import { writeTrc } from '../../../src/exchange/trc-writer';
import { syntheticRun } from '../../truth/synthetic-runner';

describe('a file of landmarks opened on the page', () => {
  it('is read in a worker, and comes back whole', async () => {
    const { track } = syntheticRun({ durationS: 4, fps: 60 });
    const { recording, corrections } = await openTrackFile(
      new File([writeTrc(track, 'run', 720)], 'run.TRC'),
    );
    expect(recording.source).toMatchObject({ name: 'run.TRC', frames: 240 });
    expect(recording.track.landmarks.left_hip.x).toBeInstanceOf(Float32Array);
    expect(corrections.view).toBe('auto');
  });

  it('that is none is refused in a sentence that names it', async () => {
    const reading = openTrackFile(new File(['{"formatVersion":1'], 'analysis.json'));
    await expect(reading).rejects.toMatchObject({
      name: 'TrackFileError',
      message: '“analysis.json” is not JSON, or is cut short; export it again.',
    });
  });

  it('can be given up', async () => {
    const cancel = new AbortController();
    const reading = openTrackFile(new File([' '.repeat(5e6)], 'run.trc'), cancel.signal);
    cancel.abort();
    await expect(reading).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('is told from a clip by its name', () => {
    const names = ['a.trc', 'A.JSON', 'clip.mp4', 'trc', 'a.trc.mov'];
    expect(names.map((name) => isTrackFile(new File([], name)))).toEqual([true, true, false, false, false]);
  });
});
