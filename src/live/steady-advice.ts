import type { Seconds } from '../units';
import type { Advice, AdviceId } from './advice';

/** An advice comes when it was needed for so long, and stays for so long at least, so that nothing flickers (issue 7). */
const COMES_AFTER_S: Seconds = 0.7;
const STAYS_S: Seconds = 1.5;

interface Held {
  advice: Advice;
  neededSinceS: Seconds;
  /** null = not shown yet. */
  shownSinceS: Seconds | null;
}

/** Holds back what is needed only for a moment, and holds on to what was shown. */
export class SteadyAdvice {
  #held = new Map<AdviceId, Held>();
  #atS: Seconds = -Infinity;

  /** What is needed at `nowS`; what is to be shown, in the same order of gravity (`spoils` first). */
  hear(needed: readonly Advice[], nowS: Seconds): Advice[] {
    if (nowS < this.#atS) this.#held.clear();
    this.#atS = nowS;
    const before = this.#held;
    this.#held = new Map(
      needed.map((advice) => [advice.id, stillNeeded(advice, before.get(advice.id), nowS)]),
    );
    for (const [id, held] of before) {
      const stays = held.shownSinceS !== null && nowS - held.shownSinceS < STAYS_S;
      if (stays && !this.#held.has(id)) this.#held.set(id, held);
    }
    const shown = [...this.#held.values()].filter(({ shownSinceS }) => shownSinceS !== null);
    return shown.map(({ advice }) => advice).sort((a, b) => Number(b.spoils) - Number(a.spoils));
  }
}

function stillNeeded(advice: Advice, before: Held | undefined, nowS: Seconds): Held {
  const neededSinceS = before?.neededSinceS ?? nowS;
  const due = nowS - neededSinceS >= COMES_AFTER_S ? nowS : null;
  return { advice, neededSinceS, shownSinceS: before?.shownSinceS ?? due };
}
