import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openClip } from '../../../src/video/open-clip';
import { fetchClip } from './read-clip';

/** Every frame that any decoder made. A closed VideoFrame has no format. */
const made: VideoFrame[] = [];
let packets = 0;
const open = () => made.filter((frame) => frame.format !== null).length;

const Original = globalThis.VideoDecoder;
beforeEach(() => {
  made.length = packets = 0;
  globalThis.VideoDecoder = class extends Original {
    constructor(init: VideoDecoderInit) {
      const output = (frame: VideoFrame) => {
        made.push(frame);
        init.output(frame);
      };
      super({ ...init, output });
    }
    override decode(chunk: EncodedVideoChunk): void {
      packets++;
      super.decode(chunk);
    }
  };
});
afterEach(() => {
  globalThis.VideoDecoder = Original;
});

const clipOf = async (name: string) => openClip(await fetchClip(name), { name });
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('frames are released', () => {
  it('all of them, after a whole pass', async () => {
    const clip = await clipOf('reordered.mp4');
    for await (const { image } of clip.frames()) image.close();
    clip.close();
    expect(made.length).toBe(90);
    expect(open()).toBe(0);
  });

  it('when the loop is left early', async () => {
    const clip = await clipOf('index-first.mp4');
    for await (const { image } of clip.frames()) {
      image.close();
      if (made.length > 20) break;
    }
    clip.close();
    await sleep(100);
    expect(open()).toBe(0);
    expect(packets).toBeLessThan(60);
  });

  it('when the work is cancelled, which rejects with the reason', async () => {
    const clip = await clipOf('index-first.mp4');
    const cancel = new AbortController();
    const pass = async () => {
      for await (const { image } of clip.frames({ signal: cancel.signal })) {
        image.close();
        if (made.length > 20) cancel.abort();
      }
    };
    await expect(pass()).rejects.toMatchObject({ name: 'AbortError' });
    await sleep(100);
    expect(open()).toBe(0);
    await expect(clip.frames({ signal: cancel.signal }).next()).rejects.toMatchObject({ name: 'AbortError' });
    clip.close();
  });

  it('and a slow consumer makes the decoder wait', async () => {
    const clip = await clipOf('index-first.mp4');
    let most = 0;
    let taken = 0;
    for await (const { image } of clip.frames()) {
      await sleep(30);
      most = Math.max(most, open());
      image.close();
      if (++taken === 30) break;
    }
    clip.close();
    expect(most).toBeLessThanOrEqual(12);
    expect(packets).toBeLessThan(taken + 24);
  });
});

describe('a closed clip', () => {
  it('ends its passes with a plain error instead of waiting', async () => {
    const clip = await clipOf('index-first.mp4');
    const pass = clip.frames();
    (await pass.next()).value?.image.close();
    clip.close();
    const drain = async () => {
      for await (const { image } of pass) image.close();
    };
    await expect(drain()).rejects.toMatchObject({ name: 'AbortError' });
    await sleep(50);
    expect(open()).toBe(0);
  });
});
