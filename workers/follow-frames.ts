import { type FrameBatch, ROW_LENGTH } from '../src/pose/contract';
import type { Milliseconds, Seconds } from '../src/units';
import { unlessGpuIsLost } from './gpu-lost';
import type { TimedFrame } from '../src/video/clip';
import type { FrameReader } from './frame-reader';
import type { RunnerTracker } from './runner-tracker';

/** Finished frames leave the worker this often: often enough for a live picture, rarely enough to cost nothing. */
const BATCH_EVERY_MS: Milliseconds = 200;

/**
 * The one pass over the frames: each is read, followed and closed before the next; finished ones leave in batches.
 * Gives how long the last frame is shown.
 */
export async function followFrames(
  frames: AsyncIterable<TimedFrame>,
  reader: FrameReader,
  tracker: RunnerTracker,
  {
    startS,
    durationS,
    onBatch,
    isCancelled,
  }: {
    startS: Seconds;
    durationS: Seconds;
    onBatch: (batch: FrameBatch) => Promise<void>;
    isCancelled: () => boolean;
  },
): Promise<Seconds> {
  const pending = new PendingBatch(tracker, startS, durationS);
  let waitingSince = performance.now();
  let lastFrameS = 0;
  let received = Promise.resolve();
  for await (const frame of frames) {
    const decodedAt = performance.now();
    const row = new Float32Array(ROW_LENGTH);
    try {
      reader.open(frame);
      await unlessGpuIsLost(() => tracker.follow(reader, row));
    } finally {
      frame.image.close();
    }
    const doneAt = performance.now();
    pending.add(frame.timeS, row, decodedAt - waitingSince, doneAt - decodedAt);
    if (pending.isDue(doneAt)) {
      // The page's receipt of the batch before is a message: waiting for it lets a cancel message in as well.
      await received;
      if (isCancelled()) throw new Cancelled();
      received = onBatch(pending.take());
    }
    lastFrameS = frame.durationS;
    waitingSince = performance.now();
  }
  await received;
  if (isCancelled()) throw new Cancelled();
  if (pending.size > 0) await onBatch(pending.take());
  return lastFrameS;
}

/** The page asked to stop. */
class Cancelled extends Error {
  override name = 'Cancelled';
  constructor() {
    super('The analysis was cancelled.');
  }
}

class PendingBatch {
  readonly #tracker: RunnerTracker;
  readonly #startS: Seconds;
  readonly #durationS: Seconds;
  #times: Seconds[] = [];
  #rows: Float32Array[] = [];
  #decodeMs = 0;
  #poseMs = 0;
  #since = performance.now();

  constructor(tracker: RunnerTracker, startS: Seconds, durationS: Seconds) {
    this.#startS = startS;
    this.#tracker = tracker;
    this.#durationS = durationS;
  }

  get size(): number {
    return this.#times.length;
  }

  add(timeS: Seconds, row: Float32Array, decodeMs: Milliseconds, poseMs: Milliseconds): void {
    this.#times.push(timeS);
    this.#rows.push(row);
    this.#decodeMs += decodeMs;
    this.#poseMs += poseMs;
  }

  isDue(now: Milliseconds): boolean {
    return now - this.#since >= BATCH_EVERY_MS;
  }

  take(): FrameBatch {
    const rows = new Float32Array(this.size * ROW_LENGTH);
    this.#rows.forEach((row, k) => {
      rows.set(row, k * ROW_LENGTH);
    });
    const batch = {
      timeS: Float64Array.from(this.#times),
      rows,
      region: this.#tracker.region,
      decodeMs: this.#decodeMs,
      poseMs: this.#poseMs,
      done: Math.min(1, Math.max(0, ((this.#times.at(-1) ?? this.#startS) - this.#startS) / this.#durationS)),
    };
    [this.#times, this.#rows, this.#decodeMs, this.#poseMs, this.#since] = [[], [], 0, 0, performance.now()];
    return batch;
  }
}
