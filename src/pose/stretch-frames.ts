import { PELVIC_ROW_LENGTH } from '../core/pelvic-line-evidence';
import type { Milliseconds, Seconds } from '../units';
import { type FrameBatch, type PictureGlance, ROW_LENGTH, type StretchBatch } from './contract';
import type { SeamFrame } from './seams';

/** All that a worker tells of one frame. */
export interface FinishedFrame extends SeamFrame {
  durationS: Seconds;
  row: Float32Array;
  pelvicRow: Float32Array;
  glance: PictureGlance | null;
}

/** A batch frame by frame; the rows stay where they are. */
export function framesOf({ timeS, durationS, rows, pelvis, states, glances }: StretchBatch): FinishedFrame[] {
  const seen = new Map(glances.map(({ frame, glance }) => [frame, glance]));
  return states.map((state, n) => ({
    timeS: timeS[n]!,
    durationS: durationS[n]!,
    row: rows.subarray(n * ROW_LENGTH, (n + 1) * ROW_LENGTH),
    pelvicRow: pelvis.subarray(n * PELVIC_ROW_LENGTH, (n + 1) * PELVIC_ROW_LENGTH),
    state,
    glance: seen.get(n) ?? null,
  }));
}

/** Frames as one batch. */
export function batchOf(
  frames: readonly FinishedFrame[],
  times: Pick<FrameBatch, 'decodeMs' | 'poseMs' | 'pelvisMs'>,
): FrameBatch {
  const rows = new Float32Array(frames.length * ROW_LENGTH);
  const pelvis = new Float32Array(frames.length * PELVIC_ROW_LENGTH);
  frames.forEach(({ row, pelvicRow }, n) => {
    rows.set(row, n * ROW_LENGTH);
    pelvis.set(pelvicRow, n * PELVIC_ROW_LENGTH);
  });
  return { timeS: Float64Array.from(frames, ({ timeS }) => timeS), rows, pelvis, ...times };
}

/** Sums up where the workers' time went. */
export class WorkTimes {
  #decodeMs: Milliseconds = 0;
  #poseMs: Milliseconds = 0;
  #pelvisMs: Milliseconds = 0;

  add({ decodeMs, poseMs, pelvisMs }: FrameBatch): void {
    this.#decodeMs += decodeMs;
    this.#poseMs += poseMs;
    this.#pelvisMs += pelvisMs;
  }

  /** Since this was last asked. */
  take(): Pick<FrameBatch, 'decodeMs' | 'poseMs' | 'pelvisMs'> {
    const times = { decodeMs: this.#decodeMs, poseMs: this.#poseMs, pelvisMs: this.#pelvisMs };
    this.#decodeMs = this.#poseMs = this.#pelvisMs = 0;
    return times;
  }
}
