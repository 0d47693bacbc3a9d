import { LANDMARK_NAMES, type LandmarkName } from '../pose/landmarks';
import type { PoseTrack } from '../pose/pose-track';
import { trcName } from './trc-names';

/**
 * Writes a track as the text of a TRC file that OpenSim, Sports2D and `readTrc` open.
 * X = picture right, Y = up (picture y negated), Z = 0, in metres by `pixelsPerMetre`; missing samples are blank cells.
 * Landmarks that are missing in every frame are left out. `name` goes into the header.
 */
export function writeTrc(track: PoseTrack, name: string, pixelsPerMetre: number): string {
  const landmarks = LANDMARK_NAMES.filter((landmark) =>
    track.landmarks[landmark].x.some((x) => !Number.isNaN(x)),
  );
  const frames = track.timeS.length;
  const rate = frames > 1 ? (frames - 1) / (track.timeS[frames - 1]! - track.timeS[0]!) : 0;
  const rateText = String(Number(rate.toFixed(3)));
  const lines = [
    `PathFileType\t4\t(X/Y/Z)\t${name}`,
    'DataRate\tCameraRate\tNumFrames\tNumMarkers\tUnits\tOrigDataRate\tOrigDataStartFrame\tOrigNumFrames',
    [rateText, rateText, frames, landmarks.length, 'm', rateText, 1, frames].join('\t'),
    `Frame#\tTime\t${landmarks.map((landmark) => `${trcName(landmark)}\t\t`).join('\t')}`,
    `\t\t${landmarks.map((_, i) => `X${i + 1}\tY${i + 1}\tZ${i + 1}`).join('\t')}`,
    '',
  ];
  for (let frame = 0; frame < frames; frame++) {
    const cells = landmarks.map((landmark) => cellsOf(track, landmark, frame, pixelsPerMetre));
    lines.push([frame + 1, track.timeS[frame]!.toFixed(6), ...cells].join('\t'));
  }
  return `${lines.join('\n')}\n`;
}

function cellsOf(track: PoseTrack, landmark: LandmarkName, frame: number, pixelsPerMetre: number): string {
  const x = track.landmarks[landmark].x[frame]!;
  const y = track.landmarks[landmark].y[frame]!;
  if (Number.isNaN(x) || Number.isNaN(y)) return '\t\t';
  return `${(x / pixelsPerMetre).toFixed(6)}\t${(-y / pixelsPerMetre).toFixed(6)}\t0.0`;
}
