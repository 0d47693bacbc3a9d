import { beforeAll, expect, it } from 'vitest';
import { findStrides } from '../../../src/gait/strides';
import { useBackend } from '../../rig/backends';
import { cameraFramesOf } from '../../truth/camera-frames';
import {
  cadenceOff,
  differences,
  latenesses,
  missed,
  runLive,
  twice,
} from '../../truth/live-against-offline';
import { liveRun } from '../../truth/live-run';
import { recordingOf } from '../../truth/recording-of';
import { syntheticRun } from '../../truth/synthetic-runner';
import { stampedLate } from '../../truth/transforms';

const largest = (values: readonly number[]) => Math.max(...values.map(Math.abs));

const UNEVEN = { timeJitter: 0.1, noise: 0.005 };
/** Every sixth or seventh frame never came. */
const THINNED = { ...UNEVEN, droppedPart: 0.15 };

/** What is claimed of live strides from every side; a file per side, so that they run beside one another. */
export function claimLiveStrides(view: 'left' | 'rear'): void {
  beforeAll(() => useBackend('wasm'));

  it.each([0.04, 0.05, 0.07, 0.09])(
    'each told once where frames are stamped %d s too late, now here, now there in the stride',
    async (lateS) => {
      const { track, contacts } = syntheticRun({ view, fps: 30, durationS: 40, noise: 0.005 });
      const stamped = stampedLate(track, (frame) => frame % 37 === 0, lateS);
      const { told } = await runLive(cameraFramesOf(stamped), recordingOf(stamped));
      const truth = findStrides(contacts);
      expect(missed(truth, told, track.timeS.at(-1)!)).toEqual([]);
      expect(twice(told)).toEqual([]);
    },
  );

  it.each([
    [15, 'even', {}],
    [20, 'uneven', UNEVEN],
    [30, 'uneven', UNEVEN],
    [60, 'uneven', UNEVEN],
    [20, 'thinned', THINNED],
    [30, 'thinned', THINNED],
    [60, 'thinned', THINNED],
  ])(
    '%i fps, %s: each told once, within a stride of its end, as offline',
    async (fps, _kind, disturbance) => {
      const run = await liveRun({ fps, view, durationS: 20, startS: 100, ...disturbance });
      expect(run.told.length).toBeGreaterThan(45);
      expect(missed(run.truth, run.told, run.lastS)).toEqual([]);
      expect(twice(run.told)).toEqual([]);
      expect(Math.max(...latenesses(run.told))).toBeLessThan(1);
      expect(Math.abs(cadenceOff(run))).toBeLessThan(0.01);
      const headline = differences(run, view === 'left' ? 'trunkLeanMeanDeg' : 'pelvicDropPeakDeg');
      expect(headline.length).toBeGreaterThan(8);
      expect(largest(headline)).toBeLessThan(1.5);
      // Offline loses strides at the gaps of thinned frames; what is told there is held against the truth.
      const own = run.told.map((one) =>
        view === 'left' ? one.trunkLeanMeanDeg - 8 : one.pelvicDropPeakDeg - 4,
      );
      expect(largest(own.filter((value) => !Number.isNaN(value)))).toBeLessThan(1.5);
      expect(own.filter(Number.isNaN).length).toBeLessThan(0.1 * own.length);
    },
  );
}
