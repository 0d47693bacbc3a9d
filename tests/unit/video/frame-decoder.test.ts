import { EncodedPacket } from 'mediabunny';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FrameDecoder } from '../../../src/video/frame-decoder';

/** Decoders misbehave in ways that no test machine shows on demand, so this one does it on command. */
class FakeDecoder extends EventTarget {
  static last: FakeDecoder;
  state = 'configured';
  decodeQueueSize = 0;
  flush = () => Promise.resolve();
  constructor(readonly init: { output: (frame: FakeFrame) => void; error: (error: Error) => void }) {
    super();
    FakeDecoder.last = this;
  }
  configure(): void {
    this.state = 'configured';
  }
  decode(): void {
    this.dispatchEvent(new Event('dequeue'));
  }
  close(): void {
    this.state = 'closed';
  }
}

class FakeFrame {
  closed = false;
  constructor(readonly timestamp: number) {}
  readonly duration = null;
  close(): void {
    this.closed = true;
  }
}

/** Exact times of frame k at 30 fps, and what a decoder makes of them. */
const timeS = (k: number) => k / 30;
const packet = (k: number) => new EncodedPacket(new Uint8Array(1), 'key', timeS(k), 1 / 30, k);
const output = (...numbers: number[]): FakeFrame[] => {
  const frames = numbers.map((k) => new FakeFrame(packet(k).microsecondTimestamp));
  for (const frame of frames) FakeDecoder.last.init.output(frame);
  return frames;
};

let decoder: FrameDecoder;
let lostS: number[];
beforeEach(() => {
  vi.stubGlobal('VideoDecoder', FakeDecoder);
  vi.stubGlobal('EncodedVideoChunk', Object);
  lostS = [];
  decoder = new FrameDecoder({ codec: 'fake' }, (timeS) => lostS.push(timeS));
});
afterEach(() => {
  decoder.close();
  vi.unstubAllGlobals();
});

function feed(...numbers: number[]): void {
  for (const k of numbers) decoder.decode(packet(k));
}
function takeAll(): number[] {
  const times: number[] = [];
  for (let frame = decoder.take(); frame; frame = decoder.take()) times.push(frame.timeS);
  return times;
}

describe('FrameDecoder', () => {
  it('gives the exact times of the packets, not the microseconds of the decoder', async () => {
    feed(0, 1, 2);
    output(0, 1, 2);
    await decoder.finish();
    expect(takeAll()).toEqual([0, 1, 2].map(timeS));
    expect(decoder).toMatchObject({ finished: true, lost: 0, error: null });
  });

  it('puts frames in order that come in the order of decoding', async () => {
    feed(0, 3, 1, 2, 6, 4, 5);
    output(0, 3, 1, 2, 6, 4, 5);
    await decoder.finish();
    expect(takeAll()).toEqual([0, 1, 2, 3, 4, 5, 6].map(timeS));
    expect(decoder.lost).toBe(0);
  });

  it('counts a swallowed frame and leaves the times of all others alone', async () => {
    feed(0, 1, 2, 3, 4);
    output(0, 1, 3, 4);
    await decoder.finish();
    expect(takeAll()).toEqual([0, 1, 3, 4].map(timeS));
    expect(decoder.lost).toBe(1);
  });

  it('counts what is missing at the end', async () => {
    feed(0, 1, 2);
    output(0);
    await decoder.finish();
    expect(takeAll()).toEqual([timeS(0)]);
    expect(decoder).toMatchObject({ lost: 2, finished: true });
  });

  it('never goes back in time, and closes what comes too late', async () => {
    feed(0, 1, 2, 3);
    output(0, 2, 3);
    const [late] = output(1);
    await decoder.finish();
    expect(takeAll()).toEqual([0, 2, 3].map(timeS));
    expect(late?.closed).toBe(true);
    expect(decoder.lost).toBe(1);
  });

  it('keeps the frames that were finished before an error', () => {
    feed(0, 1, 2, 3);
    output(0, 1, 2);
    FakeDecoder.last.init.error(new Error('broken'));
    const [after] = output(3);
    expect(after?.closed).toBe(true);
    expect(decoder).toMatchObject({ finished: false, wantsPacket: false, error: { message: 'broken' } });
    expect(takeAll()).toEqual([0, 1, 2].map(timeS));
    expect(decoder.finished).toBe(true);
  });

  it('closes what nobody took', () => {
    feed(0, 1, 2);
    const frames = output(0, 1, 2);
    const taken = decoder.take();
    decoder.close();
    expect(frames.map((frame) => frame.closed)).toEqual([false, true, true]);
    taken?.image.close();
  });

  it('wants no packet while frames wait to be taken', () => {
    feed(0, 1, 2, 3, 4);
    expect(decoder.wantsPacket).toBe(true);
    output(0, 1, 2, 3, 4);
    expect(decoder.wantsPacket).toBe(false);
    decoder.take()?.image.close();
    decoder.take()?.image.close();
    expect(decoder.wantsPacket).toBe(true);
  });
});

describe('waiting for a decoder', () => {
  it('ends at a change, after the time, or when cancelled', async () => {
    const change = decoder.changed(5);
    feed(0);
    expect(await change).toBe(true);
    expect(await decoder.changed(0.01)).toBe(false);
    const cancel = new AbortController();
    const wait = decoder.changed(5, cancel.signal);
    cancel.abort(new Error('enough'));
    await expect(wait).rejects.toThrow('enough');
  });
});
