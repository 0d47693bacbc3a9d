import type { Seconds } from '../units';
import type { ClipFacts, TimedFrame } from './clip';
import { ClipError } from './clip-errors';
import type { ClipSource } from './clip-source';
import { frameRate } from './frame-rate';

/** Keeps the times of the frames that pass by, and says at the end what the clip was. */
export class ClipTally {
  readonly #facts: ClipFacts;
  readonly #timesS: Seconds[] = [];
  readonly #warnings: string[] = [];
  #endS: Seconds = NaN;

  constructor(facts: ClipFacts) {
    this.#facts = facts;
  }

  /** Counts a frame; call it in order. */
  add({ timeS, durationS }: Pick<TimedFrame, 'timeS' | 'durationS'>): void {
    this.#timesS.push(timeS);
    this.#endS = timeS + durationS;
  }

  /** Keeps a sentence for people; give this to `FrameOptions.onWarning`. */
  readonly warn = (sentence: string): void => {
    if (!this.#warnings.includes(sentence)) this.#warnings.push(sentence);
  };

  /** What the clip was. Throws ClipError for fewer than two frames: they have no rate, and show no step. */
  source(sha256: string): ClipSource {
    const { name, width, height, rotationDeg, slowMotionFactor } = this.#facts;
    const timesS = this.#timesS;
    const first = timesS[0];
    if (first === undefined || timesS.length < 2) {
      const found = first === undefined ? 'no frame' : 'a single frame';
      throw new ClipError(
        'tooShort',
        `“${name}” holds ${found}; film at least ten seconds of running and choose that clip.`,
      );
    }
    const { fps, variable } = frameRate(timesS);
    // Where the file does not say how long the last frame lasts, it lasts as long as the others.
    const endS = Math.max(this.#endS, timesS.at(-1)! + (this.#endS > timesS.at(-1)! ? 0 : 1 / fps));
    return {
      name,
      sha256,
      frames: timesS.length,
      fps,
      durationS: endS - first,
      width,
      height,
      rotationDeg,
      variableFrameRate: variable,
      slowMotionFactor,
      warnings: [...this.#warnings],
    };
  }
}
