import { frameAtOrBefore } from '../core/stride-nodes';
import type { Stride } from '../gait/strides';
import type { Seconds } from '../units';
import type { MetricId } from './metric';
import { midstanceS } from './moments-of-stride';

type Moment = 'mid-stance' | 'greatest of stance' | 'least of stride';

/** Where in a stride a metric is to be seen; all others at its landing, where the stride begins. */
const MOMENTS: Partial<Record<MetricId, Moment>> = {
  trunkLeanMeanDeg: 'mid-stance',
  trunkLeanMidstanceDeg: 'mid-stance',
  lateralTrunkLeanDeg: 'mid-stance',
  pelvicDropMidstanceDeg: 'mid-stance',
  pelvicDropPeakDeg: 'greatest of stance',
  hipAdductionDeg: 'greatest of stance',
  kneeFlexionPeakStanceDeg: 'greatest of stance',
  trunkExtensionPeakDeg: 'least of stride',
};

/** The moment of a stride that shows a metric; `series` [T] = the metric's own of that side, null where it has none. */
export function shownAtS(
  id: MetricId,
  stride: Stride,
  series: Float32Array | null,
  timeS: Float64Array,
): Seconds {
  const moment = MOMENTS[id];
  if (moment === 'mid-stance') return midstanceS(stride);
  if (moment === undefined || series === null) return stride.startS;
  const { initialContactS, toeOffS } = stride.stance;
  const [fromS, toS] =
    moment === 'least of stride' ? [stride.startS, stride.endS] : [initialContactS, toeOffS];
  const sign = moment === 'least of stride' ? -1 : 1;
  let best = -1;
  for (let frame = frameAtOrBefore(timeS, fromS) + 1; timeS[frame]! <= toS; frame++) {
    if (Number.isFinite(series[frame]) && !(sign * series[frame]! <= sign * (series[best] ?? NaN)))
      best = frame;
  }
  return timeS[best] ?? stride.startS;
}
