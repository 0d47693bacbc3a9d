import { type CameraRoll, estimateCameraRoll } from '../src/core/camera-roll';
import { pictureRegion, STILL_SIZE, StillPictureMean } from '../src/core/camera-roll-picture';
import { type PictureQuality, typicalQuality } from '../src/core/picture-quality';
import { type ClipLook, FIRST_LOOK_S, type RunnerRegion } from '../src/pose/contract';
import type { Seconds } from '../src/units';
import type { FrameReader } from './frame-reader';
import { PictureLook } from './picture-look';

/** Looks during the first seconds; more change no median. */
const LOOKS = 8;

/** Looks at the picture itself during the first seconds: its light, its sharpness, what stands upright in it. */
export class FirstLook {
  readonly #startS: Seconds;
  readonly #stills = new StillPictureMean();
  readonly #still = new Float32Array(STILL_SIZE ** 2 * 3);
  readonly #picture = new PictureLook();
  readonly #seen: PictureQuality[] = [];
  #nextS: Seconds;
  #cameraRoll: CameraRoll | null = null;
  #told = 0;

  constructor(startS: Seconds) {
    this.#startS = startS;
    this.#nextS = startS;
  }

  /** `row`: the frame's landmarks [ROW_LENGTH]; `region`: the square round the runner, null = nobody: then the whole picture is judged. */
  async look(
    frame: FrameReader,
    timeS: Seconds,
    row: Float32Array,
    region: RunnerRegion | null,
  ): Promise<void> {
    if (timeS < this.#nextS || this.#cameraRoll !== null) return;
    this.#nextS = timeS + FIRST_LOOK_S / LOOKS;
    await frame.sample(pictureRegion(frame.width, frame.height), STILL_SIZE, 0, 255, this.#still);
    this.#stills.add(this.#still);
    this.#seen.push(await this.#picture.look(frame, row, region));
    if (timeS >= this.#startS + FIRST_LOOK_S * (1 - 1 / LOOKS))
      this.#cameraRoll = estimateCameraRoll(this.#stills.still(frame.width, frame.height));
  }

  /** What was seen so far; null where nothing is new. */
  take(): ClipLook | null {
    const news = this.#seen.length + (this.#cameraRoll === null ? 0 : 1);
    if (news === this.#told) return null;
    this.#told = news;
    return { quality: typicalQuality(this.#seen), cameraRoll: this.#cameraRoll };
  }
}
