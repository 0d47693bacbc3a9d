import type { Seconds } from '../units';
import { frameAt } from './frame-times';

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

  /** Puts a picture in charge, where the one before it stood; the result takes it away again. */
  attach(picture: Picture): () => void {
    this.#picture = picture;
    this.#playing = false;
    this.#go(this.#frame);
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
    if (this.#frame >= this.frames - 1) this.#go(0);
    this.#playing = true;
    this.#picture.play(this.#speed);
  }

  pause(): void {
    this.#playing = false;
    this.#picture?.pause();
  }

  setSpeed(speed: number): void {
    this.#speed = speed;
    if (this.#playing) this.#picture?.play(speed);
  }

  step(frames: number): void {
    this.seekToFrame((this.#wanted ?? this.#frame) + frames);
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
    if (frame >= 0 && frame < this.frames) this.#frame = frame;
  }

  /** The picture says: whatever was asked for is done. */
  pictureSettled(): void {
    this.#wanted = null;
  }

  /** The picture says: it has stopped, at the end or by the browser's will. */
  pictureStopped(): void {
    this.#playing = false;
  }

  #go(frame: number): void {
    if (this.frames === 0) return;
    this.#wanted = frame;
    this.#picture?.show(frame);
  }
}
