import type { Milliseconds, Pixels } from '../units';
import { settingsOf, type OpenCamera } from './camera';
import { cameraPermission } from './camera-errors';

/** What became of a running camera, each with its sentence for people. */
export type CameraNews =
  /** No more pictures will come. */
  | { what: 'lost'; sentence: string }
  /** No pictures at the moment: the device sleeps, a lid is closed, another program has it. */
  | { what: 'asleep'; sentence: string }
  | { what: 'awake'; sentence: string }
  /** The picture has another size now. */
  | { what: 'turned'; sentence: string; width: Pixels; height: Pixels };

/** Browsers tell of a turned phone only by the track's settings. Twice a second nobody waits, and it costs nothing. */
const LOOK_AT_SETTINGS_MS: Milliseconds = 500;

/** Tells what becomes of a camera until the function that it gives is called. Closing the camera oneself is no news. */
export function watchCamera(
  { track }: Pick<OpenCamera, 'track'>,
  onNews: (news: CameraNews) => void,
): () => void {
  const over = new AbortController();
  const { signal } = over;
  const on = (event: 'ended' | 'mute' | 'unmute', listener: () => void) => {
    track.addEventListener(event, listener, { signal });
  };
  on('ended', () => {
    void lossOf(track.label).then((sentence) => {
      if (!signal.aborted) onNews({ what: 'lost', sentence });
    });
  });
  on('mute', () => {
    onNews({ what: 'asleep', sentence: ASLEEP });
  });
  on('unmute', () => {
    onNews({ what: 'awake', sentence: 'The camera is back.' });
  });
  let { width, height } = settingsOf(track);
  const timer = setInterval(() => {
    const now = settingsOf(track);
    if (Object.is(now.width, width) && Object.is(now.height, height)) return;
    ({ width, height } = now);
    onNews({ what: 'turned', sentence: TURNED, width, height });
  }, LOOK_AT_SETTINGS_MS);
  return () => {
    over.abort();
    clearInterval(timer);
  };
}

const ASLEEP =
  'The camera gives no picture: the device sleeps, or another program has taken the camera. What was measured is kept; wake it, and it goes on by itself.';
const TURNED =
  'The picture was turned, so the runner is looked for anew; what was measured is kept. Best leave the camera as it stands.';

/** A withdrawn permission ends a track just as a pulled plug does; the permission tells them apart. */
async function lossOf(label: string): Promise<string> {
  const permission = await cameraPermission();
  return permission === 'denied' || permission === 'prompt'
    ? 'The camera was taken away from this page: its permission was withdrawn. What was measured is kept; allow the camera in the browser’s site settings and start again.'
    : `“${label || 'The camera'}” is gone: it was unplugged, or switched off. What was measured is kept; plug it in and start again.`;
}
