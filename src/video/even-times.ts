import type { Seconds } from '../units';

/** Share of a frame's misfit that moves the grid, and of it that changes its period: a second to settle at 30 frames/s. *(tried)* */
const PHASE_GAIN = 0.15;
const PERIOD_GAIN = 0.005;
/**
 * Frames that lie nearer to the grid than this, in periods on average, are on it: those of a camera without an even rate lie 0.25
 * away. *(judgement: two and a half standard deviations of such an average)*
 */
const ON_GRID = 0.19;
/** What the average forgets with each frame. */
const FORGETS = 0.05;
/** After a pause the grid begins anew with the next frame: its period is not known well enough to reach further. */
const PAUSE_S: Seconds = 0.5;
const LEAST_STEP_S: Seconds = 0.001;

/**
 * Takes the jitter off a camera's timestamps. Many are stamped when they are handed over, up to 10 ms too early or late,
 * while the shutter opens evenly; a foot's speed between two frames is then wrong by a third. Frames may be missing. Where a
 * camera does not hold an even rate (in the dark, or another one than it promised), the times stay as they came.
 */
export class EvenTimes {
  #periodS: Seconds;
  /** The latest frame's place on the grid. */
  #gridS: Seconds = NaN;
  /** Mean distance from the grid, in periods. */
  #apart = 0.25;
  #lastS: Seconds = -Infinity;

  /** `framesPerS`: as the camera promises; NaN = unknown, all times stay. */
  constructor(framesPerS: number) {
    this.#periodS = 1 / framesPerS;
  }

  /** When the frame with this timestamp was taken; times strictly increase. */
  next(timeS: Seconds): Seconds {
    const evenS = this.#onGrid(timeS);
    this.#lastS = Math.max(this.#apart < ON_GRID ? evenS : timeS, this.#lastS + LEAST_STEP_S);
    return this.#lastS;
  }

  #onGrid(timeS: Seconds): Seconds {
    const sinceS = timeS - this.#gridS;
    if (!(sinceS > -this.#periodS && sinceS < PAUSE_S)) return (this.#gridS = timeS);
    const periods = Math.max(1, Math.round(sinceS / this.#periodS));
    const misfitS = sinceS - periods * this.#periodS;
    this.#apart += FORGETS * (Math.abs(misfitS) / this.#periodS - this.#apart);
    this.#gridS = timeS - (1 - PHASE_GAIN) * misfitS;
    this.#periodS += (PERIOD_GAIN * misfitS) / periods;
    return this.#gridS;
  }
}
