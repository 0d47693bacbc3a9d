import { pictureRegion } from '../src/core/camera-roll-picture';
import { blurOf, lightOf, type PictureQuality } from '../src/core/picture-quality';
import { ROW_STRIDE, type RunnerRegion } from '../src/pose/contract';
import { LANDMARK_NAMES, type LandmarkName } from '../src/pose/landmarks';
import type { Pixels } from '../src/units';
import type { FrameReader } from './frame-reader';

/** Side of the patch round the trunk, in trunk lengths: the trunk and its outline. */
const PATCH_PER_TRUNK = 1.3;
/** Cells of that patch: about two pixels each at 720 × 1280. */
const PATCH = 192;
/** Cells of the runner's square from which the light is told. */
const COARSE = 64;

/** How good the picture of the runner is in one frame. */
export class PictureLook {
  readonly #patch = new Float32Array(PATCH ** 2 * 3);
  readonly #square = new Float32Array(COARSE ** 2 * 3);

  /** `row`: the frame's landmarks [ROW_LENGTH]; `region`: the square round the runner, null = nobody: then the whole picture is judged. */
  async look(frame: FrameReader, row: Float32Array, region: RunnerRegion | null): Promise<PictureQuality> {
    const around = region ?? pictureRegion(frame.width, frame.height);
    return { ...(await this.#light(frame, around)), ...(await this.#sharpness(frame, trunkOf(row))) };
  }

  async #light(
    frame: FrameReader,
    around: RunnerRegion,
  ): Promise<Pick<PictureQuality, 'bright' | 'contrast'>> {
    await frame.sample(insidePicture(around, frame), COARSE, 0, 1, this.#square);
    const { bright, contrast } = lightOf(this.#square);
    return { bright, contrast };
  }

  /** What the trunk shows; all NaN where nobody is seen. */
  async #sharpness(
    frame: FrameReader,
    trunk: Trunk | null,
  ): Promise<Omit<PictureQuality, 'bright' | 'contrast'>> {
    if (trunk === null) return { blownShare: NaN, blurPx: NaN, trunkPx: NaN };
    const side = PATCH_PER_TRUNK * trunk.lengthPx;
    const around = { xCenter: trunk.x, yCenter: trunk.y, width: side, height: side, rotation: 0 };
    await frame.sample(around, PATCH, 0, 1, this.#patch);
    const { blownShare } = lightOf(this.#patch);
    return { blownShare, blurPx: (blurOf(this.#patch, PATCH) * side) / PATCH, trunkPx: trunk.lengthPx };
  }
}

interface Trunk {
  x: Pixels;
  y: Pixels;
  lengthPx: Pixels;
}

function trunkOf(row: Float32Array): Trunk | null {
  const middle = (left: LandmarkName, right: LandmarkName) => {
    const [a, b] = [LANDMARK_NAMES.indexOf(left) * ROW_STRIDE, LANDMARK_NAMES.indexOf(right) * ROW_STRIDE];
    return { x: (row[a]! + row[b]!) / 2, y: (row[a + 1]! + row[b + 1]!) / 2 };
  };
  const shoulder = middle('left_shoulder', 'right_shoulder');
  const hip = middle('left_hip', 'right_hip');
  const lengthPx = Math.hypot(shoulder.x - hip.x, shoulder.y - hip.y);
  if (!(lengthPx > 1)) return null;
  return { x: (shoulder.x + hip.x) / 2, y: (shoulder.y + hip.y) / 2, lengthPx };
}

/** The part of the runner's square that lies in the picture: what is outside is black and is not dark. */
function insidePicture({ xCenter, yCenter, width, height }: RunnerRegion, frame: FrameReader): RunnerRegion {
  const left = Math.max(0, xCenter - width / 2);
  const right = Math.min(frame.width, xCenter + width / 2);
  const top = Math.max(0, yCenter - height / 2);
  const bottom = Math.min(frame.height, yCenter + height / 2);
  return {
    xCenter: (left + right) / 2,
    yCenter: (top + bottom) / 2,
    width: right - left,
    height: bottom - top,
    rotation: 0,
  };
}
