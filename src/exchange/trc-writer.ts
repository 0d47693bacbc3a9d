import { LANDMARK_NAMES } from '../pose/landmarks';
import type { LandmarkColumns, PoseTrack } from '../pose/pose-track';
import type { Pixels } from '../units';
import { trcName } from './trc-names';
import { TRC_PIXELS_PER_METRE } from './trc-reader';

/** A marker of the file: a landmark, or the middle of two. */
interface Marker {
  name: string;
  x: Float32Array;
  y: Float32Array;
}

/**
 * Writes a track as the text of a TRC file that OpenSim, Sports2D and `readTrc` open: their names, with the middles Hip and Neck.
 * X = picture right, Y = up from the lower edge of a picture `pictureHeightPx` high (0 = from its upper edge, so all below 0), Z = 0.
 * Nobody measured the runner's height, so a pixel is written as a millimetre (in metres, as the header says): angles and times are
 * true, lengths are to be scaled, for example by OpenSim's scale tool. `readTrc` gives the same pixels back.
 * Missing samples are blank cells; landmarks that are missing in every frame are left out.
 */
export function writeTrc(track: PoseTrack, name: string, pictureHeightPx: Pixels): string {
  const markers = markersOf(track);
  const { timeS } = track;
  const frames = timeS.length;
  const rate = frames > 1 ? (frames - 1) / (timeS[frames - 1]! - timeS[0]!) : 0;
  const rateText = String(Number(rate.toFixed(3)));
  const lines = [
    row(['PathFileType', '4', '(X/Y/Z)', oneCell(name)]),
    row(HEADER),
    row([rateText, rateText, frames, markers.length, 'm', rateText, 1, frames]),
    // Three tabs after every name, the last one too: Pose2Sim adds its own markers there.
    row(['Frame#', 'Time', ...markers.flatMap((marker) => [marker.name, '', '']), '']),
    row(['', '', ...markers.flatMap((_, i) => [`X${i + 1}`, `Y${i + 1}`, `Z${i + 1}`])]),
    '',
  ];
  for (let frame = 0; frame < frames; frame++) {
    const cells = markers.flatMap((marker) => cellsOf(marker, frame, pictureHeightPx));
    lines.push(row([frame + 1, timeS[frame]!.toFixed(6), ...withEnd(cells)]));
  }
  return `${lines.join('\n')}\n`;
}

/**
 * The cells with an end that is not blank. OpenSim drops a blank cell at the end of a row and then misses one; a tab more would save it
 * there, but pandas (Pose2Sim, Sports2D) takes the first column of rows longer than their header for row names, and Time becomes X1.
 * A sample without X and Y is missing everywhere, whatever its Z.
 */
function withEnd(cells: readonly string[]): readonly string[] {
  return cells.at(-1) === '' ? [...cells.slice(0, -1), NO_DEPTH] : cells;
}

/** Z of a picture. */
const NO_DEPTH = '0.0';

const HEADER = [
  'DataRate',
  'CameraRate',
  'NumFrames',
  'NumMarkers',
  'Units',
  'OrigDataRate',
  'OrigDataStartFrame',
  'OrigNumFrames',
];

function row(cells: readonly (string | number)[]): string {
  return cells.join('\t');
}

/** Tabs and line ends would end the cell; nothing at all would be a missing cell. */
function oneCell(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ').trim() || 'run';
}

function markersOf({ landmarks }: PoseTrack): Marker[] {
  const middle = (name: string, a: LandmarkColumns, b: LandmarkColumns): Marker => ({
    name,
    x: a.x.map((x, i) => (x + b.x[i]!) / 2),
    y: a.y.map((y, i) => (y + b.y[i]!) / 2),
  });
  const all: Marker[] = [
    middle('Hip', landmarks.left_hip, landmarks.right_hip),
    middle('Neck', landmarks.left_shoulder, landmarks.right_shoulder),
    ...LANDMARK_NAMES.map((name) => ({ name: trcName(name), x: landmarks[name].x, y: landmarks[name].y })),
  ];
  return all.filter(({ x, y }) => x.some((value, i) => Number.isFinite(value + y[i]!)));
}

function cellsOf({ x, y }: Marker, frame: number, pictureHeightPx: Pixels): [string, string, string] {
  const metres = (pixels: Pixels) => (pixels / TRC_PIXELS_PER_METRE).toFixed(6);
  if (!Number.isFinite(x[frame]! + y[frame]!)) return ['', '', ''];
  return [metres(x[frame]!), metres(pictureHeightPx - y[frame]!), NO_DEPTH];
}
