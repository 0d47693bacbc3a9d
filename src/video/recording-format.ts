/**
 * Containers and codecs, the best first. Measured in Chromium on two cores without a graphics card, 720p at some 25 frames/s
 * and 5 Mbit/s: H.264 takes 0.12 of a core and keeps every frame, VP9 takes 0.3, VP8 0.2 and drops four frames of five.
 * Matroska is written frame by frame, so that what is cut off opens up to its last frame; Chromium's MP4 is written from
 * key frame to key frame. Safari has MP4 alone, Firefox WebM alone.
 */
const FORMATS = [
  'video/x-matroska;codecs=avc1',
  'video/mp4;codecs=avc1',
  'video/webm;codecs=vp9',
  'video/webm;codecs=vp8',
] as const;

/** Bits for each pixel of each frame: 5.5 Mbit/s at 720p and 30 frames/s. *(judgement)* Less blurs what moves fastest, the feet. */
const BITS_PER_PIXEL = 0.2;
/** 1080p at 60 frames/s. More fills a phone within an hour. *(judgement)* */
const MOST_BITS_PER_S = 25e6;
/** Below it even a small picture looks it. *(judgement)* */
const LEAST_BITS_PER_S = 2.5e6;
/** Chromium's MP4 and Safari's end a piece at a key frame: so often there is one. */
const KEY_FRAME_EVERY_MS = 500;

/** What a MediaRecorder is asked for; without a `mimeType` the browser takes what it has. */
export function recordingFormat(
  { width = 1280, height = 720, frameRate = 30 }: MediaTrackSettings,
  isSupported: (type: string) => boolean = (type) => MediaRecorder.isTypeSupported(type),
): MediaRecorderOptions {
  const wanted = BITS_PER_PIXEL * width * height * Math.max(frameRate, 1);
  const videoBitsPerSecond = Math.round(Math.min(MOST_BITS_PER_S, Math.max(LEAST_BITS_PER_S, wanted)));
  const mimeType = FORMATS.find(isSupported);
  if (mimeType === undefined) return { videoBitsPerSecond };
  return {
    videoBitsPerSecond,
    mimeType,
    ...(mimeType.startsWith('video/mp4') ? { videoKeyFrameIntervalDuration: KEY_FRAME_EVERY_MS } : {}),
  };
}

/** The ending of a file's name: ".mkv". */
export function endingOf(mimeType: string): string {
  if (mimeType.startsWith('video/mp4')) return '.mp4';
  return mimeType.startsWith('video/x-matroska') ? '.mkv' : '.webm';
}
