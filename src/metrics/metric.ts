import type { Limb } from '../gait/limb-trust';
import type { Stride } from '../gait/strides';
import type { View } from '../gait/view';
import type { Motion, SeriesId } from './motion';
import type { PelvicError } from './pelvic-drop-error';
import type { HiddenError } from './summary';

/** The metric ids of the analysis file; stable. */
export type MetricId =
  | 'cadenceSpm'
  | 'strideTimeS'
  | 'stepTimeS'
  | 'contactTimeS'
  | 'flightTimeS'
  | 'dutyFactorPct'
  | 'trunkLeanMeanDeg'
  | 'trunkLeanAtContactDeg'
  | 'trunkLeanMidstanceDeg'
  | 'trunkLeanRangeDeg'
  | 'trunkExtensionPeakDeg'
  | 'pelvicDropPeakDeg'
  | 'pelvicDropMidstanceDeg'
  | 'pelvicObliquityRangeDeg'
  | 'lateralTrunkLeanDeg'
  | 'kneeFlexionAtContactDeg'
  | 'kneeFlexionPeakStanceDeg'
  | 'shankAngleAtContactDeg'
  | 'footStrikeAngleDeg'
  | 'overstridePctHeight'
  | 'verticalOscillationPctHeight'
  | 'stepWidthPctHip'
  | 'hipAdductionDeg'
  | 'headForwardDeg'
  | 'armSwingAsymmetryPct';

/** Mean ± 1 SD of a group of runners, in the metric's unit: a band to see a number against, not a limit of health. */
export interface ReferenceBand {
  low: number;
  high: number;
  /** Values, people, speed where told, and source. */
  who: string;
}

/** One metric: what it is, what it needs, how one stride of it is computed. App and report read their words from here. */
export interface Metric {
  id: MetricId;
  /** In a runner's words. */
  name: string;
  /** The field's word for it, where it differs. */
  term: string | null;
  unit: '°' | 's' | '%' | 'steps/min';
  definition: string;
  /** What a positive value means. */
  sign: string;
  source: string;
  /** Where most runners studied lie; null where no study is at hand. */
  band: ReferenceBand | null;
  views: readonly View[];
  /** True frames per second below which the number is withheld; 0 = any. */
  minFps: number;
  /**
   * How far the number may lie from the truth and still be of use, in its unit: the smallest difference that raters of 2D video tell
   * (Dingenen 2018) for angles it names, half of it for pelvic drop, whose readers differ by as much as groups of runners do; 15 ms for
   * stances, a phone app's error on the near foot (SCIENCE.md §1f). Others *(judgement)*. A number that misses it against the truth is
   * exploratory (metrics/validation).
   */
  tolerance: number;
  /** What has to be seen, for the reason when it was not; null = contacts alone. */
  joints: string | null;
  /** Parts of the leg that it hangs on: where one of them was not followed, that leg has no number. */
  limbs: readonly Limb[];
  needsPelvicLine: boolean;
  /** Is it a leg's own? A number of the whole stride has no sides. */
  sided: boolean;
  /** The series whose 0–100 % curve shows this metric; null = none. */
  curve: SeriesId | null;
  /** Value of one stride; NaN where it cannot be known. */
  ofStride: (stride: Stride, motion: Motion) => number;
  /** What its strides do not show; absent = nothing is known of it, and its interval is its strides' alone. */
  hiddenError?: (motion: Motion, error: PelvicError | null) => HiddenError | null;
}

/** Below 50 fps a contact's quantisation alone is ± a tenth of it (SCIENCE.md §4.3): contact and flight are withheld. */
export const CONTACT_MIN_FPS = 50;
