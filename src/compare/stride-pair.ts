import type { Seconds } from '../units';
import type { LockedStride, PhaseLock } from './phase-lock';
import { through } from './stride-knots';

/** A foot is down from the frame at its contact on; a contact this close before a frame belongs to it. */
const SAME_TIME_S: Seconds = 1e-6;

/**
 * The stride of each take (indices among the counted ones) to play against each other. A locked clock puts contacts on the
 * same percent, but a clip shows them only at its next frame, up to 2.4 % of a stride later at 60 frames per second. Of all
 * pairs of strides this is the one whose touchdowns of both feet appear closest together. `timeS`: each take's frames.
 */
export function closestStrides(
  { takes, otherContactPct }: PhaseLock,
  timeS: readonly [Float64Array, Float64Array],
): readonly [number, number] {
  const contacts = [0, otherContactPct].filter(Number.isFinite);
  const [shown, others] = takes.map(({ counted }, take) =>
    counted.map((stride) => contacts.map((percent) => shownAtPct(stride, percent, timeS[take]!))),
  );
  let best: readonly [number, number] = [0, 0];
  let least = Infinity;
  shown!.forEach((mine, i) => {
    others!.forEach((its, j) => {
      const apart = Math.max(...mine.map((percent, contact) => Math.abs(percent - its[contact]!)));
      if (apart < least) [least, best] = [apart, [i, j]];
    });
  });
  return best;
}

/** Percent at which the first frame that shows a contact comes on screen. */
export function shownAtPct({ knots }: LockedStride, contactPct: number, timeS: Float64Array): number {
  const contactS = through(knots, 'percent', 'timeS', contactPct);
  const frameS = timeS.find((at) => at >= contactS - SAME_TIME_S) ?? Infinity;
  return through(knots, 'timeS', 'percent', frameS);
}
