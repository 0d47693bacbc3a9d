import type { EncodedPacket } from 'mediabunny';
import type { Seconds } from '../units';
import { Wakeup } from './wakeup';

/** Packets waiting inside the decoder. Decoders that work in threads or reorder want several at a time. */
const MAX_WAITING = 4;
/** Finished frames kept for the consumer: a 4K frame is 12 MB, so a handful. */
const MAX_READY = 3;

/** A decoded frame with the exact times of its packet (the decoder itself counts in whole microseconds). */
interface DecodedFrame {
  image: VideoFrame;
  timeS: Seconds;
  durationS: Seconds;
}

/**
 * A VideoDecoder to pull from: frames come out once each, in order of presentation, and those that never come are counted.
 *
 * Why not mediabunny's VideoSampleSink: it deals out the times that went in to the frames that come out, so one frame
 * swallowed by the decoder shifts all that follow; on an error it drops finished frames; and it may hold 40 pictures.
 */
export class FrameDecoder {
  readonly #decoder: VideoDecoder;
  readonly #changed = new Wakeup();
  /** Packets that went in and have not come out, by the decoder's microseconds. */
  readonly #inside = new Map<number, EncodedPacket>();
  /** Frames that an earlier one may still follow: Safari does not always keep the order. Sorted by time. */
  readonly #held: VideoFrame[] = [];
  readonly #ready: DecodedFrame[] = [];
  #released = -Infinity;
  #lost = 0;
  #flushed = false;
  #error: Error | null = null;

  readonly #onLost: (timeS: Seconds) => void;

  /** `onLost`: hears when each frame that never comes would have been shown. Throws what VideoDecoder.configure throws. */
  constructor(config: VideoDecoderConfig, onLost: (timeS: Seconds) => void) {
    this.#onLost = onLost;
    this.#decoder = new VideoDecoder({
      output: (image) => {
        this.#accept(image);
      },
      error: (error) => {
        this.#fail(error);
      },
    });
    this.#decoder.addEventListener('dequeue', () => {
      this.#changed.notify();
    });
    this.#decoder.configure(config);
  }

  /** Whether `decode` should be called before the next `take`; false while enough is under way. */
  get wantsPacket(): boolean {
    const { decodeQueueSize } = this.#decoder;
    return this.#error === null && this.#ready.length < MAX_READY && decodeQueueSize < MAX_WAITING;
  }

  /** The first error. Frames that were finished before it can still be taken. */
  get error(): Error | null {
    return this.#error;
  }

  /** No frame will come any more. */
  get finished(): boolean {
    return (this.#flushed || this.#error !== null) && this.#ready.length === 0;
  }

  /** Packets so far that gave no frame, though a later one did (or nothing can follow). */
  get lost(): number {
    return this.#lost;
  }

  decode(packet: EncodedPacket): void {
    this.#inside.set(packet.microsecondTimestamp, packet);
    try {
      this.#decoder.decode(packet.toEncodedVideoChunk());
    } catch (error) {
      this.#fail(error);
    }
  }

  /** Says that no packet follows. */
  async finish(): Promise<void> {
    if (this.#error !== null) return;
    try {
      await this.#decoder.flush();
      this.#releaseHeld();
      for (const packet of this.#inside.values()) this.#lose(packet);
      this.#flushed = true;
      this.#changed.notify();
    } catch (error) {
      this.#fail(error);
    }
  }

  /** The next frame if it is there. The caller owns and closes it. */
  take(): DecodedFrame | undefined {
    return this.#ready.shift();
  }

  /** True when something changed, false after `timeoutS` without. Rejects with the reason of an aborted signal. */
  changed(timeoutS: Seconds, signal?: AbortSignal): Promise<boolean> {
    return this.#changed.wait(timeoutS, signal);
  }

  /** Stops, and closes every frame that was not taken. */
  close(): void {
    if (this.#error === null) this.#error = new DOMException('The decoder was closed.', 'AbortError');
    if (this.#decoder.state !== 'closed') this.#decoder.close();
    for (const image of [...this.#held, ...this.#ready.map((frame) => frame.image)]) image.close();
    this.#held.length = 0;
    this.#ready.length = 0;
  }

  #accept(image: VideoFrame): void {
    const time = image.timestamp;
    if (this.#error !== null || time < this.#released) {
      // Too late to be in order: `#releaseHeld` counted it as lost.
      image.close();
      return;
    }
    // A frame later than all that are held proves that none earlier than those is still to come.
    const latest = this.#held.at(-1);
    if (latest && time > latest.timestamp) this.#releaseHeld();
    const place = this.#held.findIndex((other) => other.timestamp > time);
    this.#held.splice(place < 0 ? this.#held.length : place, 0, image);
    this.#changed.notify();
  }

  #releaseHeld(): void {
    for (const image of this.#held) {
      const packet = this.#inside.get(image.timestamp);
      this.#inside.delete(image.timestamp);
      this.#released = image.timestamp;
      this.#ready.push({
        image,
        timeS: packet?.timestamp ?? image.timestamp / 1e6,
        durationS: packet?.duration ?? (image.duration ?? 0) / 1e6,
      });
    }
    this.#held.length = 0;
    for (const [time, packet] of this.#inside) {
      if (time >= this.#released) continue;
      this.#inside.delete(time);
      this.#lose(packet);
    }
  }

  #lose(packet: EncodedPacket): void {
    this.#lost++;
    this.#onLost(packet.timestamp);
  }

  #fail(error: unknown): void {
    if (this.#error !== null) return;
    this.#releaseHeld();
    this.#error = error instanceof Error ? error : new Error(String(error));
    this.#changed.notify();
  }
}
