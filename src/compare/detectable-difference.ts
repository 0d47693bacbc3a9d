import type { MetricId } from '../metrics/metric';

/** Difference between two clips' means that re-filming alone may make, in the metric's own unit, and where it comes from. */
export interface DetectableDifference {
  value: number;
  source: string;
}

/** Smallest detectable difference from a standard error of measurement: MDC95 = 1.96 · √2 · SEM (SCIENCE.md §5). */
const MDC95_PER_SEM = 2.77;

const dingenen = (value: number, what: string): DetectableDifference => ({
  value,
  source: `Dingenen 2018, 2D video, manual: ${what}`,
});
const judged = (sem: number, why: string): DetectableDifference => ({
  value: MDC95_PER_SEM * sem,
  source: `judgement: 2.77 × an SEM of ${sem} (${why})`,
});

const PELVIC_DROP = dingenen(2.8, 'pelvic drop 2.7–2.8°');
const KNEE = dingenen(3.8, 'hip and knee 2.3–3.8°');
const TIBIA = dingenen(4.8, 'tibia and ankle 2.2–4.8°');
const TRUNK_LEAN = judged(1, 'degrees; 1° of camera roll left over is 1° of lean');
const STEP_TIMING = judged(0.005, 'seconds; a change of surface or shoe shifts found contacts by some 5 ms');

/**
 * Smallest detectable difference of each metric; the published range's larger end. To be replaced by our own repeat clips
 * once they are measured. Consequence: smaller changes are reported as within error, however many strides there are.
 */
export const DETECTABLE_DIFFERENCE: Record<MetricId, DetectableDifference> = {
  cadenceSpm: judged(1, 'steps/min; the same runner on another day'),
  strideTimeS: judged(0.004, 'seconds; 1 step/min at 170'),
  contactTimeS: STEP_TIMING,
  flightTimeS: STEP_TIMING,
  dutyFactorPct: judged(0.7, 'percent; 5 ms of a 0.7 s stride'),
  trunkLeanMeanDeg: TRUNK_LEAN,
  trunkLeanAtContactDeg: TRUNK_LEAN,
  trunkLeanMidstanceDeg: TRUNK_LEAN,
  trunkLeanRangeDeg: judged(0.7, 'degrees; free of roll, half the per-frame residual of 1.4°'),
  trunkExtensionPeakDeg: TRUNK_LEAN,
  pelvicDropPeakDeg: PELVIC_DROP,
  pelvicDropMidstanceDeg: PELVIC_DROP,
  pelvicObliquityRangeDeg: { ...PELVIC_DROP, value: PELVIC_DROP.value * Math.SQRT2 }, // two peaks, each with its own error
  lateralTrunkLeanDeg: dingenen(2.3, 'lateral trunk 1.3–2.3°'),
  kneeFlexionAtContactDeg: KNEE,
  kneeFlexionPeakStanceDeg: KNEE,
  shankAngleAtContactDeg: TIBIA,
  footStrikeAngleDeg: TIBIA,
  overstridePctHeight: judged(0.5, 'percent of height; 1 cm at the ankle'),
  verticalOscillationPctHeight: judged(0.2, 'percent of height; 3–4 mm at the hips'),
  stepWidthPctHip: judged(5, 'percent of hip width; 1 cm at the ankles'),
  hipAdductionDeg: dingenen(3.8, 'hip adduction 2.3–3.8°'),
  headForwardDeg: judged(1.5, 'degrees; roll, and the ear landmark’s scatter over a short line'),
  armSwingAsymmetryPct: judged(5, 'percent'),
};
