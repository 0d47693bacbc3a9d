import { ALL_FOLLOWED } from '../../src/gait/limb-trust';
import { NO_CAMERA_DOUBT } from '../../src/metrics/camera-error';
import { findStrides } from '../../src/gait/strides';
import type { Contact } from '../../src/gait/contacts';
import type { View } from '../../src/gait/view';
import { computeMetrics } from '../../src/metrics/compute-metrics';
import type { MetricId } from '../../src/metrics/metric';
import { METRICS } from '../../src/metrics/registry';
import type { PoseTrack } from '../../src/pose/pose-track';
import type { Degrees } from '../../src/units';

/** Whose strides a number is the mean of. */
export type Part = 'left' | 'right' | 'both';
export const PARTS: readonly Part[] = ['left', 'right', 'both'];

/** What is true of a clip, metric by metric; a part that is not known is left out. */
export type TrueTable = Partial<Record<MetricId, Partial<Record<Part, number>>>>;

/** What a truth file says, as far as numbers follow from it. */
export interface TrueMotion {
  view: View;
  /** True joints; missing = NaN. */
  track: PoseTrack;
  contacts: readonly Contact[];
  cameraRollDeg: Degrees;
  /** Tilt of the true hip line per frame, + = left side lower; null from the side. */
  hipLineDeg: Float32Array | null;
}

/** Every metric by its own definition, read from true joints at true contacts. */
export async function trueTable({
  view,
  track,
  contacts,
  cameraRollDeg,
  hipLineDeg,
}: TrueMotion): Promise<TrueTable> {
  const strides = findStrides([...contacts]);
  const { strideValues } = await computeMetrics({
    track,
    // The truth is as fine as its file, whatever the clip's frame rate.
    fps: 1000,
    view,
    viewDoubt: null,
    noStrides: null,
    outside: new Map(),
    cameraRollDeg,
    cameraRollKnown: true,
    strides,
    pelvicLine: hipLineDeg && {
      method: 'landmarks',
      tiltDeg: hipLineDeg,
      confidence: hipLineDeg.map(() => 1),
      neutralTiltDeg: null,
    },
    pelvicError: null,
    landmarksFrom: 'markers',
    cameraDoubt: NO_CAMERA_DOUBT,
    limbTrust: { left: { doubt: ALL_FOLLOWED }, right: { doubt: ALL_FOLLOWED } },
  });
  const table: TrueTable = {};
  for (const { id } of METRICS) {
    const of = (part: Part) =>
      meanOf(
        strideValues
          .filter((_, i) => part === 'both' || strides[i]!.side === part)
          .map((values) => values[id])
          .filter(Number.isFinite),
      );
    const [left, right] = [of('left'), of('right')];
    table[id] = { left, right, both: meanOf([left, right].filter(Number.isFinite)) };
  }
  return table;
}

/** Mean; NaN of nothing. */
export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
