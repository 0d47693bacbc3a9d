import { SIDES, type Degrees, type Seconds } from '../units';
import { lastStrides } from './live-numbers';
import type { LiveStride } from './live-reading';
import type { LiveTargets } from './live-targets';

/** What a runner can be told to change. */
type CueId = 'leanMore' | 'taller' | 'levelHips';
const CUE_IDS: readonly CueId[] = ['leanMore', 'taller', 'levelHips'];

/** A cue, to be spoken, sounded or shown. */
export interface Cue {
  id: CueId;
  /** Two or three words. */
  words: string;
  /** When the stride that brought it ended. */
  atS: Seconds;
}

/** A line of the picture whose value has left the runner's target. */
export type OutsideLine = 'trunk' | 'pelvis';

/** What has to be remembered from stride to stride. */
export interface CueState {
  /** The last strides of each leg. */
  readonly strides: readonly LiveStride[];
  /** Which values have left their target and not come back. */
  readonly outside: readonly CueId[];
  /** When the last cue was given. */
  readonly lastCueS: Seconds;
}

/** Nothing was heard yet. */
export const NO_CUES_YET: CueState = { strides: [], outside: [], lastCueS: -Infinity };

/** Strides that are judged together: the mean of six moves by half a degree where one moves by 1.3. */
const STRIDES_JUDGED = 6;
/**
 * A mean has left its target when it lies so far beyond the edge, and is back when it lies within: else a runner on the edge
 * would be told again and again. About the method's error of a mean (trunk lean 1.2–1.4° a frame, SCIENCE.md §1.2).
 */
const BEYOND_DEG: Degrees = 1.5;
/** A runner who is told more often than this listens no more (issue 7). */
export const LEAST_PAUSE_S: Seconds = 10;

const WORDS: Record<CueId, string> = {
  leanMore: 'Lean a little',
  taller: 'Taller',
  levelHips: 'Level hips',
};

/**
 * Hears one stride, and says whether it is time for a cue. Where nobody set a target, or one of the six strides was not
 * measured (NaN), nothing is said. While a cue must wait, it comes as soon as it may, if it is still true then. Pure.
 */
export function hearStride(
  state: CueState,
  stride: LiveStride,
  targets: LiveTargets,
): { state: CueState; cue: Cue | null } {
  // A camera that starts anew may start its clock anew: strides of another time are not judged with these.
  const isAnew = stride.endS < (state.strides.at(-1)?.startS ?? -Infinity);
  const strides = lastStrides(isAnew ? [] : state.strides, [stride]);
  const beyondDeg = beyondTargets(strides, targets);
  const outside = CUE_IDS.filter((id) => beyondDeg[id] > (state.outside.includes(id) ? 0 : BEYOND_DEG));
  const [due] = [...outside].sort((a, b) => beyondDeg[b] - beyondDeg[a]);
  const sinceS = stride.endS - state.lastCueS;
  // Time that goes backwards is no pause, but no reason for silence for ever.
  if (due === undefined || (sinceS >= 0 && sinceS < LEAST_PAUSE_S))
    return { state: { ...state, strides, outside }, cue: null };
  return {
    state: { strides, outside, lastCueS: stride.endS },
    cue: { id: due, words: WORDS[due], atS: stride.endS },
  };
}

/** The lines whose value has left the target. */
export function outsideLines({ outside }: CueState): OutsideLine[] {
  const trunk = outside.includes('leanMore') || outside.includes('taller');
  return [
    ...(trunk ? ['trunk' as const] : []),
    ...(outside.includes('levelHips') ? ['pelvis' as const] : []),
  ];
}

/** How far each mean of six lies beyond its target's edge, degrees; NaN = nobody set one, or too few strides. */
function beyondTargets(
  strides: readonly LiveStride[],
  { trunkLeanDeg, pelvicDropDeg }: LiveTargets,
): Record<CueId, Degrees> {
  const lean = meanOfSix(strides, ({ trunkLeanMeanDeg }) => trunkLeanMeanDeg);
  const drops = judgedLegs(strides).map((own) =>
    meanOfSix(own, ({ pelvicDropPeakDeg }) => pelvicDropPeakDeg),
  );
  const worst = drops.reduce((most, drop) => (drop > most || Number.isNaN(most) ? drop : most), NaN);
  return {
    leanMore: (trunkLeanDeg.low ?? NaN) - lean,
    taller: lean - (trunkLeanDeg.high ?? NaN),
    levelHips: worst - (pelvicDropDeg.high ?? NaN),
  };
}

/** Each leg by itself; both together where the camera's lean is not known, since only their mean is sure then. */
function judgedLegs(strides: readonly LiveStride[]): (readonly LiveStride[])[] {
  if (strides.some(({ evened }) => evened)) return [strides];
  return SIDES.map((side) => strides.filter((stride) => stride.side === side));
}

function meanOfSix(strides: readonly LiveStride[], of: (stride: LiveStride) => Degrees): Degrees {
  if (strides.length < STRIDES_JUDGED) return NaN;
  return strides.slice(-STRIDES_JUDGED).reduce((sum, stride) => sum + of(stride), 0) / STRIDES_JUDGED;
}
