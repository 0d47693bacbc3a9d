import type { Seconds, Side } from '../units';
import type { LiveStride } from './live-reading';
import type { LiveTargets } from './live-targets';

/** What a runner can be told to change. */
type CueId = 'leanMore' | 'taller' | 'levelHips';

/** A cue, to be spoken, sounded or shown. */
export interface Cue {
  id: CueId;
  /** Two or three words. */
  words: string;
  /** When the stride that brought it ended. */
  atS: Seconds;
}

/** What has to be remembered from stride to stride. */
export interface CueState {
  /** How many strides running each value has been outside its target; a drop is counted leg by leg. */
  readonly outside: Readonly<Record<'leanMore' | 'taller' | Side, number>>;
  /** When the last cue was given. */
  readonly lastCueS: Seconds;
}

const NOTHING_OUTSIDE: CueState['outside'] = { leanMore: 0, taller: 0, left: 0, right: 0 };

/** Nothing was heard yet. */
export const NO_CUES_YET: CueState = { outside: NOTHING_OUTSIDE, lastCueS: -Infinity };

/** A value must be outside its target in so many strides running: one stumble is none (issue 7). */
export const STRIDES_RUNNING = 3;
/** A runner who is told more often than this listens no more (issue 7). */
export const LEAST_PAUSE_S: Seconds = 10;

const WORDS: Record<CueId, string> = {
  leanMore: 'Lean a little',
  taller: 'Taller',
  levelHips: 'Level hips',
};

/**
 * Hears one stride, and says whether it is time for a cue. A value that was not measured (NaN) breaks the row: nothing is said
 * on a guess. While a cue must wait, the count goes on, so that it comes as soon as it may, if it is still true then. Pure.
 */
export function hearStride(
  state: CueState,
  stride: LiveStride,
  targets: LiveTargets,
): { state: CueState; cue: Cue | null } {
  const outside = counted(state.outside, stride, targets);
  const due = dueCue(outside);
  const sinceS = stride.endS - state.lastCueS;
  // A camera that starts anew may start its clock anew: time that goes backwards is no pause, but no reason for silence for ever.
  if (due === null || (sinceS >= 0 && sinceS < LEAST_PAUSE_S))
    return { state: { ...state, outside }, cue: null };
  return {
    state: { outside: NOTHING_OUTSIDE, lastCueS: stride.endS },
    cue: { id: due, words: WORDS[due], atS: stride.endS },
  };
}

function counted(
  before: CueState['outside'],
  { side, trunkLeanMeanDeg: lean, pelvicDropPeakDeg: drop }: LiveStride,
  { trunkLeanDeg, pelvicDropDeg }: LiveTargets,
): CueState['outside'] {
  const row = (count: number, isOutside: boolean) => (isOutside ? count + 1 : 0);
  return {
    ...before,
    leanMore: row(before.leanMore, lean < trunkLeanDeg.low),
    taller: row(before.taller, lean > trunkLeanDeg.high),
    [side]: row(before[side], drop > pelvicDropDeg.high),
  };
}

/** The value that has been outside for longest, if any has for long enough. */
function dueCue({ leanMore, taller, left, right }: CueState['outside']): CueId | null {
  const rows: [CueId, number][] = [
    ['leanMore', leanMore],
    ['taller', taller],
    ['levelHips', Math.max(left, right)],
  ];
  const [id, count] = rows.reduce((longest, row) => (row[1] > longest[1] ? row : longest));
  return count >= STRIDES_RUNNING ? id : null;
}
