import { afterEach, describe, expect, it } from 'vitest';
import type { TimedFrame } from '../../../src/video/clip';
import { ClipCursor } from '../../../workers/clip-cursor';

const FRAMES = 40;
/** Every tenth frame is a key frame. */
const KEY_EVERY = 10;
/** Frames that were decoded, by number, and those that are open. */
let decoded: number[] = [];
const open = new Set<VideoFrame>();
let cursor: ClipCursor;

function frameAt(number: number): TimedFrame {
  const size = { format: 'RGBA', codedWidth: 2, codedHeight: 2 } as const;
  const image = new VideoFrame(new Uint8Array(16), { ...size, timestamp: number * 1e6 });
  open.add(image);
  const close = image.close.bind(image);
  image.close = () => {
    open.delete(image);
    close();
  };
  return { image, timeS: number, durationS: 1, rotationDeg: 0, mirrored: false };
}

/** A clip of one frame a second that decodes from the key frame before; `keys`: whether it tells where those are. */
function clipOf({ keys }: { keys: boolean }) {
  const keyBefore = (number: number) => Math.floor(Math.max(0, number) / KEY_EVERY) * KEY_EVERY;
  async function* frames({ fromS = 0 }: { fromS?: number } = {}) {
    for (let number = keyBefore(fromS); number < FRAMES; number++) {
      decoded.push(number);
      await Promise.resolve();
      if (number >= fromS) yield frameAt(number);
    }
  }
  return { frames, ...(keys && { keyFrameS: (fromS: number) => Promise.resolve(keyBefore(fromS)) }) };
}

async function read(fromS: number, toS: number, most = Infinity): Promise<number[]> {
  const numbers: number[] = [];
  for await (const { image, timeS } of cursor.between(fromS, toS)) {
    numbers.push(timeS);
    image.close();
    if (numbers.length === most) break;
  }
  return numbers;
}

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, k) => from + k);

afterEach(async () => {
  await cursor.close();
  if (open.size > 0) throw new Error(`${open.size} frames were left open.`);
  decoded = [];
});

describe('reading stretches of a clip', () => {
  it('gives the frames from the first time on and before the second, and reads on without decoding twice', async () => {
    cursor = new ClipCursor(clipOf({ keys: true }));
    expect(await read(-Infinity, 5)).toEqual(range(0, 5));
    expect(await read(5, 8)).toEqual(range(5, 8));
    expect(decoded).toEqual(range(0, 9));
  });

  it('jumps to a key frame that lies ahead, and reads through where none does', async () => {
    cursor = new ClipCursor(clipOf({ keys: true }));
    await read(-Infinity, 3);
    expect(await read(7, 9)).toEqual([7, 8]);
    expect(decoded).toEqual(range(0, 10));
    expect(await read(34, 36)).toEqual([34, 35]);
    expect(decoded.slice(10)).toEqual(range(30, 37));
  });

  it('goes back where it is asked to', async () => {
    cursor = new ClipCursor(clipOf({ keys: true }));
    await read(-Infinity, 25);
    expect(await read(12, 14)).toEqual([12, 13]);
    expect(decoded.slice(26)).toEqual(range(10, 15));
  });

  it('goes on behind a stretch that was left in its middle', async () => {
    cursor = new ClipCursor(clipOf({ keys: false }));
    expect(await read(2, 9, 3)).toEqual([2, 3, 4]);
    expect(await read(7, 9)).toEqual([7, 8]);
  });

  it('knows when the clip is over, and not before', async () => {
    cursor = new ClipCursor(clipOf({ keys: true }));
    await read(30, 39);
    expect(cursor.isOver).toBe(false);
    expect(await read(39, Infinity)).toEqual([39]);
    expect(cursor.isOver).toBe(true);
    expect(await read(45, 50)).toEqual([]);
    expect(await read(0, 1)).toEqual([0]);
    expect(cursor.isOver).toBe(false);
  });
});
