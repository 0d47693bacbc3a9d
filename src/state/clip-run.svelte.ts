import type { FollowProgress } from '../pose/pose-client';
import { LivePoses } from './live-poses';
import type { MeasureClip } from './measure-clip';
import type { MeasuredTake } from './open-take.svelte';

/** One clip on its way to numbers. */
export class ClipRun {
  readonly file: File;
  readonly poses = new LivePoses();
  /** Settles once; rejects with the signal's reason after `cancel`. */
  readonly result: Promise<MeasuredTake>;
  readonly #controller = new AbortController();
  #progress = $state.raw<FollowProgress | null>(null);

  constructor(file: File, measure: MeasureClip) {
    this.file = file;
    const { signal } = this.#controller;
    this.result = measure(file, {
      signal,
      onProgress: (progress) => {
        if (signal.aborted) return;
        this.poses.add(progress.latest);
        this.#progress = progress;
      },
    });
  }

  /** Null until the first frames are back: the model is still being loaded. */
  get progress(): FollowProgress | null {
    return this.#progress;
  }

  /** All frames are done and the numbers are being worked out. */
  get finishing(): boolean {
    return (this.#progress?.done ?? 0) >= 1;
  }

  cancel(): void {
    this.#controller.abort(new DOMException('The analysis was cancelled.', 'AbortError'));
  }
}
