import type { Stride } from '../gait/strides';
import type { Side } from '../units';
import { median } from './body-height';
import { valueAt } from './sampling';

/**
 * Where in stance the sole lies flat: after a rear-foot strike has rolled down, before the heel lifts *(judgement; the heel
 * lifts near 50 % of stance in running)*.
 */
const FLAT_AT_SHARE_OF_STANCE = 0.4;

/**
 * Heel–toe line against the same foot lying flat, positive = toes up. The heel and toe landmarks do not sit at one height
 * above the sole; Altman & Davis 2012 take that off with a standing trial, here the flat phase of the runner's own stances
 * (their median) stands in for it. NaN throughout where no stance shows the foot.
 */
export function relativeToFlatFoot(
  pitchDeg: Float32Array,
  timeS: Float64Array,
  strides: readonly Stride[],
  side: Side,
): Float32Array {
  const flatDeg = median(
    strides
      .filter((stride) => stride.side === side && stride.excluded === null)
      .map(({ stance: { initialContactS, toeOffS } }) =>
        valueAt(pitchDeg, timeS, initialContactS + FLAT_AT_SHARE_OF_STANCE * (toeOffS - initialContactS)),
      ),
  );
  return pitchDeg.map((pitch) => pitch - flatDeg);
}
