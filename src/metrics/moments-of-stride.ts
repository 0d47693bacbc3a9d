import type { Stride } from '../gait/strides';
import type { Seconds } from '../units';
import { spanOfCurve } from './locked-curves';
import type { Motion, SeriesId } from './motion';
import { spanOf, valueAt, type Span } from './sampling';

/** Middle of the stance that opens the stride: where the body rides lowest and the leg bears most. */
export function midstanceS({ stance }: Stride): Seconds {
  return (stance.initialContactS + stance.toeOffS) / 2;
}

/** A series at the stride's initial contact. */
export function atContact(id: SeriesId, stride: Stride, motion: Motion): number {
  return valueAt(motion.series[id][stride.side], motion.timeS, stride.stance.initialContactS);
}

/** A series at midstance. */
export function atMidstance(id: SeriesId, stride: Stride, motion: Motion): number {
  return valueAt(motion.series[id][stride.side], motion.timeS, midstanceS(stride));
}

/** Extremes of a series from initial contact to toe-off, from the stride's locked curve where it has one. */
export function extremesOfStance(id: SeriesId, stride: Stride, motion: Motion): Span {
  const { initialContactS, toeOffS } = stride.stance;
  const curve = motion.locked[id]?.get(stride);
  if (curve) return spanOfCurve(curve, (toeOffS - initialContactS) / (stride.endS - stride.startS));
  return spanOf(motion.series[id][stride.side], motion.timeS, initialContactS, toeOffS);
}

/** Extremes of a series from initial contact to the same foot's next, from the stride's locked curve where it has one. */
export function extremesOfStride(id: SeriesId, stride: Stride, motion: Motion): Span {
  const curve = motion.locked[id]?.get(stride);
  return curve ? spanOfCurve(curve, 1) : overStride(id, stride, motion);
}

/** A series from initial contact to the same foot's next. */
export function overStride(id: SeriesId, stride: Stride, motion: Motion): Span {
  return spanOf(motion.series[id][stride.side], motion.timeS, stride.startS, stride.endS);
}
