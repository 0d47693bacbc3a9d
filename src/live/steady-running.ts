import type { Seconds } from '../units';
import type { LiveStride } from './live-reading';

/** Strides of both legs that follow each other before it counts as running: two seconds at 170 steps a minute. *(judgement)* */
const STRIDES_TO_START = 6;
/** Strides of the two legs overlap: one ends every third of a second. Nothing for so long is a gap. *(judgement: two strides)* */
const GAP_S: Seconds = 1.5;
/** Running is over when no stride has ended for so long, and those that are told late are in. *(judgement)* */
const OVER_AFTER_S: Seconds = 2;

/** Tells when steady running starts and ends, each once. */
export class SteadyRunning {
  #inRow = 0;
  #lastEndS: Seconds = -Infinity;
  #running = false;

  get running(): boolean {
    return this.#running;
  }

  /**
   * Hears the strides that are new at `nowS` (often none). 'start' when enough follow each other without a gap, 'stop' when none
   * has come for two seconds; null when nothing changed.
   */
  hear(newStrides: readonly LiveStride[], nowS: Seconds): 'start' | 'stop' | null {
    // The camera's clock started anew.
    if (nowS < this.#lastEndS) [this.#inRow, this.#lastEndS] = [0, -Infinity];
    for (const { endS } of newStrides) {
      this.#inRow = endS - this.#lastEndS <= GAP_S ? this.#inRow + 1 : 1;
      this.#lastEndS = Math.max(endS, this.#lastEndS);
    }
    const fresh = nowS - this.#lastEndS < OVER_AFTER_S;
    const running = fresh && (this.#running || this.#inRow >= STRIDES_TO_START);
    if (!fresh) this.#inRow = 0;
    if (running === this.#running) return null;
    this.#running = running;
    return running ? 'start' : 'stop';
  }
}
