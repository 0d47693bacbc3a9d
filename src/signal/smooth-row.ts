import { ROW_LENGTH, ROW_STRIDE } from '../pose/contract';
import { LANDMARK_NAMES, type LandmarkName } from '../pose/landmarks';
import type { Pixels, Seconds } from '../units';
import { OneEuro } from './one-euro';

/** Weight of a frame's trunk length in the one that is used: a twisted frame must not count for itself. *(judgement)* */
const TRUNK_WEIGHT = 0.1;

/** Calms the landmarks of one frame after the other for the picture; one of these per camera and size of picture. */
export class RowSmoother {
  readonly #filters = Array.from({ length: ROW_LENGTH }, () => new OneEuro());
  #trunkPx: Pixels = NaN;

  /** `row` [ROW_LENGTH] → a filtered row: x, y and z each; confidence as it is, NaN stays NaN. */
  next(timeS: Seconds, row: Float32Array): Float32Array<ArrayBuffer> {
    const trunkPx = trunkOf(row);
    if (Number.isNaN(this.#trunkPx)) this.#trunkPx = trunkPx;
    else if (!Number.isNaN(trunkPx)) this.#trunkPx += TRUNK_WEIGHT * (trunkPx - this.#trunkPx);
    const scale = this.#trunkPx;
    return Float32Array.from(row, (value, k) =>
      k % ROW_STRIDE === ROW_STRIDE - 1 ? value : this.#filters[k]!.next(timeS, value, scale),
    );
  }
}

/** From mid-hip to mid-shoulder; NaN where one of the four is missing. */
function trunkOf(row: Float32Array): Pixels {
  const of = (name: LandmarkName, axis: 0 | 1) => row[LANDMARK_NAMES.indexOf(name) * ROW_STRIDE + axis]!;
  const along = (axis: 0 | 1) =>
    (of('left_shoulder', axis) + of('right_shoulder', axis) - of('left_hip', axis) - of('right_hip', axis)) /
    2;
  return Math.hypot(along(0), along(1));
}
