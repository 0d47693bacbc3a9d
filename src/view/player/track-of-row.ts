import { ROW_STRIDE } from '../../pose/contract';
import { LANDMARK_NAMES } from '../../pose/landmarks';
import { emptyPoseTrack, type PoseTrack } from '../../pose/pose-track';

/** One frame's raw row [ROW_LENGTH] as a track of one frame, so that it can be drawn like any other. */
export function trackOfRow(row: Float32Array): PoseTrack {
  const track = emptyPoseTrack(1);
  LANDMARK_NAMES.forEach((name, k) => {
    const { x, y, z, confidence } = track.landmarks[name];
    const p = k * ROW_STRIDE;
    x[0] = row[p] ?? NaN;
    y[0] = row[p + 1] ?? NaN;
    z[0] = row[p + 2] ?? NaN;
    confidence[0] = row[p + 3] ?? 0;
  });
  return track;
}
