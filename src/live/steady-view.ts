import { findView, type View, type ViewFinding } from '../gait/view';
import type { PoseTrack } from '../pose/pose-track';
import type { Seconds } from '../units';

/** The view is told from so much of the run: a stride or two. */
export const VIEW_FROM_S: Seconds = 2;
/** Nobody stands still for it, so one look may err: so long it must be the same. *(judgement)* */
const FIRM_AFTER_S: Seconds = 0.5;
/** Someone who turns to drink is not filmed from elsewhere: so long it must be another. *(judgement)* */
const MOVED_AFTER_S: Seconds = 3;

/** The view held fixed, so that it does not flip from look to look; another only when camera or runner turned for good. */
export class SteadyView {
  #view: View | null = null;
  #other: View | null = null;
  #otherSinceS: Seconds = NaN;
  #finding: ViewFinding = { view: null, confidence: 0, turnedDeg: NaN, refused: null };

  /** null = not told yet, or oblique for good. */
  get view(): View | null {
    return this.#view;
  }

  /** Why there is no view, as a sentence; null = there is one. */
  get refused(): string | null {
    return this.#view === null ? this.#finding.refused : null;
  }

  /** Looks at the last two seconds, `track`, up to `atS`; true where the view changed from one to another, or went. */
  look(track: PoseTrack, atS: Seconds): boolean {
    this.#finding = findView(track);
    const { view, turnedDeg } = this.#finding;
    // Nobody to be seen says nothing of the camera.
    if (Number.isNaN(turnedDeg) || view === this.#view) {
      this.#otherSinceS = NaN;
      return false;
    }
    if (view !== this.#other || Number.isNaN(this.#otherSinceS)) {
      this.#other = view;
      this.#otherSinceS = atS;
    }
    const heldS = atS - this.#otherSinceS;
    if (heldS >= 0 && heldS < (this.#view === null ? FIRM_AFTER_S : MOVED_AFTER_S)) return false;
    const had = this.#view !== null;
    this.#view = view;
    this.#otherSinceS = NaN;
    return had;
  }
}
