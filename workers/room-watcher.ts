import { type CameraRoll, estimateCameraRoll } from '../src/core/camera-roll';
import { pictureRegion, STILL_SIZE, StillPictureMean } from '../src/core/camera-roll-picture';
import type { Seconds } from '../src/units';
import type { FrameReader } from './frame-reader';

/** Frames of the clip from which the room is told from what moves in it; more change nothing. */
const LOOKS = 12;

/** Looks at the whole picture a dozen times during a clip: what stands still in it tells the camera's roll. */
export class RoomWatcher {
  readonly #everyS: Seconds;
  readonly #mean = new StillPictureMean();
  readonly #pixels = new Float32Array(STILL_SIZE ** 2 * 3);
  #nextS: Seconds;

  constructor(startS: Seconds, durationS: Seconds) {
    this.#everyS = durationS / LOOKS;
    this.#nextS = startS;
  }

  async look(frame: FrameReader, timeS: Seconds): Promise<void> {
    if (timeS < this.#nextS) return;
    this.#nextS = timeS + this.#everyS;
    await frame.sample(pictureRegion(frame.width, frame.height), STILL_SIZE, 0, 255, this.#pixels);
    this.#mean.add(this.#pixels);
  }

  /** The roll, once the clip was seen. */
  roll(frame: FrameReader): CameraRoll {
    return estimateCameraRoll(this.#mean.still(frame.width, frame.height));
  }
}
