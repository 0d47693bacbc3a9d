import type { Recording } from '../analysis/recording';
import { PELVIC_ROW_LENGTH } from '../core/pelvic-line-evidence';
import { LANDMARK_NAMES, type LandmarkName } from '../pose/landmarks';
import type { LandmarkColumns, PoseTrack } from '../pose/pose-track';
import type { RecordingRecord, TakeRecord } from './records';

const COLUMNS = ['x', 'y', 'z', 'confidence'] as const;

/** The long arrays of a recording, copied into few. */
export function packRecording(sessionId: string, takeId: string, recording: Recording): RecordingRecord {
  const { track, pelvis } = recording;
  const frames = track.timeS.length;
  const landmarks = new Float32Array(LANDMARK_NAMES.length * COLUMNS.length * frames);
  let at = 0;
  for (const name of LANDMARK_NAMES) {
    for (const column of COLUMNS) {
      landmarks.set(track.landmarks[name][column], at);
      at += frames;
    }
  }
  return {
    sessionId,
    takeId,
    timeS: track.timeS.slice(),
    landmarks,
    pelvis: pelvis && { timeS: pelvis.timeS.slice(), rows: pelvis.rows.slice() },
  };
}

/** The recording again, from both halves of its take. The arrays are views of the packed ones. */
export function unpackRecording(take: TakeRecord, { timeS, landmarks, pelvis }: RecordingRecord): Recording {
  const frames = timeS.length;
  const columns = (k: number): LandmarkColumns => {
    const column = (c: number) => {
      const from = (k * COLUMNS.length + c) * frames;
      return landmarks.subarray(from, from + frames);
    };
    return { x: column(0), y: column(1), z: column(2), confidence: column(3) };
  };
  const named = LANDMARK_NAMES.map((name, k): [LandmarkName, LandmarkColumns] => [name, columns(k)]);
  const { formatVersion, source, pose, timing, cameraRoll } = take;
  return {
    formatVersion,
    source,
    pose,
    timing,
    track: { timeS, landmarks: Object.fromEntries(named) as PoseTrack['landmarks'] },
    pelvis,
    cameraRoll,
  };
}

/** Whether the arrays are as long as each other say. */
export function isWholeRecording({ timeS, landmarks, pelvis }: RecordingRecord): boolean {
  if (landmarks.length !== LANDMARK_NAMES.length * COLUMNS.length * timeS.length) return false;
  return pelvis === null || pelvis.rows.length === pelvis.timeS.length * PELVIC_ROW_LENGTH;
}
