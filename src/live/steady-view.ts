import { findView, type View, type ViewFinding } from '../gait/view';
import type { PoseTrack } from '../pose/pose-track';
import type { Seconds } from '../units';
import { HeldValue } from './held-value';

/** The view is told from so much of the run: a stride or two. */
export const VIEW_FROM_S: Seconds = 2;
/** One look may err while the runner steps on: so long it must be the same. *(judgement)* */
const FIRM_AFTER_S: Seconds = 0.5;
/** Someone who turns to drink is not filmed from elsewhere: so long it must be another. *(judgement)* */
const MOVED_AFTER_S: Seconds = 3;

/** The view held fixed; another only when camera or runner turned for good. */
export class SteadyView {
  readonly #view = new HeldValue<View | null>(null);
  #finding: ViewFinding = { view: null, nearest: null, confidence: 0, turnedDeg: NaN, refused: null };

  /** null = not told yet, or oblique for good. */
  get view(): View | null {
    return this.#view.value;
  }

  /** Why there is no view, as a sentence; null = there is one. */
  get refused(): string | null {
    return this.view === null ? this.#finding.refused : null;
  }

  /** Looks at the last two seconds, `track`, up to `atS`; true where a view that was held is another now, or none. */
  look(track: PoseTrack, atS: Seconds): boolean {
    this.#finding = findView(track);
    const { view, turnedDeg } = this.#finding;
    // Nobody to be seen says nothing of the camera.
    if (Number.isNaN(turnedDeg)) return false;
    const had = this.view !== null;
    return this.#view.see(view, atS, had ? MOVED_AFTER_S : FIRM_AFTER_S) && had;
  }
}
