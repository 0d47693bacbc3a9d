import type { Stride } from '../gait/strides';
import type { Seconds } from '../units';
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

/** A series from initial contact to toe-off. */
export function overStance(id: SeriesId, stride: Stride, motion: Motion): Span {
  const { initialContactS, toeOffS } = stride.stance;
  return spanOf(motion.series[id][stride.side], motion.timeS, initialContactS, toeOffS);
}

/** A series from initial contact to the same foot's next. */
export function overStride(id: SeriesId, stride: Stride, motion: Motion): Span {
  return spanOf(motion.series[id][stride.side], motion.timeS, stride.startS, stride.endS);
}
