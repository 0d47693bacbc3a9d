import type { Contact } from '../gait/contacts';
import type { Stride } from '../gait/strides';
import type { View } from '../gait/view';
import type { PoseTrack } from '../pose/pose-track';
import type { Degrees } from '../units';

/** Mean of a metric over strides. `ci95`: 95 % confidence interval of the mean. */
export interface MetricSummary {
  mean: number;
  sd: number;
  n: number;
  ci95: [number, number];
}

/** A metric with its values, or with the reason why there are none. */
export type MetricResult =
  | {
      name: string;
      unit: string;
      left: MetricSummary | null;
      right: MetricSummary | null;
      both: MetricSummary | null;
      asymmetryPct: number | null;
    }
  | { name: string; unit: string; unavailable: string };

/** A stride with what was measured in it; NaN = not measured in this stride. */
export interface MeasuredStride extends Stride {
  values: Record<string, number>;
}

/** Everything that follows from a recording and its corrections (ANALYSIS.json of CONTRACT.md, without the receipt). */
export interface RunAnalysis {
  /** null = could not be told; `viewReason` says why. */
  view: View | null;
  viewReason: string | null;
  viewFrom: 'user' | 'detected';
  /** Cleaned landmarks, leg identity solved. */
  track: PoseTrack;
  /** Trunk lean of each frame [T], + = forward; NaN where not measured. */
  trunkLeanDeg: Float32Array | Float64Array;
  cameraRollDeg: Degrees;
  /** Where the roll came from; 'none' = taken as level. */
  cameraRollFrom: 'user' | 'none';
  contacts: Contact[];
  strides: MeasuredStride[];
  /** By metric id (CONTRACT.md). */
  metrics: Record<string, MetricResult>;
}
