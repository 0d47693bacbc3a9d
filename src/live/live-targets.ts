import { PELVIC_DROP_DEG } from '../feedback/pelvic-drop';
import { metricOf } from '../metrics/registry';
import type { Degrees } from '../units';

/** Where the runner wants to be: their own, or the reference. */
export interface LiveTargets {
  /** Mean over the stride, + = forward. */
  trunkLeanDeg: { low: Degrees; high: Degrees };
  /** Greatest drop of a stance, + = swing side lower; either leg. */
  pelvicDropDeg: { high: Degrees };
}

/** Runners left to themselves lean 7.3 ± 3.6° (Teng & Powers 2014, the metric's own band); a drop stands out where the finding says so. */
export const DEFAULT_TARGETS: LiveTargets = {
  trunkLeanDeg: bandOf('trunkLeanMeanDeg'),
  pelvicDropDeg: { high: PELVIC_DROP_DEG },
};

function bandOf(id: 'trunkLeanMeanDeg'): { low: Degrees; high: Degrees } {
  const { band } = metricOf(id);
  if (band === null) throw new RangeError(`${id} has no reference band.`);
  return { low: band.low, high: band.high };
}
