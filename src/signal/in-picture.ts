import { LANDMARK_NAMES, type LandmarkName } from '../pose/landmarks';
import type { LandmarkColumns, PoseTrack } from '../pose/pose-track';
import type { Pixels } from '../units';

/** Size of the upright picture. */
interface PictureSize {
  width: Pixels;
  height: Pixels;
}

/** Nothing was filmed beyond the edge: a landmark there is a guess of the model’s. */
function isOutside(x: Pixels, y: Pixels, { width, height }: PictureSize): boolean {
  return x < 0 || y < 0 || x > width || y > height;
}

/** The track without landmarks beyond the picture’s edge: those are missing, with confidence 0. What lies inside is shared, not copied. */
export function withoutOutside(track: PoseTrack, size: PictureSize): PoseTrack {
  const landmarks = { ...track.landmarks };
  for (const name of LANDMARK_NAMES) landmarks[name] = insideOnly(landmarks[name], size);
  return { timeS: track.timeS, landmarks };
}

function insideOnly(columns: LandmarkColumns, size: PictureSize): LandmarkColumns {
  const outside: number[] = [];
  columns.x.forEach((x, frame) => {
    if (isOutside(x, columns.y[frame]!, size)) outside.push(frame);
  });
  if (outside.length === 0) return columns;
  const without = (values: Float32Array<ArrayBuffer>, missing: number) => {
    const kept = values.slice();
    for (const frame of outside) kept[frame] = missing;
    return kept;
  };
  const { x, y, z, confidence } = columns;
  return { x: without(x, NaN), y: without(y, NaN), z: without(z, NaN), confidence: without(confidence, 0) };
}

/** In which part of the frames that show the runner any of the landmarks lies beyond the edge, 0–1; NaN where nobody is seen. */
export function shareOutside(
  { timeS, landmarks }: PoseTrack,
  size: PictureSize,
  names: readonly LandmarkName[],
): number {
  let [seen, outside] = [0, 0];
  for (let frame = 0; frame < timeS.length; frame++) {
    if (names.every((name) => Number.isNaN(landmarks[name].x[frame]!))) continue;
    seen++;
    if (names.some((name) => isOutside(landmarks[name].x[frame]!, landmarks[name].y[frame]!, size)))
      outside++;
  }
  return outside / seen;
}
