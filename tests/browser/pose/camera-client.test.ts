import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CameraFrame } from '../../../src/pose/camera-contract';
import { CameraClient, type CameraSetup, type CameraTrouble } from '../../../src/pose/camera-client';
import type { CameraRoute } from '../../../src/video/camera-source';
import { HAS_RUNNER, LEVEL, MadeCamera, pictureOf, UPRIGHT } from '../video/made-camera';

const setup: CameraSetup = {
  model: 'lite',
  backend: 'wasm',
  modelsUrl: new URL('/models/', location.href).href,
};

/** A camera that promises no rate: its times are told as they came (src/video/even-times.ts). */
const NO_RATE = NaN;

/** Every worker that the page started, so that a test can break one. */
const workers: Worker[] = [];
const RealWorker = globalThis.Worker;
let client: CameraClient;
let camera: MadeCamera;
let frames: CameraFrame[];
let troubles: CameraTrouble[];

beforeEach(() => {
  workers.length = 0;
  globalThis.Worker = class extends RealWorker {
    constructor(...args: ConstructorParameters<typeof Worker>) {
      super(...args);
      workers.push(this);
    }
  };
  client = new CameraClient(setup);
  frames = [];
  troubles = [];
});

afterEach(() => {
  client.close();
  camera.stop();
  globalThis.Worker = RealWorker;
});

async function film(framesPerS: number): Promise<void> {
  camera = new MadeCamera(await pictureOf(LEVEL), framesPerS);
}

function start(framesPerS: number, route: CameraRoute = 'processor', onFrame?: (frame: CameraFrame) => void) {
  return client.start(
    { track: camera.track, framesPerS, route },
    {
      onFrame: (frame) => {
        frames.push(frame);
        onFrame?.(frame);
      },
      onTrouble: (trouble) => troubles.push(trouble),
    },
  );
}

async function until(what: () => boolean): Promise<void> {
  while (!what()) await new Promise((resolve) => setTimeout(resolve, 20));
}

const timesS = () => frames.map(({ timeS }) => timeS[0]!);

/** Frames that the camera gave after the one that came last. */
const behind = () => camera.timesS.filter((timeS) => timeS > timesS().at(-1)!).length;

describe.skipIf(!HAS_RUNNER)('the page follows a camera (skipped without ../shared/field)', () => {
  it.each<CameraRoute>(['processor', 'element'])(
    'lets the newest frame win over the %s: in order, with the camera’s own times, none queued',
    async (route) => {
      await film(60);
      const behindBy: number[] = [];
      // A page that takes 150 ms for each frame stands for a model that does.
      const run = start(NO_RATE, route, () => {
        const busyUntil = performance.now() + 150;
        while (performance.now() < busyUntil);
        behindBy.push(behind());
      });
      await until(() => frames.length >= 24);
      const tally = await run.stop();
      expect(timesS()).toEqual([...timesS()].sort((a, b) => a - b));
      expect(new Set(timesS()).size).toBe(frames.length);
      // Only the processor hands on the times that the camera was given here.
      const known = route === 'processor' ? camera.timesS : timesS();
      for (const timeS of timesS()) expect(known).toContainEqual(expect.closeTo(timeS, 5));
      // Far more were filmed than looked at, and the way behind does not grow with them.
      expect(camera.timesS.length).toBeGreaterThan(2 * frames.length);
      expect(Math.max(...behindBy.slice(-8))).toBeLessThan(10 + (3 * camera.timesS.length) / frames.length);
      expect(median(behindBy.slice(-8))).toBeLessThanOrEqual(median(behindBy.slice(4, 12)) + 12);
      expect(tally.frames).toBe(frames.length);
      expect(troubles).toEqual([]);
    },
  );

  it('misses no frame of a camera that is three times slower than the network, once that is warm', async () => {
    await film(60);
    const warming = start(NO_RATE);
    await until(() => frames.length >= 12);
    await warming.stop();
    camera.stop();
    const times = timesS();
    const lookS = median(times.slice(5).map((timeS, k) => timeS - times[k + 4]!));
    frames = [];
    await film(Math.min(5, 1 / (3 * lookS)));
    const run = start(NO_RATE);
    await until(() => frames.length >= 12);
    await run.stop();
    const filmed = camera.timesS.filter(
      (timeS) => timeS >= timesS()[0]! - 1e-5 && timeS <= timesS().at(-1)! + 1e-5,
    );
    for (const timeS of timesS()) expect(filmed).toContainEqual(expect.closeTo(timeS, 5));
    // The first frame sets up the graph of a new picture, and a busy machine may miss one.
    expect(filmed.length - frames.length).toBeLessThanOrEqual(3);
  });

  it.each<CameraRoute>(['processor', 'element'])(
    'follows a picture that is turned, over the %s',
    async (route) => {
      await film(20);
      const run = start(20, route);
      await until(() => frames.length >= 5);
      camera.picture = await pictureOf(UPRIGHT);
      await until(() => frames.some(({ width, height }) => width < height));
      await run.stop();
      const last = frames.at(-1)!;
      expect([last.width, last.height]).toEqual([UPRIGHT.width, UPRIGHT.height]);
      expect(last.rows[3]).toBeGreaterThan(0.5);
    },
  );

  it('goes on by itself when the worker dies, says so, and its times go on', async () => {
    await film(20);
    const run = start(20);
    await until(() => frames.length >= 5);
    crash(workers.at(-1));
    await until(() => workers.length === 2);
    const before = frames.length;
    await until(() => frames.length >= before + 5);
    await run.stop();
    expect(timesS()).toEqual([...timesS()].sort((a, b) => a - b));
    for (const timeS of timesS()) expect(camera.timesS).toContainEqual(expect.closeTo(timeS, 5));
    expect(frames.at(-1)!.leftOut).toBeGreaterThan(0);
    expect(troubles.map(({ what }) => what)).toEqual(['restarted']);
    expect(troubles[0]!.sentence).toMatch(/went on with a fresh start; nothing that was measured is lost/);
  });

  it('gives up with a sentence when the worker dies again and again without a frame', async () => {
    await film(20);
    const run = start(20);
    const killer = setInterval(() => {
      crash(workers.at(-1));
    }, 20);
    await run.over;
    clearInterval(killer);
    expect(troubles.at(-1)!.what).toBe('failed');
    expect(troubles.at(-1)!.sentence).toMatch(/start again/);
  });

  it('gives everything back when stopped: no frame comes, the camera plays on, the next start finds the worker warm', async () => {
    await film(20);
    const run = start(20);
    await until(() => frames.length >= 3);
    await run.stop();
    const count = frames.length;
    const filmed = camera.timesS.length;
    await until(() => camera.timesS.length > filmed + 15);
    expect(frames.length).toBe(count);
    expect(camera.track.readyState).toBe('live');
    const again = start(20);
    await until(() => frames.length >= count + 3);
    await again.stop();
    expect(workers.length).toBe(1);
    expect(troubles).toEqual([]);
  });

  it('stops while the model is still loading', async () => {
    await film(20);
    const { frames: seen } = await start(20).stop();
    expect(seen).toBe(0);
    expect(frames).toEqual([]);
    expect(troubles).toEqual([]);
  });

  it('says that no picture comes, and that it comes again', async () => {
    await film(20);
    const run = start(20);
    await until(() => frames.length >= 3);
    const picture = camera.picture;
    camera.picture = null;
    await until(() => troubles.length === 1);
    camera.picture = picture;
    await until(() => troubles.length === 2);
    await run.stop();
    expect(troubles.map(({ what }) => what)).toEqual(['silent', 'speaks']);
    expect(workers.length).toBe(1);
  });

  it.each<CameraRoute>(['processor', 'element'])(
    'is over when the camera is gone, over the %s',
    async (route) => {
      await film(20);
      const run = start(20, route);
      await until(() => frames.length >= 3);
      camera.stop();
      expect((await run.stop()).frames).toBe(frames.length);
    },
  );

  it('says in a sentence that the model is missing', async () => {
    await film(20);
    client = new CameraClient({ ...setup, modelsUrl: new URL('/nowhere/', location.href).href });
    await start(20).over;
    expect(troubles.map(({ what }) => what)).toEqual(['failed']);
    expect(troubles[0]!.sentence).toMatch(/pose model could not be started/);
  });

  it('takes a model that this machine follows the camera with, and tells which', async () => {
    await film(5);
    client = new CameraClient({ ...setup, model: 'auto' });
    const told: string[] = [];
    const run = client.start(
      { track: camera.track, framesPerS: 1000 },
      {
        onFrame: (frame) => frames.push(frame),
        onTrouble: (t) => troubles.push(t),
        onPrepared: ({ model }) => told.push(model),
      },
    );
    await until(() => frames.length >= 1);
    await run.stop();
    expect(told).toEqual([expect.stringMatching(/^(full|lite)$/)]);
  });
});

function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

/** What a page sees of a worker that ran out of memory: it is gone, and an error event tells. */
function crash(worker: Worker | undefined): void {
  worker?.terminate();
  worker?.dispatchEvent(new ErrorEvent('error', { message: 'out of memory' }));
}
