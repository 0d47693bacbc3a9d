import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { PoseTrack } from '../../../src/pose/pose-track';
import { LANDMARK_NAMES } from '../../../src/pose/landmarks';
import type { ClipTask, WorkerSetup } from '../../../src/pose/contract';
import { PoseClient } from '../../../src/pose/pose-client';
import { fetchClip } from '../video/read-clip';

const setup: WorkerSetup = {
  model: 'lite',
  backend: 'wasm',
  modelsUrl: new URL('/models/', location.href).href,
};
/** One runner, seen from the side. */
const file = await fetchClip('runner.mp4');
const FRAMES = 92;
const task: ClipTask = { name: file.name, runner: 'largest', slowMotionFactor: 1 };

/** Every worker that the page started, so that a test can break one. */
const workers: Worker[] = [];
const RealWorker = globalThis.Worker;
let client: PoseClient;

beforeEach(() => {
  workers.length = 0;
  globalThis.Worker = class extends RealWorker {
    constructor(...args: ConstructorParameters<typeof Worker>) {
      super(...args);
      workers.push(this);
    }
  };
  client = new PoseClient(setup, { mostWorkers: 2 });
});

afterEach(() => {
  client.close();
  globalThis.Worker = RealWorker;
});

describe('following a runner through a clip', () => {
  /** The clip followed by a single worker that nothing happens to. */
  let whole: Awaited<ReturnType<PoseClient['follow']>>;

  beforeAll(async () => {
    const undisturbed = new PoseClient(setup, { mostWorkers: 1 });
    whole = await undisturbed.follow(file, task);
    undisturbed.close();
  });

  it('gives every frame once, the same bytes each time, and progress that never falls', async () => {
    const done: number[] = [];
    const frames: number[] = [];
    const first = await client.follow(file, task, {
      onProgress: (progress) => {
        done.push(progress.done);
        frames.push(progress.frames);
      },
    });
    const started = workers.length;
    const second = await client.follow(file, task);
    expect(first.track.timeS.length).toBe(FRAMES);
    expect(first.warnings).toEqual([]);
    expect(done).toEqual([...done].sort((a, b) => a - b));
    expect(frames).toEqual([...frames].sort((a, b) => a - b));
    expect(bytesOf(second.track)).toEqual(bytesOf(first.track));
    expect(workers.length).toBe(started); // the second clip finds the workers warm
  });

  it('gives the same bytes with two workers as with one', async () => {
    const shared = await client.follow(file, task);
    expect(shared.workers).toBe(Math.min(2, navigator.hardwareConcurrency));
    expect(bytesOf(shared.track)).toEqual(bytesOf(whole.track));
    expect(new Uint8Array(shared.pelvis.buffer)).toEqual(new Uint8Array(whole.pelvis.buffer));
    expect(shared.summary).toEqual(whole.summary);
  });

  it('goes on from the last finished frame when the worker crashes, and ends with the same bytes', async () => {
    let broken = false;
    const mended = await client.follow(file, task, {
      onProgress: ({ frames }) => {
        if (broken || frames < 20) return;
        broken = true;
        crash(workers[0]);
      },
    });
    expect(workers.length).toBeGreaterThan(1);
    expect(mended.warnings.join()).toMatch(/stopped at frame \d+ .* fresh start/);
    expect(bytesOf(mended.track)).toEqual(bytesOf(whole.track));
  });

  it('holds one clip up while another goes on, and loses nothing of either', async () => {
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const looks: unknown[] = [];
    let framesOfFirst = 0;
    let heldAt = NaN;
    const begunAt = performance.now();
    const first = client.follow(file, task, {
      onProgress: ({ frames, look }) => {
        framesOfFirst = frames;
        if (look !== null) looks.push(look);
      },
      hold: () => {
        if (framesOfFirst < 30) return null;
        if (Number.isNaN(heldAt)) heldAt = framesOfFirst;
        return held;
      },
    });
    while (framesOfFirst < 30) await new Promise((resolve) => setTimeout(resolve, 20));
    const startedAt = performance.now();
    const second = await client.follow(file, task);
    const heldS = (performance.now() - startedAt) / 1000;
    // The batches in hand were finished, and a stretch that waited for them; no more.
    expect(framesOfFirst).toBeLessThanOrEqual(heldAt + 30 + FRAMES / 4);
    expect(framesOfFirst).toBeLessThan(FRAMES);
    release();
    const mended = await first;
    expect(bytesOf(mended.track)).toEqual(bytesOf(whole.track));
    expect(bytesOf(second.track)).toEqual(bytesOf(whole.track));
    expect(mended.summary.cameraRoll).toEqual(whole.summary.cameraRoll);
    // The time in which it was held up is not its own.
    expect(mended.wallS).toBeLessThan((performance.now() - begunAt) / 1000 - heldS + 0.1);
    // Where both clips start the second worker at once, one of the two stays.
    expect(workers.length).toBeLessThanOrEqual(3);
    expect(looks.length).toBeGreaterThan(0);
  });

  it('goes on with a clip that was held up when the worker is gone', async () => {
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    let frames = 0;
    const first = client.follow(file, task, {
      onProgress: (progress) => (frames = progress.frames),
      hold: () => held,
    });
    while (frames === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    const started = workers.length;
    client.close();
    release();
    const mended = await first;
    expect(bytesOf(mended.track)).toEqual(bytesOf(whole.track));
    expect(mended.warnings).toEqual([]);
    expect(workers.length).toBeGreaterThan(started);
  });

  it('cancels one of two clips and leaves the other', async () => {
    const stop = new AbortController();
    const stopped = client.follow(file, task, {
      signal: stop.signal,
      hold: () => new Promise(() => undefined),
    });
    const other = client.follow(file, task, {
      onProgress: ({ frames }) => {
        if (frames > 10) stop.abort(new DOMException('enough', 'AbortError'));
      },
    });
    await expect(stopped).rejects.toThrow('enough');
    expect((await other).track.timeS.length).toBe(FRAMES);
    expect((await other).warnings).toEqual([]);
  });

  it('fails with a plain sentence when the worker dies at the same frame again and again', async () => {
    const failing = client.follow(file, task, { onProgress: () => undefined });
    const killer = setInterval(() => {
      crash(workers.at(-1));
    }, 50);
    await expect(failing).rejects.toThrow(/could not be started|again and again/);
    clearInterval(killer);
  });

  it('stops when asked, with nothing half-done, and takes the next clip', async () => {
    const stop = new AbortController();
    const stopped = client.follow(file, task, {
      signal: stop.signal,
      onProgress: () => {
        stop.abort();
      },
    });
    await expect(stopped).rejects.toMatchObject({ name: 'AbortError' });
    const { track } = await client.follow(file, task);
    expect(track.timeS.length).toBe(FRAMES);
  });

  it('stops while it is still loading', async () => {
    await expect(client.follow(file, task, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      name: 'AbortError',
    });
  });

  it('follows the person who stands nearest to the chosen point', async () => {
    const { track } = await client.follow(file, { ...task, runner: { x: 0, y: 0 } });
    // There is one person only, so even a point far away finds her.
    expect(track.landmarks.nose.confidence[0]).toBeGreaterThan(0.5);
  });
});

it('says in a sentence what is wrong with a file that is no video', async () => {
  const text = new File(['not a video'], 'notes.mp4');
  const follow = client.follow(text, { name: text.name, runner: 'largest', slowMotionFactor: 1 });
  await expect(follow).rejects.toThrow(/“notes.mp4” is not a video that can be read/);
});

it('says in a sentence that the model is missing', async () => {
  const lost = new PoseClient({ ...setup, modelsUrl: new URL('/nowhere/', location.href).href });
  const follow = lost.follow(new File(['x'], 'x.mp4'), {
    name: 'x.mp4',
    runner: 'largest',
    slowMotionFactor: 1,
  });
  await expect(follow).rejects.toThrow(/pose model could not be started/);
  lost.close();
});

/** What a page sees of a worker that ran out of memory: it is gone, and an error event tells. */
function crash(worker: Worker | undefined): void {
  worker?.terminate();
  worker?.dispatchEvent(new ErrorEvent('error', { message: 'out of memory' }));
}

function bytesOf({ timeS, landmarks }: PoseTrack): Uint8Array[] {
  const columns = LANDMARK_NAMES.flatMap((name) => Object.values(landmarks[name]) as Float32Array[]);
  return [timeS, ...columns].map((column) => new Uint8Array(column.buffer));
}
