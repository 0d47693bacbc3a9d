import type { JSHandle, Page } from 'playwright';
import { median } from '../../src/signal/median';
import type { Seconds } from '../../src/units';
import { NUMBERED_FILM } from './fake-camera';

/** A frame as the camera gave it: its time stamp, and which of the film's frames it shows. */
interface StampedFrame {
  stampS: Seconds;
  film: number;
}

/**
 * Frames to either side over whose lateness the clock is read: a fake camera stamps a frame when a thread of the browser gets
 * to it, on a busy machine up to two frames late.
 */
const REACH_FRAMES = 4;

/** From now on the page writes down which frame of a numbered film each frame of its camera shows. */
export function writeDownFrames(page: Page): Promise<JSHandle<StampedFrame[]>> {
  return page.evaluateHandle(({ digits, sidePx }) => {
    interface Processor {
      readable: ReadableStream<VideoFrame>;
    }
    const { MediaStreamTrackProcessor } = globalThis as unknown as {
      MediaStreamTrackProcessor: new (from: { track: MediaStreamTrack }) => Processor;
    };
    const seen: StampedFrame[] = [];

    /** Brightness comes first in every format that a camera has. */
    async function numberOn(frame: VideoFrame): Promise<number> {
      const rect = { x: 0, y: frame.codedHeight - sidePx, width: digits * sidePx, height: sidePx };
      const bytes = new Uint8Array(frame.allocationSize({ rect }));
      const [{ offset, stride } = { offset: 0, stride: 0 }] = await frame.copyTo(bytes, { rect });
      const middle = offset + stride * (sidePx / 2) + sidePx / 2;
      let number = 0;
      for (let digit = 0; digit < digits; digit++)
        if ((bytes[middle + digit * sidePx] ?? 0) > 127) number += 2 ** digit;
      return number;
    }

    async function watch(track: MediaStreamTrack): Promise<void> {
      const reader = new MediaStreamTrackProcessor({ track }).readable.getReader();
      for (;;) {
        const { value: frame } = await reader.read();
        if (frame === undefined) return;
        const film = await numberOn(frame);
        seen.push({ stampS: frame.timestamp / 1e6, film });
        frame.close();
      }
    }

    const devices = navigator.mediaDevices;
    const ask = devices.getUserMedia.bind(devices);
    devices.getUserMedia = async (wishes) => {
      const stream = await ask(wishes);
      for (const track of stream.getVideoTracks()) void watch(track.clone());
      return stream;
    };
    return seen;
  }, NUMBERED_FILM);
}

/**
 * When a camera that plays a film of `filmFrames` frames again and again showed each moment of it, by its own stamps. On a busy
 * machine the fake camera's clock runs on while its film stands still; a real camera's does not.
 */
export class FilmClock {
  readonly #filmHz: number;
  /** Frames of the film that had been shown before, loops counted. */
  readonly #counts: number[] = [];
  readonly #lateS: number[] = [];
  readonly #stampS: number[] = [];

  constructor(seen: readonly StampedFrame[], filmFrames: number, filmHz: number) {
    this.#filmHz = filmHz;
    let before = seen[0]?.film ?? 0;
    let count = before;
    for (const { stampS, film } of seen) {
      count += (film - before + filmFrames) % filmFrames;
      before = film;
      this.#counts.push(count);
      this.#stampS.push(stampS);
      this.#lateS.push(stampS - count / filmHz);
    }
  }

  /** Seconds of film that were shown, loops counted. */
  get shownS(): Seconds {
    return (this.#counts.at(-1) ?? NaN) / this.#filmHz;
  }

  /** The camera's time at a moment of the film, loops counted. */
  at(filmS: Seconds): Seconds {
    const after = this.#counts.findIndex((count) => count >= filmS * this.#filmHz);
    if (after < 0) return NaN;
    return filmS + median(this.#lateS.slice(Math.max(0, after - REACH_FRAMES), after + REACH_FRAMES));
  }
}
