import type { Metric, MetricId } from '../metrics/metric';
import type { Degrees } from '../units';
import { type Conditions, otherFrameRate, unlevelledClips } from './conditions';
import { errorOfPart, type OwnError } from './own-error';
import { detectableOnRunner, falseAlarmsOf } from './own-limit';
import type { Part } from './change';

/** Difference between two clips' means that re-filming alone may make, in the metric's own unit, and where it comes from. */
export interface DetectableDifference {
  value: number;
  source: string;
}

/** Smallest detectable difference from a standard error of measurement: MDC95 = 1.96 · √2 · SEM (SCIENCE.md §5). */
const MDC95_PER_SEM = 2.77;
const Z_95 = 1.96;
/**
 * Standard deviation of the lean of a phone that stood without a level and whose roll nothing in the picture tells
 * *(judgement: between a tripod and the 3° of a hand, core/camera-roll)*. Consequence: a lean must then change by 4.5°, or by
 * 6.0° where neither camera's roll is known.
 */
const UNKNOWN_ROLL_SD: Degrees = 2;

/**
 * Standard deviation of what another frame rate does to angles of knee, shin and foot: one runner's landing read 16.2° at 30 and 14.4°
 * at 120 frames per second. Consequence: a knee must then change by 5.2° instead of 3.8°.
 */
const FRAME_RATE_SD: Degrees = 1.8;

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
/** The nearest published figure, of the trunk in the other plane; a camera roll that is not known is added by `detectableDifference`. */
const TRUNK_LEAN = dingenen(2.3, 'trunk (lateral) 1.3–2.3°');
const STEP_TIMING = judged(0.005, 'seconds; a change of surface or shoe shifts found contacts by some 5 ms');

/**
 * Smallest detectable difference of each metric; the published range's larger end. It is of one leg where legs are told apart, and
 * stands for their mean too: nobody published less for that. A runner's own repeat clips take its place. Consequence: smaller changes are reported as within error, however many strides there are.
 */
export const DETECTABLE_DIFFERENCE: Record<MetricId, DetectableDifference> = {
  cadenceSpm: judged(1, 'steps/min; the same runner on another day'),
  strideTimeS: judged(0.004, 'seconds; 1 step/min at 170'),
  stepTimeS: STEP_TIMING,
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
  // Two takes of the demo runner, drawn with other seeds, differed by 1.5 % over the far leg.
  overstridePctHeight: judged(
    1,
    'percent of height; 1 cm at the ankle, and 5 ms of contact on a belt of 2.7 m/s, 1.4 cm',
  ),
  verticalOscillationPctHeight: judged(0.2, 'percent of height; 3–4 mm at the hips'),
  stepWidthPctHip: judged(5, 'percent of hip width; 1 cm at the ankles'),
  hipAdductionDeg: dingenen(3.8, 'hip adduction 2.3–3.8°'),
  headForwardDeg: judged(1.5, 'degrees; roll, and the ear landmark’s scatter over a short line'),
  armSwingAsymmetryPct: judged(5, 'percent'),
};

/**
 * What two clips of a metric must differ by: as measured on this runner where that was done, else as published; more where a
 * camera's roll is not known, which no repeat of levelled clips has seen.
 */
export function detectableDifference(
  metric: Metric,
  part: Part,
  { before, after }: { before: Conditions; after: Conditions },
  own: OwnError | null,
): DetectableDifference {
  const published = DETECTABLE_DIFFERENCE[metric.id];
  const measured = errorOfPart(own?.[metric.id], part);
  const { value, source } = measured
    ? detectableOnRunner(published, measured, falseAlarmsOf(metric.id, part))
    : published;
  const unlevelled = unlevelledClips(metric, before, after);
  const otherRate = otherFrameRate(metric, before, after);
  const cameras = unlevelled === 2 ? 'each camera' : 'the camera';
  return {
    value: Math.hypot(
      value,
      Z_95 * Math.sqrt(unlevelled) * UNKNOWN_ROLL_SD,
      otherRate ? Z_95 * FRAME_RATE_SD : 0,
    ),
    source: [
      source,
      ...(unlevelled > 0 ? [`and ${UNKNOWN_ROLL_SD}° of roll for ${cameras} that was taken as level`] : []),
      ...(otherRate ? [`and ${FRAME_RATE_SD}° for the other frame rate`] : []),
    ].join('; '),
  };
}
