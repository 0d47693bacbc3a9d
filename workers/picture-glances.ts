import { brightnessOf, pictureRegion, STILL_SIZE } from '../src/core/camera-roll-picture';
import type { PictureGlance, RunnerRegion } from '../src/pose/contract';
import { glanceParts } from '../src/pose/glance-times';
import type { Seconds } from '../src/units';
import type { ClipFacts } from '../src/video/clip';
import type { FrameReader } from './frame-reader';
import { PictureLook } from './picture-look';

/**
 * Looks at the picture itself in a few frames of a stretch: its light, its sharpness, what stands still in it. The first frame
 * of a stretch is looked at too, for nobody here knows in which part the frame before it lay.
 */
export class PictureGlances {
  readonly #facts: ClipFacts;
  readonly #pixels = new Float32Array(STILL_SIZE ** 2 * 3);
  readonly #picture = new PictureLook();
  #first: number | null = -1;
  #room = -1;

  constructor(facts: ClipFacts) {
    this.#facts = facts;
  }

  /** `row`: the frame's landmarks [ROW_LENGTH]; `region`: the square round the runner, null = nobody. null = not looked at. */
  async look(
    frame: FrameReader,
    timeS: Seconds,
    row: Float32Array,
    region: RunnerRegion | null,
  ): Promise<PictureGlance | null> {
    const { first, room } = glanceParts(timeS, this.#facts);
    const [isFirst, isRoom] = [first !== null && first !== this.#first, room !== this.#room];
    this.#first = first;
    this.#room = room;
    if (!isFirst && !isRoom) return null;
    await frame.sample(pictureRegion(frame.width, frame.height), STILL_SIZE, 0, 255, this.#pixels);
    const quality = isFirst ? await this.#picture.look(frame, row, region) : null;
    return { still: brightnessOf(this.#pixels), quality };
  }
}
