import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';

const FOLDER = fileURLToPath(new URL('../.out/camera/', import.meta.url));
const FFMPEG = process.env['PLUMBLINE_FFMPEG'] ?? 'ffmpeg';

/** What the fake camera films. A few seconds are enough: Chromium plays them again and again. */
export interface FakeFilm {
  /** 'mjpeg' is small and always played at 30 frames/s, whatever `rateHz` says; 'y4m' is large and carries its own rate. */
  format: 'mjpeg' | 'y4m';
  /** Frames per second of the film; each frame of it shows the clip as it was at that moment. Default: the clip's own. */
  rateHz?: number;
  /** The clip's shorter side is scaled to this; default: as it is. */
  shorterSidePx?: number;
  /** Default: the clip's beginning. */
  fromS?: number;
  /** Default: to the clip's end. */
  durationS?: number;
  /** Every frame carries its number in a corner: see NUMBERED_FILM. */
  numbered?: boolean;
}

/** Squares in the picture's lower left corner: a film frame's number in binary, lowest digit first; white = 1. */
export const NUMBERED_FILM = { digits: 10, sidePx: 16 };

/** Makes what a clip looks like to Chromium's fake camera, once; gives the file. */
export function fakeFilm(clip: string, film: FakeFilm): string {
  const { format, rateHz, shorterSidePx, fromS, durationS, numbered = false } = film;
  const filters = [
    ...(rateHz === undefined ? [] : [`fps=${rateHz}`]),
    ...(shorterSidePx === undefined
      ? []
      : [`scale='if(gt(iw,ih),-2,${shorterSidePx})':'if(gt(iw,ih),${shorterSidePx},-2)'`]),
    ...(numbered ? numberFilters() : []),
  ];
  const arguments_ = [
    ...(fromS === undefined ? [] : ['-ss', String(fromS)]),
    ...(durationS === undefined ? [] : ['-t', String(durationS)]),
    // After the times: what is cut off is then not counted.
    ...['-i', clip, '-an'],
    ...(filters.length === 0 ? [] : ['-vf', filters.join()]),
    ...(format === 'mjpeg'
      ? ['-c:v', 'mjpeg', '-q:v', '3', '-pix_fmt', 'yuvj420p', '-f', 'mjpeg']
      : ['-pix_fmt', 'yuv420p', '-f', 'yuv4mpegpipe']),
  ];
  const recipe = createHash('sha256').update(arguments_.join('\n')).digest('hex').slice(0, 8);
  const path = `${FOLDER}${basename(clip)}-${recipe}.${format}`;
  if (existsSync(path)) return path;
  mkdirSync(FOLDER, { recursive: true });
  // Another test may be making the same file.
  const making = `${path}.${process.pid}`;
  execFileSync(FFMPEG, ['-v', 'error', '-y', ...arguments_, making], { stdio: 'inherit' });
  renameSync(making, path);
  return path;
}

/** See NUMBERED_FILM. */
function numberFilters(): string[] {
  const { digits, sidePx } = NUMBERED_FILM;
  const box = (x: number, width: number, color: string) =>
    `drawbox=x=${x}:y=ih-${sidePx}:w=${width}:h=${sidePx}:t=fill:color=${color}`;
  const ones = Array.from(
    { length: digits },
    (_, digit) => `${box(digit * sidePx, sidePx, 'white')}:enable='mod(floor(n/${2 ** digit}),2)'`,
  );
  return [box(0, digits * sidePx, 'black'), ...ones];
}

/** For `openApp` and `openBuiltPage`: a camera that plays `film`, allowed without a question. */
export function fakeCameraFlags(film: string): string[] {
  return [
    '--use-fake-device-for-media-stream',
    `--use-file-for-fake-video-capture=${film}`,
    '--use-fake-ui-for-media-stream',
  ];
}

/** A machine with a camera, whose person says no. */
export const CAMERA_REFUSED_FLAGS: readonly string[] = [
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream=deny',
];
