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

/**
 * Whether a comparison judges the mean of both legs too, before each leg: a camera's roll and a slanting waistband make one leg's drop
 * larger and the other's as much smaller, so the mean is surer than either.
 */
export function hasMeanRow(id: MetricId): boolean {
  return id === 'pelvicDropPeakDeg';
}

/** Whose strides a number is of, for people; null = it is the whole body's. */
export function whoseStrides(metric: Pick<Metric, 'id'>, part: Part): string | null {
  if (part !== 'both') return part;
  return partsOf(metric).includes('both') ? null : 'mean of both legs';
}

/** What a metric is told apart by: nothing, or the legs. */
export function partsOf({ id }: Pick<Metric, 'id'>): readonly Part[] {
  return WHOLE_BODY.includes(id) ? ['both'] : LEGS;
}
