import { PELVIC_ROW_LENGTH } from '../src/core/pelvic-line-evidence';
import {
  type PictureGlance,
  ROW_LENGTH,
  type ReceiveBatch,
  type RunnerChoice,
  type StretchBatch,
  type StretchEnd,
  type StretchTask,
  type TrackerState,
} from '../src/pose/contract';
import { isSameState } from '../src/pose/tracker-state';
import type { Milliseconds, Seconds } from '../src/units';
import type { ClipFacts } from '../src/video/clip';
import type { ClipCursor } from './clip-cursor';
import { FrameReader } from './frame-reader';
import { unlessGpuIsLost } from './gpu-lost';
import { PelvisWatcher } from './pelvis-watcher';
import { PictureGlances } from './picture-glances';
import type { PoseModel } from './pose-model';
import { RunnerTracker } from './runner-tracker';

/** Finished frames leave the worker this often: often enough for a live picture, rarely enough to cost nothing. */
const BATCH_EVERY_MS: Milliseconds = 200;

/** A clip that is open in this worker. */
export interface ReadClip {
  facts: ClipFacts;
  cursor: ClipCursor;
  runner: RunnerChoice;
}

/** One pass over a stretch: each frame is read, followed and closed before the next; finished ones leave in batches. */
export async function followStretch(
  { facts, cursor, runner }: ReadClip,
  model: PoseModel,
  { fromS, toS, state, meet }: StretchTask,
  onBatch: ReceiveBatch,
): Promise<StretchEnd> {
  const reader = new FrameReader(facts.width, facts.height);
  const tracker = new RunnerTracker(model, runner, state);
  const pelvis = new PelvisWatcher();
  const glances = new PictureGlances(facts);
  const pending = new PendingBatch();
  let received = Promise.resolve(true);
  let why: StretchEnd['why'] | null = null;
  let frames = 0;
  let waitingSince = performance.now();
  for await (const frame of cursor.between(fromS, toS)) {
    const decodedAt = performance.now();
    const row = new Float32Array(ROW_LENGTH);
    const pelvicRow = new Float32Array(PELVIC_ROW_LENGTH);
    try {
      reader.open(frame);
      await unlessGpuIsLost(() => tracker.follow(reader, row));
      const seenAt = performance.now();
      await pelvis.look(reader, row, pelvicRow);
      pending.add({
        timeS: frame.timeS,
        durationS: frame.durationS,
        row,
        pelvicRow,
        state: tracker.state,
        glance: await glances.look(reader, frame.timeS, row, tracker.state.region),
        decodeMs: decodedAt - waitingSince,
        poseMs: seenAt - decodedAt,
        pelvisMs: performance.now() - seenAt,
      });
    } finally {
      frame.image.close();
    }
    const other = meet[frames++];
    if (other !== undefined && isSameState(other, tracker.state)) why = 'met';
    else if (frames === meet.length) why = 'apart';
    else if (pending.isDue(performance.now())) {
      // The page's receipt of the batch before is a message: waiting for it lets the page stop the work as well.
      if (await received) received = onBatch(pending.take());
      else why = 'stopped';
    }
    if (why !== null) break;
    waitingSince = performance.now();
  }
  why ??= cursor.isOver ? 'clip is over' : 'all followed';
  if (!(await received) || (pending.size > 0 && !(await onBatch(pending.take())))) why = 'stopped';
  return { why, missing: cursor.missing };
}

interface FinishedFrame {
  timeS: Seconds;
  durationS: Seconds;
  row: Float32Array;
  pelvicRow: Float32Array;
  state: TrackerState;
  glance: PictureGlance | null;
  decodeMs: Milliseconds;
  poseMs: Milliseconds;
  pelvisMs: Milliseconds;
}

class PendingBatch {
  #frames: FinishedFrame[] = [];
  #since = performance.now();

  get size(): number {
    return this.#frames.length;
  }

  add(frame: FinishedFrame): void {
    this.#frames.push(frame);
  }

  isDue(now: Milliseconds): boolean {
    return now - this.#since >= BATCH_EVERY_MS;
  }

  take(): StretchBatch {
    const frames = this.#frames;
    const total = (key: 'decodeMs' | 'poseMs' | 'pelvisMs') =>
      frames.reduce((sum, frame) => sum + frame[key], 0);
    this.#frames = [];
    this.#since = performance.now();
    return {
      timeS: Float64Array.from(frames, ({ timeS }) => timeS),
      durationS: Float64Array.from(frames, ({ durationS }) => durationS),
      rows: joined(frames.map(({ row }) => row)),
      pelvis: joined(frames.map(({ pelvicRow }) => pelvicRow)),
      states: frames.map(({ state }) => state),
      glances: frames.flatMap(({ glance }, frame) => (glance === null ? [] : [{ frame, glance }])),
      decodeMs: total('decodeMs'),
      poseMs: total('poseMs'),
      pelvisMs: total('pelvisMs'),
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
