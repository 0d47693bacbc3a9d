import type { MetadataTags } from 'mediabunny';

/** Android cameras write the speed of the sensor here, as a big-endian float32 (Android source, MediaRecorder). */
const CAPTURE_FPS = 'com.android.capture.fps';

/**
 * How many times slower than life the clip plays, judged by its tags: capture rate over playback rate.
 * Null where the tag is absent. A 240 fps clip that plays at 240 fps is in real time: 1.
 * Clips without the tag may still be slow (an iPhone clip after export): only the person knows.
 */
export function suggestSlowMotion(tags: MetadataTags, playbackFps: number): number | null {
  const captureFps = asNumber(tags.raw?.[CAPTURE_FPS]);
  if (captureFps === null || !(playbackFps > 0)) return null;
  const factor = captureFps / playbackFps;
  // A camera's rate wavers by a few per cent; factors of slow motion are whole numbers.
  return factor < 1.5 ? 1 : Math.round(factor);
}

function asNumber(value: unknown): number | null {
  let number = NaN;
  if (typeof value === 'string') number = Number.parseFloat(value);
  if (value instanceof Uint8Array && value.byteLength === 4) {
    number = new DataView(value.buffer, value.byteOffset, 4).getFloat32(0);
  }
  return number > 0 && number < 100_000 ? number : null;
}
