import type { Pixels } from '../units';
import { asCameraError, CameraError } from './camera-errors';

/** A camera of this machine. Before the first permission browsers tell no names and, some, only one camera. */
export interface CameraDevice {
  /** '' before the first permission. */
  deviceId: string;
  /** The maker's name, or “Camera 2” where the browser does not tell. */
  label: string;
}

/** 'environment' looks away from whoever holds the phone, 'user' at them. */
type Facing = 'environment' | 'user';

/** Short sides of the picture that are offered; more costs light and frames, and BlazePose sees 256 pixels of the runner. */
export const CAMERA_HEIGHTS_PX = [480, 720, 1080] as const;
/** More frames a second than this are not asked for: no machine follows them, and each gets half the light. */
const MOST_FRAMES_PER_S = 60;

/** What is wished for; the camera gives what comes nearest. */
export interface CameraChoice {
  /** null = whichever faces as wished. */
  deviceId: string | null;
  facing: Facing;
  /** Shorter side of the picture. */
  heightPx: (typeof CAMERA_HEIGHTS_PX)[number];
}

/** What a camera really gives. */
export interface CameraInForce {
  deviceId: string;
  label: string;
  /** null where the camera does not tell: most that are plugged in or built into a screen. */
  facing: Facing | null;
  width: Pixels;
  height: Pixels;
  /** Frames per second that the camera promises; in little light it gives fewer. NaN where it does not tell. */
  framesPerS: number;
}

/** A running camera; `close()` it when done, and its light goes out. */
export interface OpenCamera {
  stream: MediaStream;
  track: MediaStreamTrack;
  /** As it was when the camera opened; a phone that is turned changes it, see camera-watch.ts. */
  inForce: CameraInForce;
  /** Whether people expect to see themselves as in a mirror. For the screen only: what is measured is never mirrored. */
  mirrored: boolean;
  /** A sentence where something else was opened than was chosen; null = as chosen. */
  notice: string | null;
  close(): void;
}

/** The cameras that the browser tells of, without asking for permission. Empty where there are none. */
export async function listCameras(): Promise<CameraDevice[]> {
  if (!hasCameras()) return [];
  const devices = await navigator.mediaDevices.enumerateDevices();
  return devices
    .filter(({ kind }) => kind === 'videoinput')
    .map(({ deviceId, label }, k) => ({ deviceId, label: label || `Camera ${k + 1}` }));
}

/** Tells of every camera that is plugged in or pulled out, until the result is called. */
export function watchCameras(onChange: () => void): () => void {
  if (!hasCameras()) return () => undefined;
  const { mediaDevices } = navigator;
  mediaDevices.addEventListener('devicechange', onChange);
  return () => {
    mediaDevices.removeEventListener('devicechange', onChange);
  };
}

/**
 * Opens a camera, and with it asks for permission: call it only from a click.
 * Errors: CameraError with a sentence; AbortError once `signal` aborts (a camera that opens after that is closed again).
 */
export async function openCamera(
  choice: CameraChoice,
  { signal }: { signal?: AbortSignal } = {},
): Promise<OpenCamera> {
  signal?.throwIfAborted();
  if (!hasCameras()) throw new CameraError('unsupported');
  const { stream, fellBack } = await nearest(choice).catch(async (error: unknown) => {
    throw await asCameraError(error);
  });
  const close = () => {
    for (const each of stream.getTracks()) each.stop();
  };
  const track = stream.getVideoTracks()[0];
  if (signal?.aborted || track === undefined) {
    close();
    signal?.throwIfAborted();
    throw new CameraError('failed');
  }
  // Motion is what is measured: an encoder or a slow link should rather lose detail than frames.
  track.contentHint = 'motion';
  const inForce = settingsOf(track);
  const notice = fellBack
    ? `The camera that was chosen is not there any more, so “${inForce.label}” was taken.`
    : null;
  return { stream, track, inForce, mirrored: isMirrored(inForce, choice), notice, close };
}

/** What the track gives at this moment. */
export function settingsOf(track: MediaStreamTrack): CameraInForce {
  const { deviceId, width, height, frameRate, facingMode } = track.getSettings();
  return {
    deviceId: deviceId ?? '',
    label: track.label || 'the camera',
    facing: facingMode === 'user' || facingMode === 'environment' ? facingMode : null,
    width: width ?? NaN,
    height: height ?? NaN,
    framesPerS: frameRate ?? NaN,
  };
}

/** In insecure pages `navigator.mediaDevices` is not there, whatever its type says. */
function hasCameras(): boolean {
  return 'mediaDevices' in navigator && 'getUserMedia' in navigator.mediaDevices;
}

/** Asks ever less, until a camera opens: the chosen device, whichever there is, and at last any size. */
async function nearest(choice: CameraChoice): Promise<{ stream: MediaStream; fellBack: boolean }> {
  const ask = (video: MediaTrackConstraints) => navigator.mediaDevices.getUserMedia({ video, audio: false });
  const { deviceId } = choice;
  const device = (): MediaTrackConstraints =>
    deviceId === null ? { facingMode: { ideal: choice.facing } } : { deviceId: { exact: deviceId } };
  try {
    return { stream: await ask({ ...device(), ...sizeWishes(choice) }), fellBack: false };
  } catch (error) {
    const name = error instanceof Error ? error.name : '';
    const gone = name === 'OverconstrainedError' || name === 'NotFoundError';
    if (deviceId !== null && gone)
      return {
        stream: await ask({ facingMode: { ideal: choice.facing }, ...sizeWishes(choice) }),
        fellBack: true,
      };
    // Some devices announce sizes that they then fail to start with.
    if (name === 'NotReadableError' || name === 'AbortError')
      return { stream: await ask(device()), fellBack: false };
    throw error;
  }
}

/** `resizeMode` is not in TypeScript's table yet (Media Capture, §4.3.8). */
interface SizeWishes extends MediaTrackConstraints {
  resizeMode: ConstrainDOMString;
}

/** Wishes only: a camera that has none of this still opens. */
function sizeWishes({ heightPx }: CameraChoice): SizeWishes {
  return {
    width: { ideal: Math.round((heightPx * 16) / 9) },
    height: { ideal: heightPx },
    frameRate: { ideal: MOST_FRAMES_PER_S },
    // Else a browser cuts a picture to the wished size: a phone held upright would lose the runner's feet.
    resizeMode: { ideal: 'none' },
  };
}

/** A camera that does not say where it looks is, where nobody chose otherwise, the one above the screen. */
function isMirrored({ facing }: CameraInForce, choice: CameraChoice): boolean {
  return (facing ?? choice.facing) === 'user';
}
