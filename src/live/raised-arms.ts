import { ROW_LENGTH, ROW_STRIDE, type FrameBatch } from '../pose/contract';
import { LANDMARK_NAMES, type LandmarkName } from '../pose/landmarks';
import { FILTER_SETTINGS } from '../signal/filter-settings';
import type { Seconds } from '../units';

/** How long both arms must be up (issue 7). */
const HOLD_S: Seconds = 2;
/** So long the wrists may be lost or dip meanwhile: a few frames of a slow camera. *(judgement)* */
const BRIDGED_S: Seconds = 0.35;
/** Wrists this far above the nose, in trunk lengths, are up: about 7 cm; an arm that swings in running stays below the shoulders. *(judgement)* */
const ABOVE_NOSE = 0.15;

/** Watches for the gesture that starts and stops without touching anything: both arms held up for two seconds. */
export class RaisedArms {
  #upSinceS: Seconds = NaN;
  #lastUpS: Seconds = NaN;
  #armed = true;

  /** Sees the frames of a batch; true once per gesture, when the two seconds are full. The arms must come down before the next. */
  see(batch: FrameBatch): boolean {
    let raised = false;
    batch.timeS.forEach((timeS, frame) => {
      const row = batch.rows.subarray(frame * ROW_LENGTH, (frame + 1) * ROW_LENGTH);
      raised = this.#seeFrame(timeS, row) || raised;
    });
    return raised;
  }

  /** 0–1: how much of the two seconds is full, to show it; 0 while the arms are still up from the last time. */
  get share(): number {
    if (Number.isNaN(this.#upSinceS) || !this.#armed) return 0;
    return Math.min(1, (this.#lastUpS - this.#upSinceS) / HOLD_S);
  }

  #seeFrame(timeS: Seconds, row: Float32Array): boolean {
    const lostS = timeS - this.#lastUpS;
    if (lostS > BRIDGED_S || lostS < 0) {
      this.#upSinceS = NaN;
      this.#lastUpS = NaN;
      this.#armed = true;
    }
    if (!armsAreUp(row)) return false;
    if (Number.isNaN(this.#upSinceS)) this.#upSinceS = timeS;
    this.#lastUpS = timeS;
    if (!this.#armed || timeS - this.#upSinceS < HOLD_S) return false;
    this.#armed = false;
    return true;
  }
}

/**
 * Both wrists above the head, and one of them plainly seen: from the side the far arm hides behind the near one, and the model
 * says so while it still places it. False where head or trunk is not seen.
 */
function armsAreUp(row: Float32Array): boolean {
  const at = (name: LandmarkName) => LANDMARK_NAMES.indexOf(name) * ROW_STRIDE;
  const isSeen = (name: LandmarkName) => (row[at(name) + 3] ?? 0) >= FILTER_SETTINGS.minConfidence;
  const y = (name: LandmarkName) => row[at(name) + 1] ?? NaN;
  const trunkPx = (y('left_hip') + y('right_hip') - y('left_shoulder') - y('right_shoulder')) / 2;
  const limitY = y('nose') - ABOVE_NOSE * trunkPx;
  const up = trunkPx > 0 && y('left_wrist') < limitY && y('right_wrist') < limitY;
  return up && isSeen('nose') && (isSeen('left_wrist') || isSeen('right_wrist'));
}
