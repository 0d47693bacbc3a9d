import type { CameraRoll } from '../core/camera-roll';
import { type PictureQuality, typicalQuality } from '../core/picture-quality';
import type { Seconds } from '../units';
import type { ClipFacts } from '../video/clip';
import type { ClipLook, PictureGlance } from './contract';
import { glanceParts, isLastOfFirst } from './glance-times';

/** Gathers the glances at a clip's picture, in order: of each part of the clip the first counts. */
export class PictureRecord {
  readonly #facts: ClipFacts;
  readonly #qualities: PictureQuality[] = [];
  /** Stills of the first seconds, and of the whole clip. */
  readonly first: PictureGlance['still'][] = [];
  readonly room: PictureGlance['still'][] = [];
  #firstPart = -1;
  #roomPart = -1;
  #cameraRoll: CameraRoll | null = null;

  constructor(facts: ClipFacts) {
    this.#facts = facts;
  }

  /** The first seconds have been seen: `first` is whole. */
  get firstIsOver(): boolean {
    return isLastOfFirst(this.#firstPart);
  }

  /** What was seen so far; null = nothing yet. */
  get look(): ClipLook | null {
    if (this.#qualities.length === 0) return null;
    return { quality: typicalQuality(this.#qualities), cameraRoll: this.#cameraRoll };
  }

  /** How the camera leans by the first seconds, once it was worked out from `first`. */
  set cameraRoll(roll: CameraRoll) {
    this.#cameraRoll = roll;
  }

  add(timeS: Seconds, { still, quality }: PictureGlance): void {
    const { first, room } = glanceParts(timeS, this.#facts);
    if (first !== null && first > this.#firstPart && quality !== null) {
      this.#firstPart = first;
      this.first.push(still);
      this.#qualities.push(quality);
    }
    if (room > this.#roomPart) {
      this.#roomPart = room;
      this.room.push(still);
    }
  }
}
