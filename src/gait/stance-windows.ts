import { lowPass } from '../signal/butterworth';
import { peakIndex } from '../signal/crossings';
import { median } from '../signal/median';
import { turningPoints, type TurningPoint } from '../signal/turning-points';
import { opposite, type Side } from '../units';
import type { GaitSignals } from './foot-signals';
import { isSideView, type View } from './view';

/**
 * Swing of the foot, ahead of and behind the hips, below which nobody runs or walks (leg lengths) *(judgement: running is 0.8, a slow walk 0.5)*;
 * lower takes shuffling for steps.
 */
const MIN_STEP_SWING = 0.25;
/**
 * The foot's path is searched for its turns below this frequency: a stride is 1.2–1.6 Hz; frames in which the model sets a foot onto the
 * other one, at every crossing, are shorter. Hertz; lower blurs a change of cadence.
 */
const STRIDE_HZ = 3;
/** The true turn lies within this of the smoothed path's, seconds: swing and stance are not of one length. */
const TURN_REACH_S = 0.08;

/** The pelvis' velocity is searched for its turns below this frequency, hertz: steps are 2.2–3.8 Hz; higher lets noise split a step. */
const STEP_HZ = 5;
/**
 * Difference between the pelvis' fastest rise and fall below which nobody runs, leg lengths per second *(judgement: measured running 1.7 and
 * 1.9; noise of 1 % of body height, low-passed, makes 0.5)*.
 */
const MIN_BOUNCE_V = 0.7;
/** Gravity in leg lengths (hip to ankle, about 0.87 m) per second squared. */
const GRAVITY = 11;
/**
 * In flight the body falls freely. Where the pelvis slows by less than this part of gravity between its fastest rise and its fastest fall,
 * there was no flight: walking (0.25–0.4 *(judgement, from 5–6 cm of rise at 2.2 steps per second)*; measured running 0.7).
 */
const MIN_FALL = 0.33;

/** Rough bounds of one stance on the signals' grid (fractions of samples): landmarks that noise cannot move far. */
export interface StanceWindow {
  /** Side views: the foot is furthest ahead of the hips, just before contact. Rear and front: the pelvis falls fastest, about at contact. */
  coming: number;
  /** Side views: the foot is furthest behind, just after toe-off. Rear and front: the pelvis rises fastest, just before toe-off. */
  leaving: number;
}

/** All stances of one foot that the signals show, in order of time. */
export function stanceWindows(signals: GaitSignals, side: Side, view: View): StanceWindow[] {
  return isSideView(view) ? sideWindows(signals, side) : bounceWindows(signals, side);
}

/** From furthest ahead to furthest behind. */
function sideWindows(signals: GaitSignals, side: Side): StanceWindow[] {
  const { ahead } = signals[side];
  const behind = ahead.map((x) => -x);
  const reach = TURN_REACH_S * signals.gridHz;
  const turns = smoothTurns(ahead, signals.gridHz, STRIDE_HZ, MIN_STEP_SWING).map(({ index, kind }) => {
    const path = kind === 'top' ? ahead : behind;
    return { index: peakIndex(path, Math.ceil(index - reach), Math.floor(index + reach)), kind };
  });
  return betweenTurns(turns).filter(({ coming, leaving }) => leaving > coming);
}

/** Turning points of `values` below a frequency. */
function smoothTurns(values: Float64Array, gridHz: number, belowHz: number, minSwing: number) {
  const smooth = values.slice();
  lowPass(smooth, gridHz, belowHz);
  return turningPoints(smooth, minSwing);
}

/**
 * From the pelvis' fastest fall to its fastest rise, once per step. The foot on the ground is the one whose ankle is lower then, whatever the
 * camera's height: the swing foot is a third of a leg above it.
 */
function bounceWindows(signals: GaitSignals, side: Side): StanceWindow[] {
  const { pelvisUpV, gridHz } = signals;
  const downV = pelvisUpV.map((v) => -v);
  const steps = betweenTurns(smoothTurns(downV, gridHz, STEP_HZ, MIN_BOUNCE_V));
  const own = signals[side].footHeight;
  const other = signals[opposite(side)].footHeight;
  return steps.filter((step, i) => {
    const falls = [steps[i - 1], step, steps[i + 1]].flatMap((first, k, all) => {
      const next = all[k + 1];
      return first && next ? [fallBetween(pelvisUpV, first.leaving, next.coming, gridHz)] : [];
    });
    return meanHeight(own, other, step) < 0 && Math.max(...falls) > MIN_FALL * GRAVITY;
  });
}

/** Mean deceleration from a fastest rise to the next fastest fall, leg lengths per second squared. */
function fallBetween(upV: Float64Array, rise: number, fall: number, gridHz: number): number {
  return ((upV[Math.round(rise)]! - upV[Math.round(fall)]!) * gridHz) / (fall - rise);
}

/** How far one foot is above the other in the middle half of a window, leg lengths. */
function meanHeight(own: Float64Array, other: Float64Array, { coming, leaving }: StanceWindow): number {
  let sum = 0;
  let count = 0;
  const quarter = (leaving - coming) / 4;
  const last = Math.min(own.length - 1, leaving - quarter);
  for (let i = Math.max(0, Math.ceil(coming + quarter)); i <= last; i++) {
    const height = own[i]! - other[i]!;
    if (Number.isNaN(height)) continue;
    sum += height;
    count++;
  }
  return sum / count;
}

/** From each top to the bottom that follows. A stance cut by the clip's end gets the usual length. */
function betweenTurns(turns: TurningPoint[]): StanceWindow[] {
  const windows: StanceWindow[] = [];
  turns.forEach(({ kind, index }, i) => {
    const next = turns[i + 1];
    if (kind === 'top' && next?.kind === 'bottom') windows.push({ coming: index, leaving: next.index });
  });
  const usual = median(windows.map(({ coming, leaving }) => leaving - coming));
  const first = turns[0];
  const last = turns.at(-1);
  if (first?.kind === 'bottom') windows.unshift({ coming: first.index - usual, leaving: first.index });
  if (last?.kind === 'top') windows.push({ coming: last.index, leaving: last.index + usual });
  return windows;
}
