import type { Clip, MissingFrame, TimedFrame } from '../src/video/clip';
import type { Seconds } from '../src/units';

/** What a cursor needs of a clip; `keyFrameS` is missing where the frames are lent. */
export type CursorClip = Pick<Clip, 'frames'> & Partial<Pick<Clip, 'keyFrameS'>>;

/**
 * Reads stretches of a clip. Where the next one lies ahead it reads on, and jumps only where a key frame lies between: so no
 * frame is decoded twice, however far apart the key frames are.
 */
export class ClipCursor {
  readonly #clip: CursorClip;
  #frames: ReturnType<Clip['frames']> | null = null;
  /** Decoded, and not given yet: it lies behind the stretch before. */
  #next: TimedFrame | null = null;
  #passedS: Seconds = -Infinity;
  #isOver = false;
  readonly #missing: MissingFrame[] = [];

  constructor(clip: CursorClip) {
    this.#clip = clip;
  }

  /** No further frame is in the clip. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** Frames that could not be had, so far. */
  get missing(): MissingFrame[] {
    return [...this.#missing];
  }

  /** Frames with fromS ≤ time < toS, in order. Whoever gets one closes it. */
  async *between(fromS: Seconds, toS: Seconds): AsyncGenerator<TimedFrame, void, undefined> {
    await this.#goTo(fromS);
    for (;;) {
      const frame = this.#next ?? (await this.#pull());
      this.#next = null;
      if (frame === null) return;
      if (frame.timeS >= toS) {
        this.#next = frame;
        return;
      }
      this.#passedS = frame.timeS;
      if (frame.timeS < fromS) frame.image.close();
      else yield frame;
    }
  }

  async close(): Promise<void> {
    this.#next?.image.close();
    this.#next = null;
    const frames = this.#frames;
    this.#frames = null;
    await frames?.return();
  }

  async #goTo(fromS: Seconds): Promise<void> {
    if (this.#frames !== null && (await this.#liesAhead(fromS))) return;
    await this.close();
    this.#passedS = -Infinity;
    this.#isOver = false;
    const onMissing = (missing: MissingFrame) => this.#missing.push(missing);
    this.#frames = this.#clip.frames({ onMissing, ...(fromS > -Infinity && { fromS }) });
  }

  async #liesAhead(fromS: Seconds): Promise<boolean> {
    if (fromS <= this.#passedS) return false;
    if (this.#next !== null && this.#next.timeS >= fromS) return true;
    const keyS = (await this.#clip.keyFrameS?.(fromS)) ?? -Infinity;
    return keyS <= (this.#next?.timeS ?? this.#passedS);
  }

  async #pull(): Promise<TimedFrame | null> {
    const { value } = (await this.#frames?.next()) ?? {};
    this.#isOver = value === undefined;
    return value ?? null;
  }
}
