import { armSwingAsymmetryPct } from './arm-swing-asymmetry';
import { cadenceSpm } from './cadence';
import { contactTimeS } from './contact-time';
import { dutyFactorPct } from './duty-factor';
import { flightTimeS } from './flight-time';
import { footStrikeAngleDeg } from './foot-strike-angle';
import { headForwardDeg } from './head-forward';
import { hipAdductionDeg } from './hip-adduction';
import { kneeFlexionAtContactDeg } from './knee-flexion-at-contact';
import { kneeFlexionPeakStanceDeg } from './knee-flexion-peak-stance';
import { lateralTrunkLeanDeg } from './lateral-trunk-lean';
import { overstridePctHeight } from './overstride';
import { pelvicDropMidstanceDeg } from './pelvic-drop-midstance';
import { pelvicDropPeakDeg } from './pelvic-drop-peak';
import { pelvicObliquityRangeDeg } from './pelvic-obliquity-range';
import { shankAngleAtContactDeg } from './shank-angle-at-contact';
import { stepTimeS } from './step-time';
import { stepWidthPctHip } from './step-width';
import { strideTimeS } from './stride-time';
import { trunkExtensionPeakDeg } from './trunk-extension-peak';
import { trunkLeanAtContactDeg } from './trunk-lean-at-contact';
import { trunkLeanMeanDeg } from './trunk-lean-mean';
import { trunkLeanMidstanceDeg } from './trunk-lean-midstance';
import { trunkLeanRangeDeg } from './trunk-lean-range';
import { verticalOscillationPctHeight } from './vertical-oscillation';
import type { Metric, MetricId } from './metric';

/** Every metric, in the order in which lists and reports show them: the two headlines first. */
export const METRICS: readonly Metric[] = [
  trunkLeanMeanDeg,
  trunkLeanAtContactDeg,
  trunkLeanMidstanceDeg,
  trunkLeanRangeDeg,
  trunkExtensionPeakDeg,
  pelvicDropPeakDeg,
  pelvicDropMidstanceDeg,
  pelvicObliquityRangeDeg,
  lateralTrunkLeanDeg,
  cadenceSpm,
  strideTimeS,
  contactTimeS,
  flightTimeS,
  dutyFactorPct,
  kneeFlexionAtContactDeg,
  kneeFlexionPeakStanceDeg,
  shankAngleAtContactDeg,
  footStrikeAngleDeg,
  overstridePctHeight,
  verticalOscillationPctHeight,
  stepWidthPctHip,
  hipAdductionDeg,
  headForwardDeg,
  armSwingAsymmetryPct,
  stepTimeS,
];

const BY_ID = new Map(METRICS.map((metric) => [metric.id, metric]));

/** The metric of an id. */
export function metricOf(id: MetricId): Metric {
  const metric = BY_ID.get(id);
  if (!metric) throw new RangeError(`No metric is called ${id}.`);
  return metric;
}

/** A table with one entry per metric. */
export function tableOf<V>(entry: (metric: Metric) => V): Record<MetricId, V> {
  // METRICS holds every id once (a test counts them), which Object.fromEntries cannot know.
  return Object.fromEntries(METRICS.map((metric) => [metric.id, entry(metric)])) as Record<MetricId, V>;
}
