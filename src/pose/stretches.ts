import type { Seconds } from '../units';
import type { ClipFacts } from '../video/clip';

/** A piece of a clip: the frames with fromS ≤ time < toS. */
export interface Stretch {
  fromS: Seconds;
  toS: Seconds;
}

/** At the start stretches are short, so that the first 6 s, which the check and the first numbers wait for, are shared among the workers. */
const SHORT_S: Seconds = 1.55;
/** Later ones are about this long: a seam costs 3–4 frames of work (3 % at 60 frames/s), and a cancel or a death little. *(judgement)* */
const LONG_S: Seconds = 2.75;
/** Two or four workers have equal shares. */
const SHARED_BY = 4;

/**
 * Divides a clip among workers. No number depends on it: see seams.ts. The first stretch holds all that is early, the last all
 * that is late, whatever the file says of its length.
 */
export function stretchesOf({ startS, durationS }: Pick<ClipFacts, 'startS' | 'durationS'>): Stretch[] {
  const earlyS = Math.min(durationS, SHARED_BY * SHORT_S);
  const lateS = durationS - earlyS;
  const late = SHARED_BY * Math.ceil(lateS / (SHARED_BY * LONG_S));
  // A rest too short to be shared is spread over the short ones.
  const spread = late > 0 && lateS / late < SHORT_S;
  const edges = spread
    ? evenEdges(durationS, late + SHARED_BY)
    : [...evenEdges(earlyS, SHARED_BY), ...evenEdges(lateS, late).map((edge) => earlyS + edge)];
  return [-Infinity, ...edges.slice(0, -1).map((edge) => startS + edge)].map((fromS, k, all) => ({
    fromS,
    toS: all[k + 1] ?? Infinity,
  }));
}

/** Ends of `parts` equal parts. */
function evenEdges(lengthS: Seconds, parts: number): Seconds[] {
  return Array.from({ length: parts }, (_, k) => (lengthS * (k + 1)) / parts);
}
