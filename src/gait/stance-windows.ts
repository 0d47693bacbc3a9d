import { firstCrossing, lastCrossing } from '../signal/crossings';
import { median } from '../signal/median';
import { turningPoints } from '../signal/turning-points';
import type { FootSignals } from './foot-signals';
import { isSideView, type View } from './view';

/**
 * Swing of the foot, ahead of and behind the hips, below which nobody runs or walks (leg lengths) *(judgement: running is 0.8, a slow walk 0.5)*;
 * lower takes shuffling for steps.
 */
const MIN_STEP_SWING = 0.25;
/** Lift of the foot in rear and front views below which nobody runs (leg lengths) *(judgement: easy running is 0.25 and more)*. */
const MIN_FOOT_LIFT = 0.12;

/** Part of the heel's lift at which it is about to land or has just left *(judgement: the heel passes a third of its lift within 50 ms of toe-off)*. */
const LIFTED = 1 / 3;

/** Rough bounds of one stance on the signals' grid (fractions of samples): landmarks of the swing that noise cannot move far. */
export interface StanceWindow {
  /** Side views: the foot is furthest ahead of the hips, just before contact. Rear and front: it comes down through LIFTED of its lift. */
  coming: number;
  /** Side views: the foot is furthest behind, just after toe-off. Rear and front: it goes up through LIFTED of its lift. */
  leaving: number;
}

/** All stances of one foot that the signal shows, in order of time. */
export function stanceWindows(foot: FootSignals, view: View): StanceWindow[] {
  const windows = isSideView(view) ? sideWindows(foot) : liftWindows(foot.heelHeight);
  return windows.filter(({ coming, leaving }) => leaving > coming);
}

/** From furthest ahead to furthest behind. A stance cut by the clip's end gets the usual length. */
function sideWindows({ ahead }: FootSignals): StanceWindow[] {
  const points = turningPoints(ahead, MIN_STEP_SWING);
  const windows: StanceWindow[] = [];
  points.forEach((point, i) => {
    const next = points[i + 1];
    if (point.kind === 'top' && next) windows.push({ coming: point.index, leaving: next.index });
  });
  const usual = median(windows.map(({ coming, leaving }) => leaving - coming));
  const first = points[0];
  const last = points.at(-1);
  if (first?.kind === 'bottom') windows.unshift({ coming: first.index - usual, leaving: first.index });
  if (last?.kind === 'top') windows.push({ coming: last.index, leaving: last.index + usual });
  return windows;
}

/** From low enough coming down to high enough going up, around each lowest place. */
function liftWindows(height: Float64Array): StanceWindow[] {
  const points = turningPoints(height, MIN_FOOT_LIFT);
  const heights = points.map(({ index }) => height[Math.round(index)]!);
  const usualLift = median(heights.slice(1).map((top, i) => Math.abs(top - heights[i]!)));
  const windows: StanceWindow[] = [];
  points.forEach(({ index, kind }, i) => {
    if (kind === 'top') return;
    const low = Math.round(index);
    const lifted = heights[i]! + LIFTED * usualLift;
    const before = Math.floor(points[i - 1]?.index ?? 0);
    const after = Math.ceil(points[i + 1]?.index ?? height.length - 1);
    windows.push({
      coming: lastCrossing(height, lifted, 'down', before, low),
      leaving: firstCrossing(height, lifted, 'up', low, after),
    });
  });
  return windows;
}
