import type { FollowProgress } from '../../pose/follow-progress';
import type { LivePoses } from '../../state/live-poses';
import type { Milliseconds, Seconds } from '../../units';

/** The picture starts when the analysis is this far ahead of it, and waits when it has caught up to the second figure. */
const START_AHEAD_S: Seconds = 0.4;
const WAIT_AHEAD_S: Seconds = 0.08;
/** A little slower than the analysis, so that it rarely has to wait; never faster than life looks sensible. */
const PACE = 0.95;
const SLOWEST = 0.0625;
const FASTEST = 2;
/**
 * With fewer cores than this the picture would take them from the analysis (2 cores, no GPU: half as much work again),
 * so it comes as stills.
 */
const CORES_TO_RUN_ALONG = 6;
/** A still at most this often, and no more than a tenth of the time spent on finding it. */
const STILL_EVERY_MS: Milliseconds = 1200;
const STILL_SHARE = 0.1;
/** Past a frame's start, so that rounding cannot tip into the frame before. */
const INTO_FRAME_S: Seconds = 0.001;

/**
 * Lets a muted `<video>` follow the analysis, and names the time of each finished frame that it shows: running along
 * where there are cores to spare, else, and for people who asked for little motion, as a still now and then.
 */
export class LivePicture {
  readonly #video: HTMLVideoElement;
  readonly #poses: LivePoses;
  readonly #onShown: (t: Seconds) => void;
  readonly #stills =
    navigator.hardwareConcurrency < CORES_TO_RUN_ALONG ||
    matchMedia('(prefers-reduced-motion: reduce)').matches;
  #askedAt: Milliseconds | null = null;
  #nextStillAt: Milliseconds = 0;
  #request = 0;

  constructor(video: HTMLVideoElement, poses: LivePoses, onShown: (t: Seconds) => void) {
    this.#video = video;
    this.#poses = poses;
    this.#onShown = onShown;
    if ('requestVideoFrameCallback' in video) this.#watch();
  }

  /** More frames are done. */
  advance({ frames, framesPerS }: FollowProgress): void {
    if (this.#stills) this.#still();
    else this.#runAlong((this.#poses.latestS / frames) * framesPerS);
  }

  close(): void {
    this.#video.pause();
    if ('cancelVideoFrameCallback' in this.#video) this.#video.cancelVideoFrameCallback(this.#request);
  }

  #still(): void {
    const now = performance.now();
    if (this.#video.seeking || now < this.#nextStillAt) return;
    this.#askedAt = now;
    this.#nextStillAt = Infinity;
    this.#video.currentTime = this.#poses.latestS + INTO_FRAME_S;
  }

  #runAlong(clipSecondsPerSecond: number): void {
    const video = this.#video;
    if (!video.paused || this.#poses.latestS - video.currentTime < START_AHEAD_S) return;
    video.playbackRate = Math.min(FASTEST, Math.max(SLOWEST, PACE * clipSecondsPerSecond));
    // A browser that refuses to play shows the skeleton alone.
    video.play().catch(() => undefined);
  }

  #watch(): void {
    this.#request = this.#video.requestVideoFrameCallback((now, { mediaTime }) => {
      if (mediaTime <= this.#poses.latestS) this.#onShown(mediaTime);
      if (this.#poses.latestS - mediaTime < WAIT_AHEAD_S) this.#video.pause();
      if (this.#askedAt !== null) {
        this.#nextStillAt = now + Math.max(STILL_EVERY_MS, (now - this.#askedAt) / STILL_SHARE);
      }
      this.#askedAt = null;
      this.#watch();
    });
  }
}
