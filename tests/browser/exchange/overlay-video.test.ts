import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  OverlayVideoError,
  type OverlayVideoProgress,
  writeOverlayVideo,
} from '../../../src/exchange/overlay-video';
import { openClip } from '../../../src/video/open-clip';
import type { ClipTruth } from '../../truth/clips';
import { fetchClip } from '../video/read-clip';
import { drawNumber, readExported } from './exported';

/** The exported file counts microseconds, and so does the decoder that reads it back. */
const MICROSECOND_S = 1.01e-6;
/** MP4's own tick, Matroska's and WebM's millisecond. */
const [TICK_S, MILLISECOND_S] = [12e-6, 0.501e-3];

const ENOUGH = new DOMException('Enough.', 'AbortError');

let truth: ClipTruth;
beforeAll(async () => {
  truth = (await (await fetch('/tests/.out/clips/truth.json')).json()) as ClipTruth;
});

interface Made {
  video: Blob;
  sourceTimesS: number[];
  progress: OverlayVideoProgress[];
}

/** Writes a clip again, with each frame's number drawn into the lower half where the picture is not turned. */
async function made(
  name: string,
  { slowMotionFactor = 1, cancelAt }: { slowMotionFactor?: number; cancelAt?: number } = {},
): Promise<Made> {
  const cancel = new AbortController();
  const clip = await openClip(await fetchClip(name), { name, slowMotionFactor });
  const sourceTimesS: number[] = [];
  const progress: OverlayVideoProgress[] = [];
  const timesS = truth[name]!.timesS;
  const draw = (context: OffscreenCanvasRenderingContext2D, timeS: number) => {
    sourceTimesS.push(timeS * slowMotionFactor);
    if (sourceTimesS.length === cancelAt) cancel.abort(ENOUGH);
    if (clip.facts.rotationDeg !== 0 || clip.facts.mirrored) return;
    const number = timesS.findIndex((time) => Math.abs(time - timeS * slowMotionFactor) < 1e-3);
    drawNumber(context, number, clip.facts);
  };
  try {
    const video = await writeOverlayVideo(
      clip,
      { frames: timesS.length, fps: timesS.length / clip.facts.durationS, draw },
      { onProgress: (step) => progress.push(step), signal: cancel.signal },
    );
    return { video, sourceTimesS, progress };
  } finally {
    clip.close();
  }
}

function expectTimes(found: number[], expected: number[], toleranceS: number): void {
  expect(found).toHaveLength(expected.length);
  found.forEach((timeS, k) => {
    expect(Math.abs(timeS - expected[k]!)).toBeLessThan(toleranceS);
  });
}

describe('a video with an overlay', () => {
  it.each([
    ['h264.mp4', TICK_S],
    ['reordered.mp4', TICK_S],
    ['uneven.mp4', TICK_S],
    ['dropped.mp4', TICK_S],
    ['late-start.mp4', TICK_S],
    ['wide-pixels.mp4', TICK_S],
    ['vp9.webm', MILLISECOND_S],
    ['h264.mkv', MILLISECOND_S],
  ])('has every frame of %s once, at its time, with its own drawing', async (name, toleranceS) => {
    const { timesS } = truth[name]!;
    const { video, sourceTimesS, progress } = await made(name);
    const read = await readExported(video);
    const numbers = timesS.map((_, k) => k);
    expect(read.numbers).toEqual(numbers);
    expect(read.drawn).toEqual(numbers);
    expectTimes(read.timesS, sourceTimesS, MICROSECOND_S);
    expectTimes(read.timesS, timesS, toleranceS);
    expect(progress.map(({ frames }) => frames)).toEqual(numbers.map((k) => k + 1));
    expect(progress.at(-1)?.done).toBe(1);
  });

  it.each([
    ['turned-90.mov', 90, false],
    ['turned-180.mov', 180, false],
    ['turned-270.mov', 270, false],
    ['mirrored.mov', 0, true],
  ] as const)('shows %s upright', async (name, turn, mirrored) => {
    const read = await readExported((await made(name)).video, turn, mirrored);
    expect(read.numbers).toEqual(truth[name]!.timesS.map((_, k) => k));
    expect([read.width, read.height]).toEqual(turn % 180 === 0 ? [320, 192] : [192, 320]);
  });

  it('plays slow motion as slowly as the clip', async () => {
    const { timesS } = truth['slow-240.mp4']!;
    const read = await readExported((await made('slow-240.mp4', { slowMotionFactor: 8 })).video);
    expectTimes(read.timesS, timesS, TICK_S);
  });

  it('is an even picture, since H.264 knows no other', async () => {
    const { width, height, codec } = await readExported((await made('wide-pixels.mp4')).video);
    expect([width, height]).toEqual([426, 192]);
    console.info(`this browser writes ${codec}`);
    expect(codec).toMatch(/^(avc1|vp09|av01)/);
  });

  it('plays to its end in a <video>', async () => {
    const { video } = await made('uneven.mp4');
    const element = document.createElement('video');
    element.muted = true;
    element.src = URL.createObjectURL(video);
    element.playbackRate = 4;
    await new Promise<void>((resolve, reject) => {
      element.onended = () => {
        resolve();
      };
      element.onerror = () => {
        reject(new Error(element.error?.message ?? 'It does not play.'));
      };
      element.play().catch(reject);
    });
    expect(element.duration).toBeGreaterThan(truth['uneven.mp4']!.timesS.at(-1)!);
    expect([element.videoWidth, element.videoHeight]).toEqual([320, 192]);
  });
});

describe('pictures while a video is written', () => {
  const Original = globalThis.VideoDecoder;
  /** Every frame that any decoder made. A closed VideoFrame has no format. */
  const decoded: VideoFrame[] = [];
  const open = () => decoded.filter((frame) => frame.format !== null).length;
  beforeEach(() => {
    decoded.length = 0;
    globalThis.VideoDecoder = class extends Original {
      constructor(init: VideoDecoderInit) {
        const output = (frame: VideoFrame) => {
          decoded.push(frame);
          init.output(frame);
        };
        super({ ...init, output });
      }
    };
  });
  afterEach(() => {
    globalThis.VideoDecoder = Original;
  });

  it('are never more than a dozen, and none is left', async () => {
    let most = 0;
    const clip = await openClip(await fetchClip('index-first.mp4'), { name: 'index-first.mp4' });
    const draw = () => {
      most = Math.max(most, open());
    };
    await writeOverlayVideo(clip, { frames: 360, fps: 60, draw });
    clip.close();
    expect(decoded).toHaveLength(360);
    expect(most).toBeLessThanOrEqual(12);
    expect(open()).toBe(0);
  });

  it('are all let go when it is cancelled', async () => {
    await expect(made('index-first.mp4', { cancelAt: 20 })).rejects.toBe(ENOUGH);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(decoded.length).toBeGreaterThan(19);
    expect(decoded.length).toBeLessThan(60);
    expect(open()).toBe(0);
  });
});

describe('a video that does not come about', () => {
  it('is cancelled with the signal’s reason', async () => {
    await expect(made('index-first.mp4', { cancelAt: 20 })).rejects.toBe(ENOUGH);
  });

  it('says in a sentence that the browser has no encoder', async () => {
    const encoder = globalThis.VideoEncoder;
    Reflect.deleteProperty(globalThis, 'VideoEncoder');
    try {
      await expect(made('h264.mp4')).rejects.toThrow(/^This browser cannot write videos; open the page in/);
    } finally {
      globalThis.VideoEncoder = encoder;
    }
  });

  it('says so too where the encoder breaks off', async () => {
    const clip = await openClip(await fetchClip('h264.mp4'), { name: 'h264.mp4' });
    const draw = () => {
      throw new Error('disk full');
    };
    const making = writeOverlayVideo(clip, { frames: 120, fps: 60, draw });
    await expect(making).rejects.toBeInstanceOf(OverlayVideoError);
    await expect(making).rejects.toThrow(/^The video broke off after 0 frames \(disk full\); free/);
    clip.close();
  });
});
