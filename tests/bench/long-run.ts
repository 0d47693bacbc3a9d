import type { Recording } from '../../src/analysis/recording';
import { LANDMARK_NAMES } from '../../src/pose/landmarks';
import { emptyPoseTrack } from '../../src/pose/pose-track';
import { recordingOf } from '../truth/recording-of';
import { syntheticRun } from '../truth/synthetic-runner';

const FPS = 60;
/** Whole strides at 168 steps a minute, so that pieces join without a stumble. */
const PIECE_S = 30;

/** A recording of so many seconds at 60 fps: a synthetic runner with a pose model's noise, the same half minute again and again. */
export function longRecording(seconds: number): Recording {
  const piece = syntheticRun({
    durationS: Math.min(PIECE_S, seconds),
    fps: FPS,
    noise: 0.004,
    stepTimeSdS: 0,
  }).track;
  const perPiece = Math.round(Math.min(PIECE_S, seconds) * FPS);
  const frames = Math.round(seconds * FPS);
  const track = emptyPoseTrack(frames);
  for (let frame = 0; frame < frames; frame++) track.timeS[frame] = frame / FPS;
  for (const name of LANDMARK_NAMES) {
    for (const key of ['x', 'y', 'z', 'confidence'] as const) {
      const from = piece.landmarks[name][key].subarray(0, perPiece);
      for (let at = 0; at < frames; at += perPiece)
        track.landmarks[name][key].set(from.subarray(0, frames - at), at);
    }
  }
  return recordingOf(track);
}
