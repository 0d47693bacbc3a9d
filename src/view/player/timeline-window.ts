import type { Seconds } from '../../units';

/** A second shorter than this leaves contacts too narrow to tell apart or to hit. *(judgement)* */
const LEAST_PX_PER_S = 40;
/** A clip that is only so much longer than what has room is shown whole all the same. */
const SQUEEZED = 1.5;
/** Where the cursor stands in a window that has just moved, as a share of it: there is more to come than was. */
const LEAD_IN = 0.1;

/** The part of a clip that the timeline shows. */
export interface Span {
  startS: Seconds;
  endS: Seconds;
}

/**
 * The part of the clip that is shown on `widthPx`: all of a short clip; of a long one a window that stays where it is
 * (`beforeS`: its start until now, NaN = none) as long as the cursor is in it, and otherwise begins shortly before it.
 */
export function timelineWindow(clip: Span, cursorS: Seconds, widthPx: number, beforeS: Seconds): Span {
  const lengthS = widthPx / LEAST_PX_PER_S;
  if (!(lengthS > 0) || clip.endS - clip.startS <= SQUEEZED * lengthS) return clip;
  const stays = beforeS <= cursorS && cursorS <= beforeS + lengthS;
  const wishedS = stays ? beforeS : cursorS - LEAD_IN * lengthS;
  const startS = Math.min(Math.max(wishedS, clip.startS), clip.endS - lengthS);
  return { startS, endS: startS + lengthS };
}
