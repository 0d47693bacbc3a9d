import { type LiveLine, livePelvicLine } from '../analysis/live-pelvis';
import type { FrameBatch } from '../pose/contract';
import type { Seconds } from '../units';
import { nearestFrame } from './frame-times';

/** What was seen in the frames finished so far, raw: to draw while the clip is analysed. */
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
    return this.#at(t, ({ rows }) => rows);
  }

  /** What may be the pelvic line in that frame. */
  pelvicLineAt(t: Seconds): LiveLine | null {
    const row = this.#at(t, ({ pelvis }) => pelvis);
    return row === null ? null : livePelvicLine(row);
  }

  #at(t: Seconds, rowsOf: (batch: FrameBatch) => Float32Array): Float32Array | null {
    const batch = this.#batches.findLast(({ timeS }) => (timeS[0] ?? NaN) <= t) ?? this.#batches[0];
    if (batch === undefined || t > this.latestS) return null;
    const frame = nearestFrame(batch.timeS, t);
    const rows = rowsOf(batch);
    const length = rows.length / batch.timeS.length;
    return rows.subarray(frame * length, (frame + 1) * length);
  }
}
