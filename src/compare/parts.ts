import type { Metric, MetricId } from '../metrics/metric';
import { LEGS } from '../metrics/summary';
import type { Part } from './change';

/** Numbers of the whole body: strides of either leg show the same thing. All others are the stance leg's own. */
const WHOLE_BODY: readonly MetricId[] = [
  'cadenceSpm',
  'strideTimeS',
  'flightTimeS',
  'trunkLeanMeanDeg',
  'trunkLeanAtContactDeg',
  'trunkLeanMidstanceDeg',
  'trunkLeanRangeDeg',
  'trunkExtensionPeakDeg',
  'headForwardDeg',
  'pelvicObliquityRangeDeg',
  'verticalOscillationPctHeight',
  'stepWidthPctHip',
  'armSwingAsymmetryPct',
];

/** The rows that a metric has in a comparison: one, or one for each leg with its own verdict. */
export function partsOf({ id }: Metric): readonly Part[] {
  return WHOLE_BODY.includes(id) ? ['both'] : LEGS;
}
