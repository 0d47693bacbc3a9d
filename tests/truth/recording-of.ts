import type { Recording } from '../../src/analysis/recording';
import type { PoseTrack } from '../../src/pose/pose-track';

/** A recording of a synthetic runner: landmarks as if from a pose model, and no picture. */
export function recordingOf(track: PoseTrack): Recording {
  const frames = track.timeS.length;
  const fps = frames > 1 ? (frames - 1) / (track.timeS[frames - 1]! - track.timeS[0]!) : NaN;
  return {
    formatVersion: 1,
    source: {
      name: 'synthetic',
      sha256: '',
      frames,
      fps,
      durationS: frames / fps,
      width: 1280,
      height: 1000,
      rotationDeg: 0,
      variableFrameRate: false,
      slowMotionFactor: 1,
      warnings: [],
    },
    pose: { model: 'full', modelSha256: '', backend: 'wasm', runner: null },
    timing: { workers: null, wallS: 0, frames, msPerFrame: 0, decodeMs: 0, poseMs: 0, pelvisMs: 0 },
    track,
    cleaned: null,
    pelvis: null,
    cameraRoll: { known: false, reason: 'There is no picture.' },
  };
}
