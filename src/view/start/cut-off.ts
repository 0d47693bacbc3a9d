import type { Library } from '../../state/library.svelte';
import type { Seconds } from '../../units';
import { dayText, viewWords } from '../words';

type UnfinishedTake = Library['unfinished'][number];

/** What was recorded for one session, which never came to be. */
export interface CutOffTape {
  tapeId: string;
  /** In the order in which they were recorded. */
  ids: string[];
  /** "A recording from 14:32 was cut off after 48 s." */
  sentence: string;
  /** The same for buttons: "the recording from 14:32". */
  name: string;
}

const TIME = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });

/** The newest first. */
export function cutOffTapes(takes: readonly UnfinishedTake[], nowMs: number): CutOffTape[] {
  const tapeIds = [...new Set(takes.map(({ tapeId }) => tapeId))];
  return tapeIds.map((tapeId) => {
    const ordered = takes
      .filter((take) => take.tapeId === tapeId)
      .sort((a, b) => a.startedAtMs - b.startedAtMs);
    const [first] = ordered;
    const from = `from ${timeText(first?.startedAtMs ?? NaN, nowMs)}`;
    const isOne = ordered.length === 1;
    return {
      tapeId,
      ids: ordered.map(({ id }) => id),
      sentence: `${isOne ? 'A recording' : `${ordered.length} recordings`} ${from} ${fateOf(ordered)}`,
      name: `the recording${isOne ? '' : 's'} ${from}`,
    };
  });
}

function fateOf(takes: readonly UnfinishedTake[]): string {
  const seconds = takes.reduce((sum, take) => sum + take.seconds, 0);
  const views = takes.map(({ viewHint }) => viewHint).filter((view) => view !== null);
  const seen = views.length === 0 ? '' : `${[...new Set(views)].map(viewWords).join(' + ')}, `;
  if (takes.every(({ ended }) => ended))
    return `(${seen}${lengthText(seconds)}) ${takes.length === 1 ? 'has' : 'have'} not been analysed yet.`;
  return takes.length === 1
    ? `was cut off after ${lengthText(seconds)}. What was filmed until then is kept.`
    : `(${seen}${lengthText(seconds)}) broke off. What was filmed until then is kept.`;
}

/** "48 s", "2 min 5 s". */
function lengthText(seconds: Seconds): string {
  const whole = Math.round(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/** "14:32"; with its day where that is not today. */
function timeText(ms: number, nowMs: number): string {
  const day = dayText(ms);
  return day === dayText(nowMs) ? TIME.format(ms) : `${day}, ${TIME.format(ms)}`;
}
