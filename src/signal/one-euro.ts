import type { Seconds } from '../units';

/** Cut-off for a value at rest. Lower makes a standing runner calmer and flattens the small bounce of the hips. */
const MIN_CUTOFF_HZ = 8;
/** How much the cut-off rises with the speed, hertz per (scale per second). Lower lags behind fast feet. */
const CUTOFF_PER_SPEED = 36;
/** Cut-off of the speed itself. Lower notices late that a foot speeds up; higher takes noise for speed. */
const SPEED_CUTOFF_HZ = 6;
/** After a gap this long the old value says nothing of the new one: the filter starts afresh. *(judgement: half a step)* */
const LONGEST_GAP_S: Seconds = 0.2;

/**
 * One-Euro filter: a causal low-pass whose cut-off rises with the speed (Casiez, Roussel & Vogel 2012, CHI, p. 2527), on
 * true times, so that uneven frames do no harm. For what is shown at the moment; measuring uses the two-pass filter.
 *
 * Constants chosen on synthetic runners (side and rear, 30 and 60 frames/s, unevenly timed, trunk 240 px) with noise of
 * 3 px, a third of its variance lasting 50 ms as a pose model's does. RMSE in px, lag in frames at worst, share of amplitude that is left:
 *
 * | rest Hz, per speed, speed Hz | trunk (raw 2.95) | knees (2.96) | feet (2.99) | 150 px at 1.4 Hz | 12 px at 2.8 Hz | rest |
 * | --- | --- | --- | --- | --- | --- | --- |
 * | 1.5, 8, 1 (usual for a hand) | 4.44, lag 2.5 | 8.20, 1.6 | 10.10, 1.6 | 0.989 | 0.67 | 0.52 |
 * | 4, 20, 6  | 2.59, lag 0.6 | 2.95, 0.3 | 3.09, 0.3 | 0.995 | 0.93 | 0.78 |
 * | **8, 36, 6** | **2.62, lag 0.4** | **2.81, 0.2** | **2.91, 0.2** | **0.997** | **0.96** | **0.86** |
 * | 8, 60, 6  | 2.68, lag 0.3 | 2.81, 0.1 | 2.89, 0.1 | 0.998 | 0.98 | 0.90 |
 *
 * Rest: jitter of a point that stands still, part of the raw one (30 frames/s). Kalman filters with constant speed or
 * acceleration came to 2.71, 2.86 and 2.81 at best: no causal filter gains much on a runner at 30 frames/s.
 */
export class OneEuro {
  #timeS: Seconds = NaN;
  #raw = NaN;
  #smooth = NaN;
  #speed = 0;

  /**
   * The filtered value at `timeS`. `scale`: what counts as a large way, in the value's unit (for a landmark the length
   * of the trunk, for an angle about 20°). NaN gives NaN; a time that does not advance gives the last answer again.
   */
  next(timeS: Seconds, value: number, scale: number): number {
    if (Number.isNaN(value)) return NaN;
    const elapsedS = timeS - this.#timeS;
    if (!(Math.abs(elapsedS) < LONGEST_GAP_S)) return this.#startAt(timeS, value);
    if (elapsedS <= 0) return this.#smooth;
    this.#speed += weight(SPEED_CUTOFF_HZ, elapsedS) * ((value - this.#raw) / elapsedS - this.#speed);
    const cutoffHz = MIN_CUTOFF_HZ + CUTOFF_PER_SPEED * Math.abs(this.#speed / scale);
    this.#smooth += weight(cutoffHz, elapsedS) * (value - this.#smooth);
    [this.#timeS, this.#raw] = [timeS, value];
    return this.#smooth;
  }

  #startAt(timeS: Seconds, value: number): number {
    [this.#timeS, this.#raw, this.#smooth, this.#speed] = [timeS, value, value, 0];
    return value;
  }
}

/** How much of the way to a new value a first-order low-pass goes in `elapsedS`, 0–1. */
function weight(cutoffHz: number, elapsedS: Seconds): number {
  const ratio = 2 * Math.PI * cutoffHz * elapsedS;
  return ratio / (1 + ratio);
}
