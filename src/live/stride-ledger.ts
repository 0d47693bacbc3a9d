import type { Seconds, Side } from '../units';

/** A stride's place in time. */
interface Told {
  side: Side;
  startS: Seconds;
  endS: Seconds;
}

/** Before this a stride's end still moves with every frame that comes: filters need to see what follows. *(judgement)* */
const SETTLED_AFTER_S: Seconds = 0.2;
/** What is found only now though it ended so long ago is no news, and would come after strides that followed it. *(judgement: two strides)* */
const TOO_LATE_S: Seconds = 1.5;
/** What starts this close to the window's start is read on a filter's edge, and was told by an earlier window. *(judgement)* */
const EDGE_S: Seconds = 0.35;
/** Two ends of one leg closer than this are one stride read twice: windows differ by some 30 ms, strides last 0.5 s and longer. */
const SAME_S: Seconds = 0.25;
/** Two ends of whichever legs: steps last 0.26 s and longer (SCIENCE.md §4.3), so closer than half of that the legs were confused. */
const SAME_STEP_S: Seconds = 0.13;
/** Windows are shorter than this: what is older can never be seen again. */
const FORGOTTEN_AFTER_S: Seconds = 30;

/** Knows which strides were told, so that each is told exactly once though every window shows it again. Bounded. */
export class StrideLedger {
  #told: Told[] = [];
  /** The window's first frame since it last started anew: strides at that edge were told by nobody. */
  #begunS: Seconds = NaN;

  /** The strides of a window from `startS` to `endS` that are settled and were not told before, in order of their ends. */
  news<S extends Told>(strides: readonly S[], startS: Seconds, endS: Seconds): S[] {
    if (!(startS >= this.#begunS)) this.#begunS = startS;
    const atBeginning = startS === this.#begunS;
    const news = strides.filter(
      (stride) =>
        stride.endS <= endS - SETTLED_AFTER_S &&
        (atBeginning || (stride.startS >= startS + EDGE_S && stride.endS >= endS - TOO_LATE_S)) &&
        !this.#told.some((told) => isSame(told, stride)),
    );
    news.sort((a, b) => a.endS - b.endS);
    this.#told = this.#told.filter((told) => told.endS > endS - FORGOTTEN_AFTER_S);
    this.#told.push(
      ...news.map(({ side, startS: fromS, endS: toS }) => ({ side, startS: fromS, endS: toS })),
    );
    return news;
  }

  /** The clock started anew: nothing was told in it. */
  clear(): void {
    this.#told = [];
    this.#begunS = NaN;
  }
}

function isSame(told: Told, stride: Told): boolean {
  const apartS = Math.abs(told.endS - stride.endS);
  return apartS < (told.side === stride.side ? SAME_S : SAME_STEP_S);
}
