import { PELVIC_ROW_LENGTH } from '../src/core/pelvic-line-evidence';
import { type FrameBatch, ROW_LENGTH } from '../src/pose/contract';
import type { Milliseconds, Seconds } from '../src/units';
import { unlessGpuIsLost } from './gpu-lost';
import type { TimedFrame } from '../src/video/clip';
import type { FirstLook } from './first-look';
import type { FrameReader } from './frame-reader';
import type { PelvisWatcher } from './pelvis-watcher';
import type { RoomWatcher } from './room-watcher';
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
  { tracker, pelvis, room, first }: Watchers,
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
  const pending = new PendingBatch(tracker, first, startS, durationS);
  let waitingSince = performance.now();
  let lastFrameS = 0;
  let received = Promise.resolve();
  for await (const frame of frames) {
    const decodedAt = performance.now();
    const row = new Float32Array(ROW_LENGTH);
    const pelvicRow = new Float32Array(PELVIC_ROW_LENGTH);
    try {
      reader.open(frame);
      await unlessGpuIsLost(() => tracker.follow(reader, row));
      const seenAt = performance.now();
      await pelvis.look(reader, row, pelvicRow);
      await room.look(reader, frame.timeS);
      await first?.look(reader, frame.timeS, row, tracker.region);
      pending.add({
        timeS: frame.timeS,
        row,
        pelvicRow,
        decodeMs: decodedAt - waitingSince,
        poseMs: seenAt - decodedAt,
        pelvisMs: performance.now() - seenAt,
      });
    } finally {
      frame.image.close();
    }
    if (pending.isDue(performance.now())) {
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

/** What looks at the frames: where the runner is, what may be the pelvic line, how the camera leans, how good the picture is. */
export interface Watchers {
  tracker: RunnerTracker;
  pelvis: PelvisWatcher;
  room: RoomWatcher;
  /** null where the clip's start was seen before. */
  first: FirstLook | null;
}

/** The page asked to stop. */
class Cancelled extends Error {
  override name = 'Cancelled';
  constructor() {
    super('The analysis was cancelled.');
  }
}

interface FinishedFrame {
  timeS: Seconds;
  row: Float32Array;
  pelvicRow: Float32Array;
  decodeMs: Milliseconds;
  poseMs: Milliseconds;
  pelvisMs: Milliseconds;
}

class PendingBatch {
  readonly #tracker: RunnerTracker;
  readonly #first: FirstLook | null;
  readonly #startS: Seconds;
  readonly #durationS: Seconds;
  #frames: FinishedFrame[] = [];
  #since = performance.now();

  constructor(tracker: RunnerTracker, first: FirstLook | null, startS: Seconds, durationS: Seconds) {
    this.#tracker = tracker;
    this.#first = first;
    this.#startS = startS;
    this.#durationS = durationS;
  }

  get size(): number {
    return this.#frames.length;
  }

  add(frame: FinishedFrame): void {
    this.#frames.push(frame);
  }

  isDue(now: Milliseconds): boolean {
    return now - this.#since >= BATCH_EVERY_MS;
  }

  take(): FrameBatch {
    const frames = this.#frames;
    const total = (key: 'decodeMs' | 'poseMs' | 'pelvisMs') =>
      frames.reduce((sum, frame) => sum + frame[key], 0);
    const lastS = frames.at(-1)?.timeS ?? this.#startS;
    this.#frames = [];
    this.#since = performance.now();
    return {
      timeS: Float64Array.from(frames, ({ timeS }) => timeS),
      rows: joined(frames.map(({ row }) => row)),
      pelvis: joined(frames.map(({ pelvicRow }) => pelvicRow)),
      region: this.#tracker.region,
      decodeMs: total('decodeMs'),
      poseMs: total('poseMs'),
      pelvisMs: total('pelvisMs'),
      look: this.#first?.take() ?? null,
      done: Math.min(1, Math.max(0, (lastS - this.#startS) / this.#durationS)),
    };
  }
}

function joined(rows: Float32Array[]): Float32Array<ArrayBuffer> {
  const all = new Float32Array(rows.reduce((sum, row) => sum + row.length, 0));
  let at = 0;
  for (const row of rows) {
    all.set(row, at);
    at += row.length;
  }
  return all;
}
