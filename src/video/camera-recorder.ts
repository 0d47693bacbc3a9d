import type { Milliseconds, Seconds } from '../units';
import { PictureSize } from './picture-size';
import { recordingFormat } from './recording-format';

/** A bit of a recording. All pieces of a recording behind one another are a clip, and so are any first few of them. */
export interface Piece {
  /** 0, 1, 2 … */
  index: number;
  blob: Blob;
  /** How long the recording had been going on when this piece was handed on. */
  untilS: Seconds;
}

/** Why a recording ended. 'turned': the picture changed its size, and what follows needs a recording of its own. */
export type RecordingEnd =
  | { why: 'stopped' | 'turned' }
  /** `sentence`: what happened, what is kept, what to do. */
  | { why: 'cameraLost' | 'failed'; sentence: string };

/** A recording could not begin. `message` is one sentence for people. */
export class CameraRecorderError extends Error {
  override name = 'CameraRecorderError';
}

/**
 * How long a piece is. What is not handed on is lost with the page: with the time to encode and to write it, less than a
 * second is.
 */
const PIECE_MS: Milliseconds = 500;

const SENTENCES = {
  none: 'This browser cannot record the camera: nothing was begun; film with the camera app and open the clip here.',
  cameraLost:
    'The camera went away: the recording ends here and what was filmed before is kept; connect the camera again to go on.',
} as const;

/** Records the picture of a camera, without sound, with the camera's own uneven times. */
export class CameraRecorder {
  readonly mimeType: string;
  /** Milliseconds since 1970. */
  readonly startedAtMs = Date.now();
  /** Once the last piece was handed on. */
  readonly ended: Promise<RecordingEnd>;
  readonly #recorder: MediaRecorder;
  readonly #size: PictureSize;
  #end: RecordingEnd = { why: 'stopped' };

  /**
   * Begins to record. `onPiece` gets a piece twice a second, none of them empty. The stream's tracks stay the caller's.
   * Throws CameraRecorderError.
   */
  constructor(stream: MediaStream, onPiece: (piece: Piece) => void) {
    const [track] = stream.getVideoTracks();
    if (track?.readyState !== 'live') throw new CameraRecorderError(SENTENCES.cameraLost);
    const picture = new MediaStream([track]);
    this.#recorder = recorderOf(picture, track);
    this.mimeType = this.#recorder.mimeType;
    this.#size = new PictureSize(picture, () => {
      this.#endAs({ why: 'turned' });
    });
    this.#handOn(onPiece);
    this.ended = this.#untilStopped(track);
    this.#recorder.start(PIECE_MS);
  }

  /** Ends the recording; resolves once the last piece was handed on. */
  stop(): Promise<RecordingEnd> {
    this.#endAs({ why: 'stopped' });
    return this.ended;
  }

  #handOn(onPiece: (piece: Piece) => void): void {
    const start = performance.now();
    let index = 0;
    this.#recorder.ondataavailable = ({ data }) => {
      if (data.size === 0) return;
      onPiece({ index, blob: data, untilS: (performance.now() - start) / 1000 });
      index++;
    };
  }

  #untilStopped(track: MediaStreamTrack): Promise<RecordingEnd> {
    return new Promise((resolve) => {
      this.#recorder.onerror = (event) => {
        this.#end = { why: 'failed', sentence: failed(event) };
      };
      this.#recorder.onstop = () => {
        this.#size.close();
        const isLost = this.#end.why === 'stopped' && track.readyState === 'ended';
        resolve(isLost ? { why: 'cameraLost', sentence: SENTENCES.cameraLost } : this.#end);
      };
    });
  }

  #endAs(end: RecordingEnd): void {
    if (this.#recorder.state === 'inactive') return;
    this.#end = end;
    this.#recorder.stop();
  }
}

function recorderOf(picture: MediaStream, track: MediaStreamTrack): MediaRecorder {
  if (typeof MediaRecorder === 'undefined') throw new CameraRecorderError(SENTENCES.none);
  try {
    return new MediaRecorder(picture, recordingFormat(track.getSettings()));
  } catch (error) {
    throw new CameraRecorderError(SENTENCES.none, { cause: error });
  }
}

/** Browsers give the error of a recorder as an event that carries it. */
function failed(event: Event): string {
  const error = 'error' in event && event.error instanceof Error ? ` (${event.error.message})` : '';
  return `The browser stopped recording${error}: what was filmed before is kept; start again to go on.`;
}
