import { beforeAll, describe, expect, it } from 'vitest';
import type { ClipTruth } from '../../truth/clips';
import { readClip, type ReadOptions, type ReadResult } from './read-clip';

/** Matroska and WebM keep whole milliseconds. */
const MS = 0.000_501;
const EXACT = 0.000_012;

let truth: ClipTruth;
beforeAll(async () => {
  const response = await fetch('/tests/.out/clips/truth.json');
  truth = (await response.json()) as ClipTruth;
});

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

function expectWhole(read: ReadResult, name: string, toleranceS: number): void {
  const { timesS } = truth[name]!;
  expect(read.numbers).toEqual(timesS.map((_, k) => k));
  for (const [k, timeS] of read.timesS.entries())
    expect(Math.abs(timeS - timesS[k]!)).toBeLessThan(toleranceS);
  expect(read.warnings).toEqual([]);
}

const CLIPS: [string, number][] = [
  ['h264.mp4', EXACT],
  ['reordered.mp4', EXACT],
  ['open-gop.mp4', EXACT],
  ['fragmented.mp4', EXACT],
  ['uneven.mp4', EXACT],
  ['dropped.mp4', EXACT],
  ['late-start.mp4', EXACT],
  ['wide-pixels.mp4', EXACT],
  ['turned-90.mov', EXACT],
  ['vp8.webm', MS],
  ['vp9.webm', MS],
  ['av1.mp4', EXACT],
  ['h264.mkv', MS],
];

describe('WebCodecs in a worker', () => {
  it.each(CLIPS)('gives every frame of %s once, in order, with its true time', async (name, toleranceS) => {
    expectWhole(await inWorker(name), name, toleranceS);
  });

  it.each(CLIPS)('resumes %s at exactly the first frame that is not earlier', async (name) => {
    const { timesS } = truth[name]!;
    for (const k of [1, 31, 44].filter((at) => at < timesS.length)) {
      const fromMiddle = (timesS[k - 1]! + timesS[k]!) / 2;
      const read = await inWorker(name, { fromS: fromMiddle });
      expect(read.numbers).toEqual(timesS.map((_, i) => i).slice(k));
      expect(read.warnings).toEqual([]);
    }
  });
});
