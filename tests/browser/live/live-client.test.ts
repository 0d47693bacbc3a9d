import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LiveClient } from '../../../src/live/live-client';
import { NO_LIVE_OPTIONS } from '../../../src/live/live-options';
import type { LiveReading } from '../../../src/live/live-reading';
import type { CameraFrame } from '../../../src/pose/camera-contract';
import { cameraFramesOf } from '../../truth/camera-frames';
import { twice } from '../../truth/live-against-offline';
import { syntheticRun } from '../../truth/synthetic-runner';

/** Every worker that the page started, so that a test can break one. */
const workers: Worker[] = [];
const RealWorker = globalThis.Worker;
const readings: LiveReading[] = [];
const troubles: string[] = [];
let client: LiveClient;

beforeEach(() => {
  for (const list of [workers, readings, troubles]) list.length = 0;
  globalThis.Worker = class extends RealWorker {
    constructor(...args: ConstructorParameters<typeof Worker>) {
      super(...args);
      workers.push(this);
    }
  };
  client = new LiveClient({
    onReading: (reading) => readings.push(reading),
    onTrouble: (sentence) => troubles.push(sentence),
  });
});

afterEach(() => {
  client.stop();
  globalThis.Worker = RealWorker;
});

const frames = cameraFramesOf(syntheticRun({ fps: 20, durationS: 16 }).track);
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** As a camera would, four times as fast. */
async function film(some: readonly CameraFrame[]): Promise<void> {
  for (const frame of some) {
    client.add(frame);
    await wait(12);
  }
}

/** The worker starts its backend first. */
async function started(): Promise<void> {
  client.add(frames[0]!);
  while (readings.length === 0) await wait(50);
}

function crash(worker: Worker | undefined): void {
  worker?.terminate();
  worker?.dispatchEvent(new ErrorEvent('error', { message: 'broken on purpose' }));
}

const told = () => readings.flatMap(({ newStrides }) => newStrides);

describe('the page’s end of the live analysis', () => {
  it('reads a run in order, each stride once, and leaves the frames to the caller', async () => {
    client.start(NO_LIVE_OPTIONS);
    await started();
    await film(frames.slice(1));
    while ((readings.at(-1)?.atS ?? 0) < 15) await wait(50);
    const times = readings.map(({ atS }) => atS);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(told().length).toBeGreaterThan(30);
    expect(twice(told())).toEqual([]);
    expect(readings.at(-1)).toMatchObject({ view: 'left', running: true, waits: null });
    expect(frames.every(({ rows }) => rows.length > 0)).toBe(true);
    expect(troubles).toEqual([]);
    expect(workers.length).toBe(1);
  });

  it('starts again when the worker dies, says so, and tells nothing twice', async () => {
    client.start(NO_LIVE_OPTIONS);
    await started();
    await film(frames.slice(1, 160));
    const before = told().length;
    expect(before).toBeGreaterThan(10);
    crash(workers.at(-1));
    await wait(50);
    expect(troubles).toEqual(['The live numbers stopped and started again; they need a few strides.']);
    const seen = readings.length;
    await film(frames.slice(160, 161));
    while (readings.length === seen) await wait(50);
    await film(frames.slice(161));
    while ((readings.at(-1)?.atS ?? 0) < 15) await wait(50);
    expect(workers.length).toBe(2);
    expect(told().length).toBeGreaterThan(before + 10);
    expect(twice(told())).toEqual([]);
  });

  it('gives up on a worker that cannot live, in words', async () => {
    client.start(NO_LIVE_OPTIONS);
    for (let life = 0; life < 3; life++) {
      crash(workers.at(-1));
      await wait(50);
    }
    expect(troubles.at(-1)).toMatch(/do not run in this browser; the recording goes on/);
    expect(workers.length).toBe(3);
    client.add(frames[0]!);
    expect(workers.length).toBe(3);
  });

  it('says nothing any more once it is stopped', async () => {
    client.start(NO_LIVE_OPTIONS);
    await started();
    for (const frame of frames.slice(1, 60)) client.add(frame);
    client.stop();
    const heard = readings.length;
    client.add(frames[60]!);
    await wait(500);
    expect(readings.length).toBe(heard);
    expect(troubles).toEqual([]);
  });
});
