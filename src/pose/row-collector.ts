import { type FrameBatch, ROW_LENGTH, ROW_STRIDE } from './contract';
import { LANDMARK_NAMES } from './landmarks';
import { emptyPoseTrack, type PoseTrack } from './pose-track';

/** Gathers the batches of a run, and turns them into columns. */
export class RowCollector {
  readonly #batches: FrameBatch[] = [];
  frames = 0;
  decodeMs = 0;
  poseMs = 0;
  pelvisMs = 0;

  add(batch: FrameBatch): void {
    this.#batches.push(batch);
    this.frames += batch.timeS.length;
    this.decodeMs += batch.decodeMs;
    this.poseMs += batch.poseMs;
    this.pelvisMs += batch.pelvisMs;
  }

  /** The evidence rows of all frames in one piece. */
  toPelvis(): Float32Array<ArrayBuffer> {
    const rows = new Float32Array(this.#batches.reduce((sum, { pelvis }) => sum + pelvis.length, 0));
    let at = 0;
    for (const { pelvis } of this.#batches) {
      rows.set(pelvis, at);
      at += pelvis.length;
    }
    return rows;
  }

  toTrack(): PoseTrack {
    return trackOfRows(this.#batches);
  }
}

/** The rows of some frames as columns. */
export function trackOfRows(batches: readonly Pick<FrameBatch, 'timeS' | 'rows'>[]): PoseTrack {
  const track = emptyPoseTrack(batches.reduce((sum, { timeS }) => sum + timeS.length, 0));
  const columns = LANDMARK_NAMES.map((name) => track.landmarks[name]);
  let frame = 0;
  for (const { timeS, rows } of batches) {
    track.timeS.set(timeS, frame);
    for (let n = 0; n < timeS.length; n++, frame++) {
      columns.forEach((column, k) => {
        const p = n * ROW_LENGTH + k * ROW_STRIDE;
        column.x[frame] = rows[p] ?? NaN;
        column.y[frame] = rows[p + 1] ?? NaN;
        column.z[frame] = rows[p + 2] ?? NaN;
        column.confidence[frame] = rows[p + 3] ?? 0;
      });
    }
  }
  return track;
}
