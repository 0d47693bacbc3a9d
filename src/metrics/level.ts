import type { Stride } from '../gait/strides';
import type { Degrees, Side } from '../units';
import { meanOf } from './mean-error';
import { lockedCurves } from './locked-curves';
import type { Metric, MetricId } from './metric';
import type { MetricContext, Motion, SeriesId } from './motion';
import { dropMoved } from './pelvic-drop';
import { metricOf } from './registry';

/**
 * Frontal angles against the horizontal or vertical, positive towards one leg: what a leaning camera adds over one leg it takes
 * off over the other (SCIENCE.md §4.6: 1° of roll is 1°), so that their mean is free of it. Each with its series, and the metric
 * whose legs are made equal.
 */
const BOUND: readonly { series: SeriesId; equal: MetricId; ids: readonly MetricId[] }[] = [
  {
    series: 'pelvicDropDeg',
    equal: 'pelvicDropPeakDeg',
    ids: ['pelvicDropPeakDeg', 'pelvicDropMidstanceDeg'],
  },
  { series: 'lateralTrunkLeanDeg', equal: 'lateralTrunkLeanDeg', ids: ['lateralTrunkLeanDeg'] },
];

/** Does a camera whose roll nobody knows take this metric's left and right from us? */
export function losesSides({ id, needsPelvicLine }: Metric, context: Level): boolean {
  if (context.cameraRollKnown || !BOUND.some(({ ids }) => ids.includes(id))) return false;
  // Against the runner's own standing there is no roll in a drop.
  return !(needsPelvicLine && context.pelvicLine?.neutralTiltDeg != null);
}

type Level = Pick<MetricContext, 'cameraRollKnown' | 'pelvicLine'>;

/**
 * The motion with the mean of both legs taken as level where the true level is not known: single strides, curves and means are
 * then free of the camera's roll, and what one leg has more than the other is in none of them.
 */
export function levelled(motion: Motion, context: Level & Pick<MetricContext, 'strides'>): Motion {
  const series = { ...motion.series };
  let { drop } = motion;
  for (const { series: id, equal } of BOUND) {
    const metric = metricOf(equal);
    if (!losesSides(metric, context)) continue;
    const off = legDifference(metric, motion, context.strides) / 2;
    if (!Number.isFinite(off)) continue;
    const { left, right } = series[id];
    series[id] = { left: left.map((value) => value - off), right: right.map((value) => value + off) };
    if (id === 'pelvicDropDeg' && drop !== null) drop = dropMoved(drop, off);
  }
  // A peak moves with the level; a range does not.
  return { ...motion, series, drop, locked: relocked(motion, series, context.strides) };
}

/** Locked curves of the series that were moved. */
function relocked(motion: Motion, series: Motion['series'], strides: readonly Stride[]): Motion['locked'] {
  const ids = (Object.keys(motion.locked) as SeriesId[]).filter((id) => series[id] !== motion.series[id]);
  return {
    ...motion.locked,
    ...Object.fromEntries(ids.map((id) => [id, lockedCurves(series[id], motion.timeS, strides)])),
  };
}

/** Left mean less right mean over the strides that count; NaN where a leg has none. */
function legDifference(metric: Metric, motion: Motion, strides: readonly Stride[]): Degrees {
  const mean = (side: Side) =>
    meanOf(
      strides
        .filter((stride) => stride.side === side && stride.excluded === null)
        .map((stride) => metric.ofStride(stride, motion))
        .filter(Number.isFinite),
    );
  return mean('left') - mean('right');
}
