import type { PelvicHint } from '../core/pelvic-line';
import type { Agreement } from '../core/pelvic-line-agreement';
import type { NoStrides } from './no-strides';
import type { Finding } from '../feedback/finding';
import type { Contact, LeftOut } from '../gait/contacts';
import type { LegIdentity } from '../gait/leg-identity';
import type { LimbTrust } from '../gait/limb-trust';
import type { Stride } from '../gait/strides';
import type { View } from '../gait/view';
import type { MetricReport, MetricTable } from '../metrics/compute-metrics';
import type { MetricId } from '../metrics/metric';
import type { Motion } from '../metrics/motion';
import type { PelvicLine } from '../metrics/pelvic-line';
import type { BackendName } from '../pose/contract';
import type { PoseTrack } from '../pose/pose-track';
import type { FILTER_SETTINGS } from '../signal/filter-settings';
import type { Degrees, Milliseconds, Seconds } from '../units';

/** What a person said of a recording; it stands above what the picture says. */
export interface Corrections {
  /** `auto` = as the track shows it. */
  view: View | 'auto';
  /** null = not known, taken as level. Sign: see core/body-lines. */
  cameraRollDeg: Degrees | null;
  /** Where the pelvic line or the two dots are in one frame; null = found by itself. */
  pelvis: PelvicHint | null;
  /** When the runner stands level on both legs; that tilt is taken off every drop. null = nobody said. */
  standing: { fromS: Seconds; toS: Seconds } | null;
}

/** Nobody has corrected anything. */
export const NO_CORRECTIONS: Corrections = {
  view: 'auto',
  cameraRollDeg: null,
  pelvis: null,
  standing: null,
};

/** A stride with what was measured in it; NaN = not measured in this stride. */
export interface MeasuredStride extends Stride {
  values: Record<MetricId, number>;
}

/** A line over the frames, in pixels of the upright picture: its middle, and its angle, positive = lower to the right; [T]. */
export interface PictureLine {
  xPx: Float32Array;
  yPx: Float32Array;
  angleDeg: Float32Array;
}

/** A number with half of its 95 % interval. */
interface Known {
  value: number;
  error: number;
}

/** Where the camera stands; null = nothing tells. */
export interface Camera {
  /** At the runner, + = upright things lean right. */
  rollDeg: Known | null;
  /** + = it looks up. */
  pitchDeg: Known | null;
  /** Off square to the runner; which way is not told. */
  yawDeg: Known | null;
  heightBodyShare: Known | null;
}

/** What worked an analysis out, and in how long. */
interface Computed {
  /** The tensor backend. */
  backend: BackendName;
  analysisMs: Milliseconds;
}

/** Everything that follows from a recording and its corrections (ANALYSIS.json of CONTRACT.md, without its source). */
export interface RunAnalysis {
  /** Of the analysis worker; absent where nobody held the clock. Nothing else of an analysis changes from run to run. */
  computed?: Computed;
  /** null = could not be told. */
  view: View | null;
  viewFrom: 'user' | 'detected';
  /** Sentences for people: why the view is in doubt, what was left out of the clip. */
  doubts: string[];
  cameraRollDeg: Degrees;
  /** Where the roll came from; 'none' = taken as level. */
  cameraRollFrom: 'user' | 'verticals' | 'a vertical and horizontals' | 'none';
  /** null = the landmarks were measured, there is no camera. */
  camera: Camera | null;
  /** How well each leg was followed. */
  limbTrust: LimbTrust;
  /** When some leg is not where the model puts it, in order. */
  doubtfulSpans: readonly { startS: Seconds; endS: Seconds }[];
  filters: typeof FILTER_SETTINGS;
  /** Cleaned landmarks, leg identity solved. */
  track: PoseTrack;
  identity: LegIdentity;
  /** null = not looked for (side view). */
  pelvicLine: PelvicLine | null;
  /** Where the followed line lies in the picture, to draw it; null where none is followed. */
  pelvicLineInPicture: PictureLine | null;
  /** How the hip landmarks' line goes with the followed one; null where there is nothing to compare. */
  agreement: Agreement | null;
  /** [T] the line through the hip landmarks, + = left side lower; NaN in side views. A second witness only. */
  hipLineDeg: Float32Array;
  /** [T] + = forward; NaN where not measured. */
  trunkLeanDeg: Float32Array;
  /** [T] of each side: what metrics and curves are read from, to draw single strides. */
  series: Motion['series'];
  contacts: Contact[];
  /** Stretches of the clip that no contact was taken from, and why. */
  leftOut: LeftOut[];
  strides: MeasuredStride[];
  /** Why there are too few strides for any number, where their count is not the reason; null = it is, or there are enough. */
  noStrides: NoStrides | null;
  metrics: MetricTable;
  curves: MetricReport['curves'];
  /** Of this clip’s numbers alone, as to somebody who said nothing of their pain. */
  findings: Finding[];
}
