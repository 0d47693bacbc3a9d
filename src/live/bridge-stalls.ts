import { PELVIC_ROW_LENGTH, type PelvicEvidence } from '../core/pelvic-line-evidence';
import { emptyPoseTrack, type LandmarkColumns, type PoseTrack } from '../pose/pose-track';
import { LANDMARK_NAMES } from '../pose/landmarks';
import { median } from '../signal/median';
import { resample } from '../signal/spline';
import type { Seconds } from '../units';

/**
 * A camera that keeps only the newest frame leaves gaps where the machine was busy. Gaps up to this are bridged: half a step, which
 * the other strides in the window outvote, for contacts are read on their average. Measured: see bench "live strides". Longer
 * ones cost the strides around them.
 */
const LONGEST_STALL_S: Seconds = 0.25;
/** A gap from so many typical intervals on holds a frame that never came. */
const STALL_INTERVALS = 1.6;

/**
 * The same landmarks with frames put in where the camera stalled, so that what looks at rows of frames is not torn there. Frames
 * that came stay as they are; those put in lie on a spline through their neighbours, and show no pelvic line.
 */
export function bridgeStalls(
  track: PoseTrack,
  pelvis: PelvicEvidence | null,
): { track: PoseTrack; pelvis: PelvicEvidence | null } {
  const timeS = withStallsFilled(track.timeS);
  if (timeS.length === track.timeS.length) return { track, pelvis };
  /** The frame that came at each time; −1 = put in. */
  const came = new Map(Array.from(track.timeS, (time, frame) => [time, frame]));
  const source = Int32Array.from(timeS, (time) => came.get(time) ?? -1);
  const bridged = emptyPoseTrack(timeS.length);
  bridged.timeS.set(timeS);
  for (const name of LANDMARK_NAMES)
    bridgeColumns(track.timeS, track.landmarks[name], bridged.timeS, source, bridged.landmarks[name]);
  return {
    track: bridged,
    pelvis: pelvis === null ? null : { timeS: bridged.timeS, rows: rowsAt(pelvis.rows, source) },
  };
}

function withStallsFilled(timeS: Float64Array): number[] {
  const intervals = timeS.slice(1).map((time, i) => time - timeS[i]!);
  const typicalS = median(intervals);
  const filled: number[] = [];
  timeS.forEach((time, i) => {
    const before = timeS[i - 1] ?? NaN;
    const gapS = time - before;
    const missing = Math.round(gapS / typicalS) - 1;
    if (gapS >= STALL_INTERVALS * typicalS && gapS <= LONGEST_STALL_S)
      for (let k = 1; k <= missing; k++) filled.push(before + (k * gapS) / (missing + 1));
    filled.push(time);
  });
  return filled;
}

function bridgeColumns(
  cameS: Float64Array,
  from: LandmarkColumns,
  timeS: Float64Array,
  source: Int32Array,
  to: LandmarkColumns,
): void {
  for (const column of ['x', 'y', 'z'] as const) {
    const { values } = resample(cameS, from[column], timeS, LONGEST_STALL_S + 1e-9);
    source.forEach((frame, i) => {
      to[column][i] = frame < 0 ? values[i]! : from[column][frame]!;
    });
  }
  let before = -1;
  source.forEach((frame, i) => {
    if (frame >= 0) before = frame;
    // As sure as the less sure of the frames beside it.
    to.confidence[i] =
      frame >= 0
        ? from.confidence[frame]!
        : Math.min(from.confidence[before] ?? 0, from.confidence[before + 1] ?? 0);
  });
}

function rowsAt(rows: Float32Array, source: Int32Array): Float32Array<ArrayBuffer> {
  const out = new Float32Array(source.length * PELVIC_ROW_LENGTH).fill(NaN);
  source.forEach((frame, i) => {
    if (frame < 0) return;
    const row = rows.subarray(frame * PELVIC_ROW_LENGTH, (frame + 1) * PELVIC_ROW_LENGTH);
    out.set(row, i * PELVIC_ROW_LENGTH);
  });
  return out;
}
