import { beforeAll, describe, expect, it } from 'vitest';
import type { ClipTruth } from '../../truth/clips';
import { readClip, type ReadOptions, type ReadResult } from './read-clip';

/** MP4 keeps times to a tick, Matroska and WebM to a millisecond. */
const TICK_S = 0.000_012;
const MILLISECOND_S = 0.000_501;

/** name, tolerance, upright size */
const CLIPS: [string, number, string][] = [
  ['h264.mp4', TICK_S, '320 × 192'],
  ['reordered.mp4', TICK_S, '320 × 192'],
  ['unannounced.mp4', TICK_S, '320 × 192'],
  ['open-gop.mp4', TICK_S, '320 × 192'],
  ['fragmented.mp4', TICK_S, '320 × 192'],
  ['uneven.mp4', TICK_S, '320 × 192'],
  ['dropped.mp4', TICK_S, '320 × 192'],
  ['late-start.mp4', TICK_S, '320 × 192'],
  ['wide-pixels.mp4', TICK_S, '427 × 192'],
  ['turned-90.mov', TICK_S, '192 × 320'],
  ['vp8.webm', MILLISECOND_S, '320 × 192'],
  ['vp9.webm', MILLISECOND_S, '320 × 192'],
  ['av1.mp4', TICK_S, '320 × 192'],
  ['h264.mkv', MILLISECOND_S, '320 × 192'],
  ['huge.mp4', TICK_S, '7680 × 4320'],
];

let truth: ClipTruth;
beforeAll(async () => {
  const response = await fetch('/tests/.out/clips/truth.json');
  truth = (await response.json()) as ClipTruth;
});

/** Reads a clip where the app does it: off the main thread. */
function inWorker(name: string, options: ReadOptions = {}): Promise<ReadResult> {
  const worker = new Worker(new URL('./read-clip.worker.ts', import.meta.url), { type: 'module' });
  return new Promise<ReadResult>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<{ result: ReadResult } | { error: string }>) => {
      if ('result' in data) resolve(data.result);
      else reject(new Error(data.error));
    };
    worker.onerror = (event) => {
      reject(new Error(event.message));
    };
    worker.postMessage({ name, options });
  }).finally(() => {
    worker.terminate();
  });
}

function expectFrames(read: ReadResult, name: string, toleranceS: number, from = 0): void {
  const timesS = truth[name]!.timesS.slice(from);
  expect(read.numbers).toEqual(timesS.map((_, k) => k + from));
  for (const [k, timeS] of read.timesS.entries()) {
    expect(Math.abs(timeS - timesS[k]!)).toBeLessThan(toleranceS);
  }
  expect(read.warnings).toEqual([]);
}

describe('frames through WebCodecs in a worker', () => {
  it.each(CLIPS)('come once each, in order, at their true time: %s', async (name, toleranceS, size) => {
    const read = await inWorker(name);
    expectFrames(read, name, toleranceS);
    expect(`${read.facts.width} × ${read.facts.height}`).toBe(size);
  });

  it.each(CLIPS)(
    'begin at exactly the first that is not earlier than asked: %s',
    async (name, toleranceS) => {
      const { timesS } = truth[name]!;
      const asked = [1, 31, 44].filter((at) => at < timesS.length);
      for (const k of asked) {
        // Just before the frame's time, and (with times known to a tick) at the very time.
        const between = (timesS[k - 1]! + timesS[k]!) / 2;
        expectFrames(await inWorker(name, { fromS: between }), name, toleranceS, k);
      }
      for (const k of toleranceS === TICK_S ? asked : []) {
        const atTime = (await inWorker(name, { fromS: timesS[k]! + 1e-9, stopAfter: 1 })).numbers;
        expect(atTime).toEqual([k]);
      }
    },
  );

  it.each([
    ['turned-90.mov', 90, false],
    ['turned-180.mov', 180, false],
    ['turned-270.mov', 270, false],
    ['mirrored.mov', 0, true],
  ] as const)('carry the turn that %s asks for, and stored pixels', async (name, rotationDeg, mirrored) => {
    const read = await inWorker(name);
    expect(read.numbers).toEqual(truth[name]!.timesS.map((_, k) => k));
    expect(new Set(read.rotations)).toEqual(new Set([rotationDeg]));
    expect(read.facts).toMatchObject({ rotationDeg, mirrored });
  });

  it('come in real time when a slow-motion factor is given', async () => {
    const asked = await inWorker('slow-240.mp4');
    expect(asked.facts.suggestedSlowMotionFactor).toBe(8);
    expect(asked.source).toMatchObject({ fps: expect.closeTo(30, 6) as number, slowMotionFactor: 1 });
    const read = await inWorker('slow-240.mp4', { slowMotionFactor: 8, fromS: 0.125 });
    expect(read.numbers[0]).toBe(30);
    expect(read.timesS[0]).toBeCloseTo(0.125, 6);
    expect(read.source).toMatchObject({ fps: expect.closeTo(240, 4) as number, slowMotionFactor: 8 });
    expect(read.source?.durationS).toBeCloseTo(0.125, 6);
  });

  it('begin where a trimmed clip begins, though the file holds earlier ones', async () => {
    for (const read of [await inWorker('trimmed.mov'), await readClip('trimmed.mov', { route: 'element' })]) {
      expect(read.numbers).toEqual(Array.from({ length: 87 }, (_, k) => 33 + k));
      expect(read.timesS[0]).toBeCloseTo(0, 6);
      expect(read.facts).toMatchObject({ startS: expect.closeTo(0, 6) as number, frameCountEstimate: 87 });
    }
  });

  it('make a source that says what the clip was', async () => {
    const { source } = await inWorker('uneven.mp4');
    expect(source).toMatchObject({ frames: 90, variableFrameRate: true, width: 320, height: 192 });
    expect((await inWorker('dropped.mp4')).source).toMatchObject({ frames: 90, variableFrameRate: true });
    expect((await inWorker('h264.mkv')).source).toMatchObject({ frames: 60, variableFrameRate: false });
  });
});

/** One frame a screen refresh at best, so only some. */
const SEEKABLE = ['reordered.mp4', 'uneven.mp4', 'late-start.mp4', 'vp8.webm', 'h264.mkv', 'wide-pixels.mp4'];

describe('frames through a <video>', () => {
  it.each(CLIPS.filter(([name]) => SEEKABLE.includes(name)))(
    'are the same frames with the same times: %s',
    async (name, toleranceS) => {
      expectFrames(await readClip(name, { route: 'element' }), name, toleranceS);
      expectFrames(
        await readClip(name, { route: 'element', fromS: truth[name]!.timesS[20]! - 0.005 }),
        name,
        toleranceS,
        20,
      );
    },
  );

  it('are upright already', async () => {
    const read = await readClip('turned-90.mov', { route: 'element', stopAfter: 3 });
    expect(read.facts).toMatchObject({ rotationDeg: 90, width: 192, height: 320 });
    expect(read.sizes).toEqual(['192 × 320', '192 × 320', '192 × 320']);
    expect(read.rotations).toEqual([0, 0, 0]);
  });

  it('are taken where the browser does not tell of one', async () => {
    const { prototype } = HTMLVideoElement;
    const tell = Object.getOwnPropertyDescriptor(prototype, 'requestVideoFrameCallback')!;
    let told = 0;
    Object.defineProperty(prototype, 'requestVideoFrameCallback', {
      configurable: true,
      value(this: HTMLVideoElement, callback: VideoFrameRequestCallback): number {
        const ask = tell.value as typeof prototype.requestVideoFrameCallback;
        const untold = told++ === 1;
        return ask.call(this, untold ? () => ask.call(this, callback) : callback);
      },
    });
    try {
      const read = await readClip('h264.mp4', { route: 'element', stopAfter: 3 });
      expect(read.numbers).toEqual([0, 1, 2]);
    } finally {
      Object.defineProperty(prototype, 'requestVideoFrameCallback', tell);
    }
  });

  it('are taken where WebCodecs is missing', async () => {
    const decoder = globalThis.VideoDecoder;
    Reflect.deleteProperty(globalThis, 'VideoDecoder');
    try {
      const read = await readClip('h264.mp4', { stopAfter: 5 });
      expect(read).toMatchObject({ route: 'element', numbers: [0, 1, 2, 3, 4] });
    } finally {
      globalThis.VideoDecoder = decoder;
    }
  });
});
