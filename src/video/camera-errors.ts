/** Why there is no camera, for code that has to choose what to show next. */
export type CameraProblem =
  /** The page is not on https or localhost, or the browser knows no cameras. */
  | 'unsupported'
  /** The question was closed without an answer: asking again is possible. */
  | 'dismissed'
  /** The person, the browser's settings or the operating system said no: only the settings help. */
  | 'blocked'
  | 'noCamera'
  /** Another program has it, or the device does not start. */
  | 'inUse'
  /** The chosen camera gives nothing of the kind that was asked for. */
  | 'unfit'
  | 'failed';

/** The camera cannot be opened. `message` is a sentence: what happened, what to do. */
export class CameraError extends Error {
  override name = 'CameraError';
  constructor(
    readonly problem: CameraProblem,
    options?: ErrorOptions,
  ) {
    super(SENTENCES[problem], options);
  }
}

const SENTENCES: Readonly<Record<CameraProblem, string>> = {
  unsupported:
    'This page cannot use a camera here: open it over https in an up-to-date Chrome, Edge, Firefox or Safari, or film with your camera app and open the clip.',
  dismissed:
    'The camera was not allowed, since the question was closed without an answer. Start again and choose “Allow”; the picture never leaves this device.',
  blocked:
    'The camera is blocked for this page. Allow it in the browser’s site settings (the sign left of the address) and in the system’s privacy settings, then start again; the picture never leaves this device.',
  noCamera: 'No camera was found. Plug one in and start again, or film with a phone and open the clip.',
  inUse:
    'The camera does not start: another program may be using it. Close that program, or unplug the camera and plug it in again, then start again.',
  unfit:
    'This camera cannot give a picture that is fit for measuring. Choose another camera or another size.',
  failed:
    'The camera did not start, and the browser does not say why. Start again; if it fails again, restart the browser.',
};

/** Asks how the permission stands; null where the browser does not tell. */
export async function cameraPermission(): Promise<PermissionState | null> {
  try {
    return (await navigator.permissions.query({ name: 'camera' })).state;
  } catch {
    return null; // Firefox before 131 knows no such permission
  }
}

/** Turns what `getUserMedia` rejected with into a sentence. */
export async function asCameraError(error: unknown): Promise<CameraError> {
  return new CameraError(await problemOf(error), { cause: error });
}

async function problemOf(error: unknown): Promise<CameraProblem> {
  const name = error instanceof Error || error instanceof DOMException ? error.name : '';
  switch (name) {
    case 'NotAllowedError':
      // After “no” the permission is denied; after the question was closed it is still to be asked.
      return (await cameraPermission()) === 'prompt' ? 'dismissed' : 'blocked';
    case 'NotFoundError':
      return 'noCamera';
    case 'NotReadableError':
    case 'AbortError':
      return 'inUse';
    case 'OverconstrainedError':
      return 'unfit';
    case 'SecurityError':
      return 'blocked';
    case 'TypeError':
      return 'unsupported';
    default:
      return 'failed';
  }
}
