import type { EarlierPelvis } from '../analysis/earlier-pelvis';
import type { Recording } from '../analysis/recording';
import { PELVIC_ROW_LENGTH } from '../core/pelvic-line-evidence';
import { LANDMARK_NAMES, type LandmarkName } from '../pose/landmarks';
import type { LandmarkColumns, PoseTrack } from '../pose/pose-track';
import type { PackedPelvis, RecordingHead, RecordingRecord } from './records';

const COLUMNS = ['x', 'y', 'z', 'confidence'] as const;

/** All of a recording but its long arrays. */
export function headOf({ formatVersion, source, pose, timing, cameraRoll }: RecordingHead): RecordingHead {
  return { formatVersion, source, pose, timing, cameraRoll };
}

/** The long arrays of a recording, copied into few. */
export function packRecording(sessionId: string, takeId: string, recording: Recording): RecordingRecord {
  const { track, cleaned, pelvis } = recording;
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
    cleaned: cleaned && { identity: cleaned.identity, pelvis: cleaned.pelvis && copyOf(cleaned.pelvis) },
    pelvis: pelvis && { timeS: pelvis.timeS.slice(), rows: pelvis.rows.slice() },
  };
}

/** The recording again, from both halves of its take. The arrays are views of the packed ones. */
export function unpackRecording(
  head: RecordingHead,
  { timeS, landmarks, cleaned, pelvis }: RecordingRecord,
): Recording {
  const frames = timeS.length;
  const columns = (k: number): LandmarkColumns => {
    const column = (c: number) => {
      const from = (k * COLUMNS.length + c) * frames;
      return landmarks.subarray(from, from + frames);
    };
    return { x: column(0), y: column(1), z: column(2), confidence: column(3) };
  };
  const named = LANDMARK_NAMES.map((name, k): [LandmarkName, LandmarkColumns] => [name, columns(k)]);
  return {
    ...headOf(head),
    track: { timeS, landmarks: Object.fromEntries(named) as PoseTrack['landmarks'] },
    cleaned,
    pelvis,
  };
}

/** Whether the arrays are as long as each other say. */
export function isWholeRecording({ timeS, landmarks, cleaned, pelvis }: RecordingRecord): boolean {
  const frames = timeS.length;
  if (landmarks.length !== LANDMARK_NAMES.length * COLUMNS.length * frames) return false;
  const line = cleaned?.pelvis?.line;
  if (line && (line.tiltDeg.length !== frames || line.confidence.length !== frames)) return false;
  return pelvis === null || pelvis.rows.length === pelvis.timeS.length * PELVIC_ROW_LENGTH;
}

function copyOf({ line, view, cameraRollDeg }: EarlierPelvis): PackedPelvis {
  return {
    line: { ...line, tiltDeg: line.tiltDeg.slice(), confidence: line.confidence.slice() },
    view,
    cameraRollDeg,
  };
}
