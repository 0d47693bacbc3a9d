import { PelvisReader } from '../src/core/pelvic-line-evidence';
import { PATCH_SIZE, pelvisRegion } from '../src/core/pelvic-line-region';
import { ROW_STRIDE } from '../src/pose/contract';
import { LANDMARK_NAMES, type LandmarkName } from '../src/pose/landmarks';
import type { FrameReader } from './frame-reader';

/** Looks at the pelvis of each frame, in the pixels as they were filmed, and keeps what might be its line. */
export class PelvisWatcher {
  readonly #reader = new PelvisReader();
  readonly #patch = new Float32Array(PATCH_SIZE ** 2 * 3);

  /** `landmarks`: the frame's row. Writes `row` [PELVIC_ROW_LENGTH]; NaN where the pelvis is not to be seen from behind or in front. */
  async look(frame: FrameReader, landmarks: Float32Array, row: Float32Array): Promise<void> {
    const place = (name: LandmarkName) => {
      const at = LANDMARK_NAMES.indexOf(name) * ROW_STRIDE;
      return { x: landmarks[at] ?? NaN, y: landmarks[at + 1] ?? NaN };
    };
    const region = pelvisRegion({
      leftShoulder: place('left_shoulder'),
      rightShoulder: place('right_shoulder'),
      leftHip: place('left_hip'),
      rightHip: place('right_hip'),
    });
    if (region === null) {
      row.fill(NaN);
      return;
    }
    await frame.sample(region, PATCH_SIZE, 0, 255, this.#patch);
    this.#reader.read(this.#patch, region, row);
  }
}
