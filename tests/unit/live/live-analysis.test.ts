import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { LiveAnalysis } from '../../../src/live/live-analysis';
import { NO_LIVE_OPTIONS } from '../../../src/live/live-options';
import type { LiveReading } from '../../../src/live/live-reading';
import type { CameraFrame } from '../../../src/pose/camera-contract';
import { cameraFramesOf } from '../../truth/camera-frames';
import { differences, twice } from '../../truth/live-against-offline';
import { liveRun } from '../../truth/live-run';
import { syntheticRun } from '../../truth/synthetic-runner';
import { joinedTracks } from '../../truth/transforms';
import { useBackend } from '../../rig/backends';

beforeAll(() => useBackend('wasm'));

async function readings(frames: readonly CameraFrame[], options = NO_LIVE_OPTIONS): Promise<LiveReading[]> {
  const live = new LiveAnalysis(options, () => 0);
  const all: LiveReading[] = [];
  for (const frame of frames) {
    const reading = await live.add(frame);
    if (reading !== null) all.push(reading);
  }
  return all;
}

const strides = (all: readonly LiveReading[]) => all.flatMap(({ newStrides }) => newStrides);
const largest = (values: readonly number[]) => Math.max(...values.map(Math.abs));

const UNEVEN = { timeJitter: 0.1, noise: 0.005 };

describe('a leg that is hidden in bursts, or taken for the other', () => {
  it.each([
    ['left', { hiddenPart: 0.1 }],
    ['right', { swappedPart: 0.1 }],
    ['rear', { hiddenPart: 0.1 }],
    ['front', { swappedPart: 0.1 }],
  ] as const)(
    'seen from %s, makes no stride twice and none on the wrong foot, and costs no more strides than offline',
    async (view, disturbance) => {
      const run = await liveRun({ view, fps: 28, durationS: 15, seed: 8, ...UNEVEN, ...disturbance });
      const isTrue = (one: { side: string; endS: number }) =>
        run.truth.some(({ side, endS }) => side === one.side && Math.abs(endS - one.endS) < 0.13);
      expect(run.told.length).toBeGreaterThan(10);
      expect(twice(run.told)).toEqual([]);
      expect(run.told.filter((stride) => !isTrue(stride))).toEqual([]);
      // The last stride or two are not settled when the run ends.
      expect(run.told.length).toBeGreaterThanOrEqual(run.offline.length - 2);
      const headline = view === 'left' || view === 'right' ? 'trunkLeanMeanDeg' : 'pelvicDropPeakDeg';
      expect(largest(differences(run, headline))).toBeLessThan(1.5);
    },
  );
});

describe('a live analysis', () => {
  it('says below 10 frames a second that they are too few, and tells no stride', async () => {
    const all = await readings(cameraFramesOf(syntheticRun({ fps: 5, durationS: 12 }).track));
    expect(strides(all)).toEqual([]);
    expect(all.at(-1)?.waits).toBe('Only 5 frames a second: too few to tell steps.');
  });

  it('says from behind at 12 frames a second that strides are missed, and from the side at 15 nothing', async () => {
    const limits = async (fps: number, view: 'left' | 'rear') =>
      (await readings(cameraFramesOf(syntheticRun({ fps, view, durationS: 6 }).track))).at(-1)?.limits;
    expect(await limits(12, 'rear')).toBe('Only 12 frames a second: some strides are missed.');
    expect(await limits(15, 'left')).toBeNull();
  });

  it('loses no frame that comes while a look goes on', async () => {
    const frames = cameraFramesOf(syntheticRun({ fps: 30, durationS: 10 }).track);
    const live = new LiveAnalysis(NO_LIVE_OPTIONS, () => 0);
    const waiting = frames.map((frame) => live.add(frame));
    const first = (await Promise.all(waiting)).filter((reading) => reading !== null);
    // All came during the first look or two; one more look shows them all.
    const last = await live.add({ ...frames.at(-1)!, timeS: Float64Array.of(10.2) });
    const told = strides([...first, ...(last === null ? [] : [last])]);
    expect(twice(told)).toEqual([]);
    expect(told.filter(({ endS }) => endS > 6).length).toBeGreaterThan(8);
  });

  it('starts anew when the clock does, and tells the strides of the new time', async () => {
    const frames = cameraFramesOf(syntheticRun({ fps: 30, durationS: 8 }).track);
    const all = await readings([...frames, ...frames]);
    const half = all.findIndex(({ atS }, i) => i > 0 && atS < all[i - 1]!.atS);
    const [before, after] = [strides(all.slice(0, half)), strides(all.slice(half))];
    expect(before.length).toBeGreaterThan(15);
    expect(after.length).toBe(before.length);
  });

  it('tells nothing twice over a pause of the camera, and bridges none longer than a second', async () => {
    const first = syntheticRun({ fps: 30, durationS: 8, seed: 1 }).track;
    const second = syntheticRun({ fps: 30, durationS: 8, seed: 2 }).track;
    const all = await readings(cameraFramesOf(joinedTracks(first, second, 3)));
    const told = strides(all);
    expect(twice(told)).toEqual([]);
    expect(told.filter(({ startS, endS }) => startS < 8 && endS > 10.9)).toEqual([]);
    expect(told.filter(({ startS }) => startS > 10.9).length).toBeGreaterThan(15);
    const running = all.map((reading) => reading.running);
    expect(running.filter((now, i) => now !== (running[i - 1] ?? false)).length).toBe(3); // on, off, on
  });

  it('starts its window anew when the phone is turned, and the clock does not', async () => {
    const run = cameraFramesOf(syntheticRun({ fps: 30, durationS: 16 }).track);
    const turned = run.map((frame, i) => (i < 240 ? frame : { ...frame, width: 960, height: 1280 }));
    const told = strides(await readings(turned));
    expect(twice(told)).toEqual([]);
    expect(told.filter(({ startS, endS }) => startS < 8 && endS > 8.05)).toEqual([]);
    expect(told.filter(({ startS }) => startS > 8).length).toBeGreaterThan(15);
  });

  it('holds the view while the runner turns for a moment, and follows a camera that was moved for good', async () => {
    const side = syntheticRun({ fps: 30, durationS: 10, seed: 1 }).track;
    const moment = syntheticRun({ fps: 30, durationS: 1.2, view: 'rear' }).track;
    const rear = syntheticRun({ fps: 30, durationS: 14, view: 'rear', seed: 3 }).track;
    const joined = joinedTracks(joinedTracks(side, moment, 1 / 30), side, 1 / 30);
    const views = (all: LiveReading[]) =>
      all.map(({ view }) => view).filter((view, i, every) => view !== null && view !== every[i - 1]);
    expect(new Set(views(await readings(cameraFramesOf(joined))))).toEqual(new Set(['left']));
    const moved = views(await readings(cameraFramesOf(joinedTracks(side, rear, 1 / 30))));
    expect(moved).toEqual(['left', 'rear']);
  });

  it('says that it waits for a camera that looks obliquely, and measures no angle', async () => {
    const all = await readings(cameraFramesOf(syntheticRun({ fps: 30, durationS: 8, turnDeg: 45 }).track));
    expect(all.at(-1)?.view).toBeNull();
    expect(all.find(({ atS }) => atS > 1.2)?.waits).toMatch(/obliquely/);
    expect(strides(all).every(({ trunkLeanMeanDeg }) => Number.isNaN(trunkLeanMeanDeg))).toBe(true);
  });

  it('takes the roll that a person said off the lean', async () => {
    const frames = cameraFramesOf(syntheticRun({ fps: 30, durationS: 8 }).track);
    const mean = async (cameraRollDeg: number | null) => {
      const told = strides(await readings(frames, { view: 'left', cameraRollDeg }));
      return told.reduce((sum, { trunkLeanMeanDeg }) => sum + trunkLeanMeanDeg, 0) / told.length;
    };
    // Vertical leans to the picture's right: a runner who faces left leans 3° more against it.
    expect((await mean(3)) - (await mean(null))).toBeCloseTo(3, 1);
  });

  it('waits in words until strides come, and runs when they do', async () => {
    const all = await readings(cameraFramesOf(syntheticRun({ fps: 30, durationS: 8 }).track));
    expect(all[0]?.waits).toBe('Watching …');
    expect(all.find(({ atS }) => atS > 1.3)?.waits).toBe('Waiting for steady running.');
    expect(all.at(-1)).toMatchObject({ running: true, waits: null, view: 'left' });
  });

  it('leaves no tensor behind', async () => {
    const frames = cameraFramesOf(syntheticRun({ fps: 20, durationS: 6 }).track);
    await readings(frames);
    const before = memory().numTensors;
    await readings(frames);
    expect(memory().numTensors).toBe(before);
  });
});
