import type { PoseReceipt, Recording } from '../analysis/recording';
import type { PoseTrack } from '../pose/pose-track';
import { frameRate } from '../video/frame-rate';
import { hashFile } from '../video/hash-file';
import { readAnalysisJson } from './analysis-json-reader';
import { readTrc, TrcError } from './trc-reader';

/** A file of landmarks that cannot be used; the sentence names it, says what is wrong and what would help. */
class TrackFileError extends Error {
  override name = 'TrackFileError';
}

/** Reads landmarks from a TRC file or an earlier ANALYSIS.json, in place of a clip. Throws TrackFileError. */
export async function readTrackFile(file: File): Promise<Recording> {
  const { track, pose } = readTrack(file.name, await file.text());
  const times = Array.from(track.timeS);
  if (times.length < 2)
    throw new TrackFileError(`“${file.name}” holds ${times.length} frames; at least two are needed.`);
  const { fps, variable } = frameRate(times);
  const frames = times.length;
  return {
    formatVersion: 1,
    source: {
      name: file.name,
      sha256: await hashFile(file),
      frames,
      fps,
      durationS: times[frames - 1]! - times[0]! + 1 / fps,
      width: 0,
      height: 0,
      rotationDeg: 0,
      variableFrameRate: variable,
      slowMotionFactor: 1,
      warnings: [],
    },
    pose,
    timing: { wallS: 0, frames, msPerFrame: 0, decodeMs: 0, poseMs: 0, pelvisMs: 0 },
    track,
    pelvis: null,
    cameraRoll: { known: false, reason: 'There is no picture.' },
  };
}

function readTrack(name: string, text: string): { track: PoseTrack; pose: PoseReceipt | null } {
  try {
    return text.trimStart().startsWith('{')
      ? readAnalysisJson(text)
      : { track: readTrc(text).track, pose: null };
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error);
    const where = error instanceof TrcError ? `“${name}”, ${what}` : `“${name}” ${what}.`;
    throw new TrackFileError(where, { cause: error });
  }
}
