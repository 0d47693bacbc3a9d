import type { FollowProgress } from '../../pose/pose-client';
import type { LivePoses } from '../../state/live-poses';
import type { Seconds } from '../../units';

/** The picture starts when the analysis is this far ahead of it, and waits when it has caught up to the second figure. */
const START_AHEAD_S: Seconds = 0.4;
const WAIT_AHEAD_S: Seconds = 0.08;
/** A little slower than the analysis, so that it rarely has to wait; never faster than life looks sensible. */
const PACE = 0.95;
const SLOWEST = 0.0625;
const FASTEST = 2;

/** Lets a muted `<video>` run behind the analysis, and names the finished row of each frame that it shows. */
export class LivePicture {
  readonly #video: HTMLVideoElement;
  readonly #poses: LivePoses;
  readonly #onRow: (row: Float32Array) => void;
  #request = 0;

  constructor(video: HTMLVideoElement, poses: LivePoses, onRow: (row: Float32Array) => void) {
    this.#video = video;
    this.#poses = poses;
    this.#onRow = onRow;
    if ('requestVideoFrameCallback' in video) this.#watch();
  }

  /** More frames are done. */
  advance({ frames, framesPerS }: FollowProgress): void {
    const { latestS } = this.#poses;
    const video = this.#video;
    if (!video.paused || latestS - video.currentTime < START_AHEAD_S) return;
    const clipSecondsPerSecond = (latestS / frames) * framesPerS;
    video.playbackRate = Math.min(FASTEST, Math.max(SLOWEST, PACE * clipSecondsPerSecond));
    // A browser that refuses to play shows the skeleton alone.
    video.play().catch(() => undefined);
  }

  close(): void {
    this.#video.pause();
    if ('cancelVideoFrameCallback' in this.#video) this.#video.cancelVideoFrameCallback(this.#request);
  }

  #watch(): void {
    this.#request = this.#video.requestVideoFrameCallback((_, { mediaTime }) => {
      const row = this.#poses.rowAt(mediaTime);
      if (row !== null) this.#onRow(row);
      if (this.#poses.latestS - mediaTime < WAIT_AHEAD_S) this.#video.pause();
      this.#watch();
    });
  }
}
