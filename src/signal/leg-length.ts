import type { PoseTrack } from '../pose/pose-track';
import { SIDES, type Pixels } from '../units';

/** Frames looked at; more would not move the median. */
const SAMPLED_FRAMES = 2000;

/**
 * Length of the leg in the picture, the yardstick of every tolerance in pixels: median over frames of the longer of the
 * two hip–ankle distances (hip–heel where no ankles were measured). NaN where no leg is seen. It needs no calibration and does not depend on view.
 */
export function legLengthPx(track: PoseTrack): Pixels {
  const lengths: number[] = [];
  const step = Math.max(1, Math.floor(track.timeS.length / SAMPLED_FRAMES));
  for (let frame = 0; frame < track.timeS.length; frame += step) {
    const longest = longerLegPx(track, frame);
    if (longest > 0) lengths.push(longest);
  }
  lengths.sort((a, b) => a - b);
  return lengths[lengths.length >> 1] ?? NaN;
}

function longerLegPx(track: PoseTrack, frame: number): Pixels {
  let longest = 0;
  for (const side of SIDES) {
    const hip = track.landmarks[`${side}_hip`];
    const ankle = track.landmarks[`${side}_ankle`];
    const end = Number.isNaN(ankle.x[frame]) ? track.landmarks[`${side}_heel`] : ankle;
    const length = Math.hypot(end.x[frame]! - hip.x[frame]!, end.y[frame]! - hip.y[frame]!);
    if (length > longest) longest = length;
  }
  return longest;
}
