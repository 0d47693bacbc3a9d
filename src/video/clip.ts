import type { Pixels, Seconds } from '../units';

/**
 * One frame of a clip. Whoever receives it closes `image`, also when it is not used: decoders own few pictures.
 *
 * [Note: Who turns the pixels] Nobody redraws a frame. `image` holds the pixels as they are stored; the upright
 * picture, in which all landmarks live, is `ClipFacts.width` × `height`. To get there: take the image's visible
 * rectangle, turn it clockwise by `rotationDeg`, then, where `mirrored`, swap left and right, then stretch it to
 * width × height (which also undoes non-square pixels and a change of resolution inside the clip). A consumer folds
 * this into the affine map of its crop. An ImageBitmap from the `<video>` route is upright already and says
 * `rotationDeg: 0, mirrored: false`.
 */
export interface TimedFrame {
  /** A VideoFrame from WebCodecs, an ImageBitmap from a `<video>`; both can be transferred between threads. */
  image: VideoFrame | ImageBitmap;
  /** True presentation time, in real time (after the slow-motion factor). The first frame may start above 0. */
  timeS: Seconds;
  /** How long the file shows this frame, in real time; 0 where the file does not say. */
  durationS: Seconds;
  /** Clockwise turn still to be applied to `image`. */
  rotationDeg: Rotation;
  /** Whether left and right of `image` are still to be swapped, after the turn. */
  mirrored: boolean;
}

export type Rotation = 0 | 90 | 180 | 270;

/** What the file says of itself, known before any frame is decoded. */
export interface ClipFacts {
  name: string;
  container: 'mp4' | 'mov' | 'webm' | 'mkv';
  /** Codec parameter string ("avc1.64001f"), or the container's own name for a codec that has none. */
  codec: string;
  /** Size of the upright picture: after pixel aspect ratio and rotation. */
  width: Pixels;
  height: Pixels;
  /** Clockwise turn that the file asks for. */
  rotationDeg: Rotation;
  mirrored: boolean;
  /** True time of the first frame, in real time. */
  startS: Seconds;
  /** From the first frame to the end of the last, as the file states it, in real time. */
  durationS: Seconds;
  /** Frames to expect; for progress and for sizing, not a promise. */
  frameCountEstimate: number;
  /** The factor in force: times are the file's times divided by it. */
  slowMotionFactor: number;
  /** What the file's own tags suggest as factor, or null where it has none. Ask the person before using it. */
  suggestedSlowMotionFactor: number | null;
}

/** A frame that a pass could not give, or where the clip broke off; times in real time. */
export interface MissingFrame {
  timeS: Seconds;
  /** `turned`: its picture has another shape than the clip; `broken`: the decoder gave up after this time. */
  why: 'lost' | 'turned' | 'broken';
}

export interface FrameOptions {
  /**
   * Begin with the first frame whose `timeS` is this or later, in real time; what differs by less than a microsecond is
   * the same. Decoding starts at the key frame before. Default: the first frame.
   */
  fromS?: Seconds;
  /** Aborting rejects the pending step with the signal's reason. */
  signal?: AbortSignal;
  /** Receives a sentence for people when frames are missing. */
  onWarning?: (sentence: string) => void;
  /** Receives each of them, before a later frame is given. */
  onMissing?: (missing: MissingFrame) => void;
}

/** An open clip. `close()` it when done; a closed clip gives no more frames. */
export interface Clip {
  readonly facts: ClipFacts;
  /** How frames are made: 'webcodecs' is fast and runs in a worker; 'element' seeks a `<video>`, many times slower. */
  readonly route: 'webcodecs' | 'element';
  /** The file's headers promise more than the file holds. */
  readonly cutShort: boolean;
  /**
   * Every frame once, in order of presentation. Leaving the loop early releases everything but the frames handed out.
   * A few frames are decoded ahead, never more than a dozen.
   */
  frames: (options?: FrameOptions) => AsyncGenerator<TimedFrame, void, undefined>;
  /** Time of the key frame at which a pass from `fromS` begins to decode, in real time. */
  keyFrameS: (fromS: Seconds) => Promise<Seconds>;
  close: () => void;
}
