import type { LandmarkName } from '../pose/landmarks';
import type { Seconds } from '../units';

/** What each body part is low-pass filtered with. */
type BodyPart = 'trunk' | 'arms' | 'legs' | 'feet';

/**
 * How landmarks are cleaned. Every analysis copies this object into its receipt.
 * Sources: SCIENCE.md §4.1; Winter, Biomechanics and Motor Control of Human Movement (cut-offs, two-pass correction).
 */
export const FILTER_SETTINGS = {
  /** Confidence (0–1) below which a landmark counts as missing *(judgement: visibility scores are generous)*; higher loses far legs. */
  minConfidence: 0.2,
  /** Frames in the moving median that finds outliers (Hampel); wider starts to cut off the turning points of the feet at 30 fps. */
  hampelWindow: 7,
  /**
   * The same for the trunk where frames are rarer than `slowBelowHz`: over 7 frames at 15 a second the hips' own bounce (2.8 Hz) is
   * taken for outliers. Field clips thinned to 15: 13–15 of 13–15 strides instead of 5–13; feet are better off with 7.
   */
  hampelWindowSlowTrunk: 5,
  slowBelowHz: 21,
  /** Scaled median deviations (3 = the usual rule) beyond which a sample is an outlier; lower removes true footfalls. */
  hampelThreshold: 3,
  /** Deviation, as a part of the leg's length, that is never an outlier *(judgement: under the model's own jitter)*. */
  hampelFloorPerLeg: 0.01,
  /** Longest gap in seconds that is bridged *(judgement: a third of a step)*; longer gaps stay missing. */
  maxFilledGapS: 0.12,
  /**
   * … or this many frame intervals, where frames are rarer than 27 per second: one outlier at 15 would tear the track. Measured on
   * synthetic runners at 15 fps, jitter and noise: 81 of 81 strides instead of 16, contacts within 3 ms of as they were.
   */
  maxFilledIntervals: 3.2,
  /** Low-pass cut-offs in hertz after both passes; lower delays nothing but rounds footfalls, higher lets jitter into the angles. */
  cutoffHz: { trunk: 8, arms: 8, legs: 10, feet: 12 },
  /** The cut-off never exceeds this part of the frame rate: at the Nyquist limit (0.5) the filter does not exist. */
  maxCutoffPerFrameRate: 0.4,
} as const;

/** The low-pass cut-off of one landmark, in hertz. */
export function cutoffHz(landmark: LandmarkName): number {
  return FILTER_SETTINGS.cutoffHz[bodyPart(landmark)];
}

/**
 * Eyes, mouth and fingers: nothing is measured on them and nothing drawn, so they are not cleaned either; that is two
 * fifths of the work.
 */
export function isOnlyPassedOn(landmark: LandmarkName): boolean {
  return /eye|mouth|pinky|thumb|^(left|right)_index$/.test(landmark);
}

/** The longest gap that is bridged at a frame rate, in seconds. */
export function longestFilledGapS(frameRateHz: number): Seconds {
  return Math.max(FILTER_SETTINGS.maxFilledGapS, FILTER_SETTINGS.maxFilledIntervals / frameRateHz);
}

/** Frames in the moving median that finds a landmark's outliers. */
export function hampelWindow(landmark: LandmarkName, frameRateHz: number): number {
  const slowTrunk = bodyPart(landmark) === 'trunk' && frameRateHz < FILTER_SETTINGS.slowBelowHz;
  return slowTrunk ? FILTER_SETTINGS.hampelWindowSlowTrunk : FILTER_SETTINGS.hampelWindow;
}

function bodyPart(landmark: LandmarkName): BodyPart {
  if (/heel|foot|ankle/.test(landmark)) return 'feet';
  if (/knee/.test(landmark)) return 'legs';
  if (/elbow|wrist/.test(landmark)) return 'arms';
  return 'trunk';
}
