import type { Seconds } from '../units';
import { frameAt, type FrameRange } from './frame-times';

/** Whatever puts frames on the screen: a `<video>`, or a bare clock where the browser cannot play the file. */
export interface Picture {
  show(frame: number): void;
  /** `speed`: 1 = as fast as life, whatever the clip's slow-motion factor. */
  play(speed: number): void;
  pause(): void;
}

export const SPEEDS: readonly number[] = [0.1, 0.25, 0.5, 1];

/** Where the review stands in the clip. `frame` is the frame that is on the screen, not the one asked for. */
export class Player {
  readonly timeS: Float64Array;
  readonly endS: Seconds;
  #picture: Picture | null = null;
  /** Asked for, not on the screen yet: fast steps count from here. */
  #wanted: number | null = null;
  #frame = $state(0);
  #playing = $state(false);
  #speed = $state(1);
  #loop = $state.raw<FrameRange | null>(null);
  /** Told whenever another frame is on the screen, and when playing begins, ends or changes its speed. */
  onchange: () => void = () => undefined;

  constructor(timeS: Float64Array, endS: Seconds) {
    this.timeS = timeS;
    this.endS = endS;
  }

  get frame(): number {
    return this.#frame;
  }

  get frames(): number {
    return this.timeS.length;
  }

  get shownS(): Seconds {
    return this.timeS[this.#frame] ?? 0;
  }

  get startS(): Seconds {
    return this.timeS[0] ?? 0;
  }

  get playing(): boolean {
    return this.#playing;
  }

  get speed(): number {
    return this.#speed;
  }

  /** What is played; null = the clip to its end, once. */
  get loop(): FrameRange | null {
    return this.#loop;
  }

  /** The frame asked for last: on the screen, or on its way there. */
  get aim(): number {
    return this.#wanted ?? this.#frame;
  }

  /** Nothing that was asked for is still on its way to the screen. */
  get settled(): boolean {
    return this.#wanted === null;
  }

  /** Puts a picture in charge, where the one before it stood; the result takes it away again. */
  attach(picture: Picture): () => void {
    this.#picture = picture;
    this.#playing = false;
    this.#go(this.aim);
    return () => {
      if (this.#picture === picture) this.#picture = null;
    };
  }

  toggle(): void {
    if (this.#playing) this.pause();
    else this.play();
  }

  play(): void {
    if (this.#picture === null) return;
    const { first, last } = this.#loop ?? { first: 0, last: this.frames - 1 };
    if (this.aim >= last || this.aim < first) this.#go(first);
    this.#playing = true;
    this.#picture.play(this.#speed);
    this.onchange();
  }

  pause(): void {
    this.#playing = false;
    this.#picture?.pause();
    this.onchange();
  }

  setSpeed(speed: number): void {
    this.#speed = speed;
    if (this.#playing) this.#picture?.play(speed);
    this.onchange();
  }

  /** Plays these frames round and round from now on; null = no longer. */
  setLoop(loop: FrameRange | null): void {
    this.#loop = loop;
  }

  /** Another clip leads: shows this frame, without a word on whether it plays. */
  followTo(frame: number): void {
    this.#go(Math.min(Math.max(frame, 0), this.frames - 1));
  }

  /** Another clip leads: the picture runs at this speed; 0 = it stands. */
  followAt(speed: number): void {
    if (speed > 0) this.#picture?.play(speed);
    else this.#picture?.pause();
  }

  step(frames: number): void {
    this.seekToFrame(this.aim + frames);
  }

  seekToFrame(frame: number): void {
    this.pause();
    this.#go(Math.min(Math.max(frame, 0), this.frames - 1));
  }

  seekToTime(t: Seconds): void {
    this.seekToFrame(frameAt(this.timeS, t));
  }

  /** The picture says: this frame is on the screen. */
  pictureShows(frame: number): void {
    if (frame < 0 || frame >= this.frames) return;
    this.#frame = frame;
    if (this.#playing && this.settled && this.#loop !== null && frame >= this.#loop.last)
      this.#go(this.#loop.first);
    this.onchange();
  }

  /** The picture says: whatever was asked for is done. */
  pictureSettled(): void {
    this.#wanted = null;
  }

  /** The picture says: it has come to the end of the clip. */
  pictureEnded(): void {
    if (this.#playing && this.#loop !== null) this.play();
    else this.pictureStopped();
  }

  /** The picture says: it has stopped, by the browser's will. */
  pictureStopped(): void {
    this.#playing = false;
    this.onchange();
  }

  #go(frame: number): void {
    if (this.frames === 0) return;
    this.#wanted = frame;
    this.#picture?.show(frame);
  }
}
