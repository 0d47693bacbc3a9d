import { type FrameBatch, ROW_LENGTH } from '../pose/contract';
import type { Seconds } from '../units';
import { nearestFrame } from './frame-times';

/** The raw landmarks of the frames finished so far, to draw while the clip is analysed. */
export class LivePoses {
  readonly #batches: FrameBatch[] = [];

  get latestS(): Seconds {
    return this.#batches.at(-1)?.timeS.at(-1) ?? NaN;
  }

  add(batch: FrameBatch): void {
    if (batch.timeS.length > 0) this.#batches.push(batch);
  }

  /** The row [ROW_LENGTH] of the frame nearest to `t`; null where no finished frame is as late as that. */
  rowAt(t: Seconds): Float32Array | null {
    const batch = this.#batches.findLast(({ timeS }) => (timeS[0] ?? NaN) <= t) ?? this.#batches[0];
    if (batch === undefined || t > this.latestS) return null;
    const frame = nearestFrame(batch.timeS, t);
    return batch.rows.subarray(frame * ROW_LENGTH, (frame + 1) * ROW_LENGTH);
  }

  get latestRow(): Float32Array | null {
    return this.rowAt(this.latestS);
  }
}
