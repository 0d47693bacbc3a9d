import type { Recording } from '../analysis/recording';
import { type Corrections, NO_CORRECTIONS } from '../analysis/run-analysis';
import { frameRate } from '../video/frame-rate';
import { hashFile } from '../video/hash-file';
import {
  type EarlierAnalysis,
  NOTHING_SAID_EARLIER,
  readAnalysisJson,
  type SaidEarlier,
} from './analysis-json-reader';
import { placeInPicture } from './place-in-picture';
import { readTrc, TrcError } from './trc-reader';

/** An hour of running at 60 frames a second is 160 MB in either format; far past this a browser runs out of memory. */
const MOST_BYTES = 256e6;

/** A file of landmarks that cannot be used; the sentence names it, says what is wrong and what would help. */
export class TrackFileError extends Error {
  override name = 'TrackFileError';
}

/** Landmarks from a file, and what a person had said of them (an earlier analysis tells; a TRC file does not). */
export interface TrackFile {
  recording: Recording;
  corrections: Corrections;
  said: SaidEarlier;
}

/** Reads landmarks from a TRC file or an earlier ANALYSIS.json, in place of a clip. Memory is bounded. Throws TrackFileError. */
export async function readTrackFile(file: File): Promise<TrackFile> {
  const { name } = file;
  if (file.size > MOST_BYTES)
    throw new TrackFileError(
      `“${name}” is ${Math.round(file.size / 1e6)} MB large; at most ${MOST_BYTES / 1e6} MB of landmarks can be read, so cut it into shorter runs.`,
    );
  const read = readEither(name, await textOf(file));
  const { track, pose, earlier, width, height } = read;
  const times = Array.from(track.timeS);
  const frames = times.length;
  if (frames < 2)
    throw new TrackFileError(
      `“${name}” holds ${frames === 0 ? 'no frame' : 'a single frame'}; at least two are needed.`,
    );
  const { fps, variable } = frameRate(times);
  const recording: Recording = {
    formatVersion: 1,
    source: {
      name,
      sha256: await hashFile(file),
      frames,
      fps,
      durationS: times[frames - 1]! - times[0]! + 1 / fps,
      width,
      height,
      rotationDeg: 0,
      variableFrameRate: variable,
      slowMotionFactor: 1,
      warnings: [],
    },
    pose,
    timing: { workers: null, wallS: 0, frames, msPerFrame: 0, decodeMs: 0, poseMs: 0, pelvisMs: 0 },
    track,
    cleaned: earlier && { identity: earlier.identity, pelvis: earlier.pelvis },
    pelvis: null,
    cameraRoll: earlier?.cameraRoll ?? { known: false, reason: 'There is no picture.' },
  };
  const { corrections, said } = earlier ?? { corrections: NO_CORRECTIONS, said: NOTHING_SAID_EARLIER };
  return { recording, corrections, said };
}

interface EitherFile extends Pick<EarlierAnalysis, 'track' | 'pose' | 'width' | 'height'> {
  /** null = a TRC file. */
  earlier: EarlierAnalysis | null;
}

function readEither(name: string, text: string): EitherFile {
  try {
    if (!/^\s*[{[]/.test(text)) return { ...placeInPicture(readTrc(text).track), pose: null, earlier: null };
    const earlier = readAnalysisJson(text);
    return { ...earlier, earlier };
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error);
    throw new TrackFileError(error instanceof TrcError ? `“${name}”, ${what}` : `“${name}” ${what}.`, {
      cause: error,
    });
  }
}

/** `text()` of a Blob drops a byte order mark. */
async function textOf(file: File): Promise<string> {
  try {
    return await file.text();
  } catch (error) {
    throw new TrackFileError(
      `“${file.name}” could not be read from the disk; it may have been moved or changed, so choose it again.`,
      { cause: error },
    );
  }
}
