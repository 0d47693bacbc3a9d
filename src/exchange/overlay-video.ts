import {
  canEncodeVideo,
  Mp4OutputFormat,
  Output,
  Quality,
  StreamTarget,
  VideoSample,
  VideoSampleSource,
} from 'mediabunny';
import type { VideoCodec } from 'mediabunny';
import type { Seconds } from '../units';
import type { Clip, TimedFrame } from '../video/clip';
import { drawUpright } from '../video/draw-upright';
import { BlobFile } from './blob-file';

/** Draws what was measured over the frame of a time (real time); the context maps pixels of the upright picture. */
export type DrawOver = (context: OffscreenCanvasRenderingContext2D, timeS: Seconds) => void;

export interface OverlayVideoTask {
  /** Frames that the clip holds, for progress. */
  frames: number;
  /** Frames per second of real time, for the encoder's rate control. */
  fps: number;
  draw: DrawOver;
}

export interface OverlayVideoProgress {
  /** 0 to 1, never falls. */
  done: number;
  /** Frames written so far. */
  frames: number;
}

/** H.264 plays everywhere; the others play in browsers and VLC, also inside an MP4. */
const CODECS: readonly VideoCodec[] = ['avc', 'vp9', 'av1'];
/** The file counts time in microseconds, like the frames that come out of decoders: nothing is rounded. */
const TICKS_PER_S = 1e6;
/** People step through these clips: a key frame a second keeps that quick. */
const KEY_FRAME_EVERY_S: Seconds = 1;
/** The encoder wants the pixels: kept in memory they cost 45 ms a frame of 720 × 1280 on two cores without a graphics card, else 125. */
const PIXELS_AT_HAND = { alpha: false, willReadFrequently: true };
/** Bytes that are gathered before they are put aside. */
const PIECE_BYTES = 2 ** 22;

/** The clip could not be written as a video; the sentence says why and what to try. */
export class OverlayVideoError extends Error {
  override name = 'OverlayVideoError';
}

/**
 * Writes a clip as MP4 with something drawn on it: every frame once, upright, at its original time in the file (slow motion stays slow),
 * without sound. Memory stays flat: the decoder waits for the encoder, and finished parts leave memory.
 * Errors: OverlayVideoError; ClipError; the signal's reason. Then nothing is left.
 */
export async function writeOverlayVideo(
  { facts, frames }: Pick<Clip, 'facts' | 'frames'>,
  task: OverlayVideoTask,
  {
    signal,
    onProgress,
  }: { signal?: AbortSignal; onProgress?: (progress: OverlayVideoProgress) => void } = {},
): Promise<Blob> {
  // H.264 takes even sizes only: an odd picture loses its last column or row rather than be stretched.
  const canvas = new OffscreenCanvas(facts.width & ~1, facts.height & ~1);
  const context = canvas.getContext('2d', PIXELS_AT_HAND);
  if (context === null)
    throw new OverlayVideoError('This browser gives no canvas to draw on; try another browser.');
  const file = new BlobFile();
  const output = new Output({
    format: new Mp4OutputFormat({ fastStart: false }),
    target: new StreamTarget(file.writable, { chunked: true, chunkSize: PIECE_BYTES }),
  });
  const source = await encoderFor(canvas, task.fps / facts.slowMotionFactor);
  output.addVideoTrack(source, { frameRate: TICKS_PER_S });
  let written = 0;
  try {
    await output.start();
    for await (const frame of frames(signal ? { signal } : {})) {
      drawFrame(context, frame, facts, task.draw);
      const sample = sampleOf(canvas, frame, facts.slowMotionFactor);
      await source.add(sample).finally(() => {
        sample.close();
      });
      written++;
      onProgress?.({ done: Math.min(1, written / Math.max(1, task.frames)), frames: written });
    }
    await output.finalize();
  } catch (error) {
    await output.cancel();
    throw asOverlayVideoError(error, written);
  }
  return file.whole('video/mp4');
}

function drawFrame(
  context: OffscreenCanvasRenderingContext2D,
  frame: TimedFrame,
  { width, height }: Clip['facts'],
  draw: DrawOver,
): void {
  try {
    drawUpright(context, frame, width, height);
  } finally {
    frame.image.close();
  }
  draw(context, frame.timeS);
}

/** Times of the file, not of life; a first frame that was trimmed in half begins where the clip begins. */
function sampleOf(
  canvas: OffscreenCanvas,
  { timeS, durationS }: TimedFrame,
  slowMotionFactor: number,
): VideoSample {
  return new VideoSample(canvas, {
    timestamp: Math.max(0, timeS * slowMotionFactor),
    duration: durationS * slowMotionFactor,
  });
}

/** The first codec that this browser encodes at this size. Throws OverlayVideoError. */
async function encoderFor({ width, height }: OffscreenCanvas, fileFps: number): Promise<VideoSampleSource> {
  if (typeof VideoEncoder === 'undefined')
    throw new OverlayVideoError(
      'This browser cannot write videos; open the page in an up-to-date Chrome, Edge, Firefox or Safari.',
    );
  for (const codec of CODECS) {
    // Told a quantiser, Chromium's VP9 encoder shows old pictures again where much changes at once (16 of 60 test frames); told a
    // bitrate, none.
    const quality = new Quality({ quality: 'high', preferBitrate: codec === 'vp9' });
    if (!(await canEncodeVideo(codec, { width, height, quality, frameRate: fileFps }))) continue;
    return new VideoSampleSource({
      codec,
      quality,
      keyFrameInterval: KEY_FRAME_EVERY_S,
      // The track's "frame rate" is its clock; the encoder is told the frames' own.
      onEncoderConfig: (config) => {
        config.framerate = fileFps;
      },
    });
  }
  throw new OverlayVideoError(
    `This browser cannot write videos of ${width} × ${height} pixels; try another browser, or a smaller clip.`,
  );
}

/** What the clip says and a cancelled run pass as they are; the rest came from the encoder or a full disk. */
function asOverlayVideoError(error: unknown, written: number): unknown {
  const known = ['OverlayVideoError', 'ClipError', 'AbortError'];
  if (error instanceof Error && known.includes(error.name)) return error;
  const why = error instanceof Error ? error.message : String(error);
  return new OverlayVideoError(
    `The video broke off after ${written} frames (${why}); free some memory and disk space, and try again.`,
    { cause: error },
  );
}
