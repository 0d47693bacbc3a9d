import type { Metric } from '../metrics/metric';
import type { MetricContext } from '../metrics/motion';
import type { PelvicLineMethod } from '../metrics/pelvic-line';
import { SIDE_VIEWS } from '../metrics/view-frame';

/** Under what a clip was filmed and read, as far as it decides what may be compared. */
export interface Conditions {
  view: MetricContext['view'];
  /** What found the landmarks: `lite`, `full`, `heavy`, or `markers`. */
  landmarksFrom: string;
  pelvicMethod: PelvicLineMethod;
  /** null = not told. */
  speedKmh: number | null;
  /** Treadmill incline in percent; null = not told. */
  inclinePct: number | null;
}

/** Treadmill displays step by 0.1 km/h; half a km/h moves cadence and lean by less than their errors *(judgement)*. */
const SPEED_TOLERANCE_KMH = 0.5;
/** Lumbar position changes with incline (Levine 2007, PMC1896074); half a percent is a display's step. */
const INCLINE_TOLERANCE_PCT = 0.5;

/** Why a metric of two clips must not be compared; null = it may. Unknown speed or incline does not forbid it. */
export function incomparable(metric: Metric, before: Conditions, after: Conditions): string | null {
  if (differ(before.speedKmh, after.speedKmh, SPEED_TOLERANCE_KMH)) {
    return `run at ${before.speedKmh} and ${after.speedKmh} km/h`;
  }
  if (differ(before.inclinePct, after.inclinePct, INCLINE_TOLERANCE_PCT)) {
    return `run at ${before.inclinePct} % and ${after.inclinePct} % incline`;
  }
  if (metric.joints === null) return null; // times of contacts do not depend on how joints are seen
  if (SIDE_VIEWS.includes(before.view) !== SIDE_VIEWS.includes(after.view))
    return `filmed from ${before.view} and from ${after.view}`;
  if (before.landmarksFrom !== after.landmarksFrom) {
    return `read by different models, ${before.landmarksFrom} and ${after.landmarksFrom}`;
  }
  if (metric.needsPelvicLine && before.pelvicMethod !== after.pelvicMethod) {
    return `the pelvic line came from ${before.pelvicMethod} and from ${after.pelvicMethod}`;
  }
  return null;
}

function differ(a: number | null, b: number | null, tolerance: number): boolean {
  return a !== null && b !== null && Math.abs(a - b) > tolerance;
}
