import type { Seconds, Side } from '../units';

/** One stance: the foot `side` is on the ground from initial contact to toe-off (times between frames are interpolated). */
export interface Contact {
  side: Side;
  initialContactS: Seconds;
  toeOffS: Seconds;
  /** 0–1: how plainly the signal shows both events. */
  confidence: number;
}
