import { frameAt, middleOfFrame, nearestFrame } from '../../state/frame-times';
import type { Picture, Player } from '../../state/player.svelte';
import type { Milliseconds, Seconds } from '../../units';

/** After a seek that changes nothing on the screen no frame is announced; then the element's own time counts. */
const ANNOUNCEMENT_MS: Milliseconds = 150;
/** What browsers accept as playback rate. */
const SLOWEST = 0.0625;
const FASTEST = 16;

/** Shows a clip in a `<video>` and tells the player which frame is on the screen. See [Note: Which frame is shown]. */
export class VideoPicture implements Picture {
  readonly #video: HTMLVideoElement;
  readonly #player: Player;
  readonly #factor: number;
  readonly #listening = new AbortController();
  #request = 0;
  #pending: number | null = null;
  /** On the screen when the last seek began: a busy browser announces it once more after the seek. */
  #left = -1;
  /** The browser has named another frame than that since the last seek. */
  #moved = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(video: HTMLVideoElement, player: Player, slowMotionFactor: number) {
    this.#video = video;
    this.#player = player;
    this.#factor = slowMotionFactor;
    const { signal } = this.#listening;
    video.addEventListener('seeked', this.#seeked, { signal });
    const ended = () => {
      player.pictureEnded();
    };
    video.addEventListener('ended', ended, { signal });
    if ('requestVideoFrameCallback' in video) this.#watch();
    else watchByClock(video, this.#shownByTime, signal);
  }

  show(frame: number): void {
    // A `<video>` that is still seeking is left to finish: only the last wish counts.
    if (this.#video.seeking) this.#pending = frame;
    else this.#seek(frame);
  }

  play(speed: number): void {
    this.#video.playbackRate = Math.min(FASTEST, Math.max(SLOWEST, speed * this.#factor));
    this.#video.play().catch(() => {
      // A wish to play that was taken back and renewed is refused once, too.
      if (this.#video.paused) this.#player.pictureStopped();
    });
  }

  pause(): void {
    this.#video.pause();
  }

  close(): void {
    this.#listening.abort();
    clearTimeout(this.#timer);
    if ('cancelVideoFrameCallback' in this.#video) this.#video.cancelVideoFrameCallback(this.#request);
  }

  #seek(frame: number): void {
    const { timeS, endS } = this.#player;
    clearTimeout(this.#timer);
    this.#pending = null;
    this.#left = this.#player.frame;
    this.#moved = false;
    this.#video.currentTime = middleOfFrame(timeS, frame, endS) * this.#factor;
  }

  readonly #seeked = (): void => {
    if (this.#pending !== null) {
      this.#seek(this.#pending);
      return;
    }
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (!this.#moved) this.#shownByTime();
      this.#player.pictureSettled();
    }, ANNOUNCEMENT_MS);
  };

  #watch(): void {
    this.#request = this.#video.requestVideoFrameCallback((_, { mediaTime }) => {
      const frame = nearestFrame(this.#player.timeS, mediaTime / this.#factor);
      this.#player.pictureShows(frame);
      if (!this.#video.seeking) {
        if (frame !== this.#left) this.#moved = true;
        if (frame === this.#player.aim) this.#player.pictureSettled();
      }
      this.#watch();
    });
  }

  readonly #shownByTime = (): void => {
    const t: Seconds = this.#video.currentTime / this.#factor;
    this.#player.pictureShows(frameAt(this.#player.timeS, t));
  };
}

/** Browsers that do not announce frames: the element's time, at every repaint. */
function watchByClock(video: HTMLVideoElement, shown: () => void, signal: AbortSignal): void {
  const look = () => {
    if (signal.aborted) return;
    if (!video.seeking) shown();
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}
