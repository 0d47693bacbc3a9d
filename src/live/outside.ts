import { SIDES } from '../units';
import { STRIDES_RUNNING } from './cue-rule';
import type { LiveStride } from './live-reading';
import type { LiveTargets } from './live-targets';

/** A line of the picture whose value has left the runner's target. */
export type OutsideLine = 'trunk' | 'pelvis';

/** The lines whose value has been outside the target for three strides running, a drop in the same leg. NaN is never outside. */
export function outsideOf(strides: readonly LiveStride[], targets: LiveTargets): OutsideLine[] {
  const { trunkLeanDeg: lean, pelvicDropDeg: drop } = targets;
  const last = (own: readonly LiveStride[], isOutside: (stride: LiveStride) => boolean) =>
    own.length >= STRIDES_RUNNING && own.slice(-STRIDES_RUNNING).every(isOutside);
  const tooUpright = last(strides, ({ trunkLeanMeanDeg }) => trunkLeanMeanDeg < lean.low);
  const tooFar = last(strides, ({ trunkLeanMeanDeg }) => trunkLeanMeanDeg > lean.high);
  const dropped = SIDES.some((side) =>
    last(
      strides.filter((stride) => stride.side === side),
      ({ pelvicDropPeakDeg }) => pelvicDropPeakDeg > drop.high,
    ),
  );
  return [...(tooUpright || tooFar ? ['trunk' as const] : []), ...(dropped ? ['pelvis' as const] : [])];
}
