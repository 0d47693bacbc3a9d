import { agreedRoll, type CameraRoll, estimateCameraRoll } from '../src/core/camera-roll';
import {
  pictureRegion,
  STILL_SIZE,
  type StillPicture,
  StillPictureMean,
} from '../src/core/camera-roll-picture';
import { type PictureQuality, typicalQuality } from '../src/core/picture-quality';
import type { ClipLook, RunnerRegion } from '../src/pose/contract';
import type { Seconds } from '../src/units';
import type { FrameReader } from './frame-reader';
import { PictureLook } from './picture-look';

/** While the camera is being set up it is looked at this often … */
const OFTEN_S: Seconds = 0.4;
/** … for so long after the start and after each move, and until its lean is told *(judgement)*; */
const SET_UP_S: Seconds = 10;
/** later this often: light and camera rarely change, and a look costs about a fifth of a frame's work. *(judgement)* */
const RARELY_S: Seconds = 2;
/** The picture's quality is the median of so many looks. */
const QUALITY_LOOKS = 5;
/** The room is told from what moves in it by so many looks; the roll comes anew after as many, and is told when two such agree. */
const ROOM_LOOKS = 8;
/** A cell of the room that changed by this (of 255) is not what it was: four times the noise that counts as still. */
const CHANGED_BY = 24;
/** So much of the room changes only when the camera moves, or the light; the runner alone hides less. *(judgement)* */
const MOVED_SHARE = 0.08;

/** What a frame is looked at for; one thing per frame, so that none takes much longer than the others. */
type Step = 'room' | 'quality' | 'roll';

/**
 * Looks at the camera's picture itself, for as long as it runs: its light, its sharpness, how the camera leans. Notices
 * when the camera is moved, and tells all anew. What it keeps does not grow.
 */
export class CameraWatcher {
  readonly #picture = new PictureLook();
  readonly #pixels = new Float32Array(STILL_SIZE ** 2 * 3);
  #steps: Step[] = [];
  #nextS: Seconds = -Infinity;
  #setUpUntilS: Seconds | null = null;
  #seen: PictureQuality[] = [];
  #mean = new StillPictureMean();
  /** The room as it was told last. */
  #room: StillPicture | null = null;
  /** What the latest looks say of the roll alone. */
  #estimate: CameraRoll | null = null;
  /** The roll that is told; null = not yet. */
  #cameraRoll: CameraRoll | null = null;
  #isNews = false;

  /** `row`: the frame's landmarks [ROW_LENGTH]; `region`: the square round the runner, null = nobody. */
  async look(
    frame: FrameReader,
    timeS: Seconds,
    row: Float32Array,
    region: RunnerRegion | null,
  ): Promise<void> {
    this.#setUpUntilS ??= timeS + SET_UP_S;
    if (this.#steps.length === 0) {
      if (timeS < this.#nextS) return;
      const settingUp = timeS < this.#setUpUntilS || this.#cameraRoll === null;
      this.#nextS = timeS + (settingUp ? OFTEN_S : RARELY_S);
      this.#steps = ['room', 'quality', ...(this.#mean.frames + 1 >= ROOM_LOOKS ? (['roll'] as const) : [])];
    }
    switch (this.#steps.shift()) {
      case 'room':
        await this.#lookAtRoom(frame, timeS);
        break;
      case 'quality':
        this.#seen = [...this.#seen, await this.#picture.look(frame, row, region)].slice(-QUALITY_LOOKS);
        this.#isNews = true;
        break;
      case 'roll':
        this.#tellRoll(frame);
        break;
      case undefined:
        break;
    }
  }

  /** What was seen since this was last asked; null where nothing is new. */
  take(): ClipLook | null {
    if (!this.#isNews) return null;
    this.#isNews = false;
    return { quality: typicalQuality(this.#seen), cameraRoll: this.#cameraRoll };
  }

  async #lookAtRoom(frame: FrameReader, timeS: Seconds): Promise<void> {
    await frame.sample(pictureRegion(frame.width, frame.height), STILL_SIZE, 0, 255, this.#pixels);
    if (this.#room !== null && changedShare(this.#room, this.#pixels) > MOVED_SHARE) {
      this.#room = null;
      this.#cameraRoll = this.#estimate = null;
      this.#mean = new StillPictureMean();
      this.#seen = [];
      this.#setUpUntilS = timeS + SET_UP_S;
      this.#steps = this.#steps.filter((step) => step !== 'roll');
    }
    this.#mean.add(this.#pixels);
  }

  #tellRoll(frame: FrameReader): void {
    this.#room = this.#mean.still(frame.width, frame.height);
    const estimate = estimateCameraRoll(this.#room);
    if (this.#estimate !== null) this.#cameraRoll = agreedRoll(this.#estimate, estimate);
    this.#estimate = estimate;
    this.#mean = new StillPictureMean();
    this.#isNews = true;
  }
}

/** How much of a room that stood still looks different now, 0–1. `pixels`: as for StillPictureMean.add. */
function changedShare({ brightness }: StillPicture, pixels: Float32Array): number {
  let [still, changed] = [0, 0];
  for (let k = 0; k < brightness.length; k++) {
    const before = brightness[k]!;
    if (Number.isNaN(before)) continue;
    const now = 0.3 * pixels[3 * k]! + 0.59 * pixels[3 * k + 1]! + 0.11 * pixels[3 * k + 2]!;
    still++;
    if (Math.abs(now - before) > CHANGED_BY) changed++;
  }
  return still === 0 ? 0 : changed / still;
}
