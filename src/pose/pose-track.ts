import { LANDMARK_NAMES, type LandmarkName } from './landmarks';

/**
 * One landmark over all frames, each array [T].
 * `x`, `y`: pixels of the upright picture. `z`: the model's depth in the same pixels, negative towards the camera
 * (weak; only good for telling front from back). `confidence`: 0–1. A frame in which the landmark is missing holds
 * NaN in x, y and z and 0 in confidence.
 */
export interface LandmarkColumns {
  x: Float32Array<ArrayBuffer>;
  y: Float32Array<ArrayBuffer>;
  z: Float32Array<ArrayBuffer>;
  confidence: Float32Array<ArrayBuffer>;
}

/** The runner's landmarks over a clip. `timeS` [T] holds each frame's true presentation time, strictly increasing. */
export interface PoseTrack {
  timeS: Float64Array<ArrayBuffer>;
  landmarks: Record<LandmarkName, LandmarkColumns>;
}

/** A track of `frames` frames at time 0 in which every landmark is missing. */
export function emptyPoseTrack(frames: number): PoseTrack {
  const missing = () => new Float32Array(frames).fill(NaN);
  const columns = LANDMARK_NAMES.map((name): [LandmarkName, LandmarkColumns] => [
    name,
    { x: missing(), y: missing(), z: missing(), confidence: new Float32Array(frames) },
  ]);
  return {
    timeS: new Float64Array(frames),
    landmarks: Object.fromEntries(columns) as PoseTrack['landmarks'],
  };
}
