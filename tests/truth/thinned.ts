import { PELVIC_ROW_LENGTH } from '../../src/core/pelvic-line-evidence';
import { LANDMARK_NAMES } from '../../src/pose/landmarks';
import { emptyPoseTrack, type PoseTrack } from '../../src/pose/pose-track';
import { seededRandom } from './random';

/** A followed runner: raw landmarks, and the evidence rows of the pelvic line. */
export interface Followed {
  track: PoseTrack;
  pelvis: Float32Array<ArrayBuffer>;
}

/** The same run as a camera of `fps` would have filmed it; a whole part of the clip's own rate. */
export function thinned({ track, pelvis }: Followed, fps: number): Followed {
  const every = Math.round(medianRate(track) / fps);
  const kept = [...track.timeS.keys()].filter((frame) => frame % every === 0);
  return only({ track, pelvis }, kept);
}

/**
 * The frames that are looked at where each takes a while and only the newest is taken next: a machine that needs 20 to 50 ms a frame,
 * and now and then 80 ms more.
 */
export function newestOnly({ track, pelvis }: Followed): Followed {
  const random = seededRandom(5);
  let freeS = -Infinity;
  const kept = [...track.timeS.keys()].filter((frame) => {
    const timeS = track.timeS[frame]!;
    if (timeS < freeS) return false;
    freeS = timeS + 0.02 + 0.03 * random.even() + (random.even() < 0.03 ? 0.08 : 0);
    return true;
  });
  return only({ track, pelvis }, kept);
}

function medianRate({ timeS }: PoseTrack): number {
  return (timeS.length - 1) / (timeS.at(-1)! - timeS[0]!);
}

function only({ track, pelvis }: Followed, frames: readonly number[]): Followed {
  const part = emptyPoseTrack(frames.length);
  const rows = new Float32Array(frames.length * PELVIC_ROW_LENGTH);
  frames.forEach((frame, i) => {
    part.timeS[i] = track.timeS[frame]!;
    for (const name of LANDMARK_NAMES)
      for (const column of ['x', 'y', 'z', 'confidence'] as const)
        part.landmarks[name][column][i] = track.landmarks[name][column][frame]!;
    rows.set(
      pelvis.subarray(frame * PELVIC_ROW_LENGTH, (frame + 1) * PELVIC_ROW_LENGTH),
      i * PELVIC_ROW_LENGTH,
    );
  });
  return { track: part, pelvis: rows };
}
