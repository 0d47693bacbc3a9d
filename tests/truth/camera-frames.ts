import { PELVIC_ROW_LENGTH, type PelvicEvidence } from '../../src/core/pelvic-line-evidence';
import type { CameraFrame } from '../../src/pose/camera-contract';
import { type ClipLook, ROW_LENGTH, ROW_STRIDE } from '../../src/pose/contract';
import { LANDMARK_NAMES } from '../../src/pose/landmarks';
import type { PoseTrack } from '../../src/pose/pose-track';

interface Picture {
  width: number;
  height: number;
  /** What is told of the picture with the first frame; null = nothing. */
  look: ClipLook | null;
  pelvis: PelvicEvidence | null;
}

/** A track as a camera would give it: frame after frame. */
export function cameraFramesOf(
  track: PoseTrack,
  { width = 1280, height = 960, look = null, pelvis = null }: Partial<Picture> = {},
): CameraFrame[] {
  return [...track.timeS].map((timeS, frame): CameraFrame => ({
    timeS: Float64Array.of(timeS),
    rows: rowOf(track, frame),
    pelvis:
      pelvis === null
        ? new Float32Array(PELVIC_ROW_LENGTH).fill(NaN)
        : pelvis.rows.slice(frame * PELVIC_ROW_LENGTH, (frame + 1) * PELVIC_ROW_LENGTH),
    region: null,
    decodeMs: 0,
    poseMs: 0,
    pelvisMs: 0,
    look: frame === 0 ? look : null,
    capturedAtMs: 1000 * timeS,
    width,
    height,
    leftOut: 0,
  }));
}

function rowOf({ landmarks }: PoseTrack, frame: number): Float32Array<ArrayBuffer> {
  const row = new Float32Array(ROW_LENGTH);
  LANDMARK_NAMES.forEach((name, k) => {
    const { x, y, z, confidence } = landmarks[name];
    row.set([x[frame]!, y[frame]!, z[frame]!, confidence[frame]!], k * ROW_STRIDE);
  });
  return row;
}
