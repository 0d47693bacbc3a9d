import { LANDMARK_NAMES } from '../pose/landmarks';
import type { LandmarkColumns, PoseTrack } from '../pose/pose-track';
import type { Pixels } from '../units';

/** Room round the landmarks, as a share of how high they reach. */
const ROOM = 0.15;
/** A picture wider than this is somebody who runs past; it is cut, the numbers are not. *(judgement)* */
const LARGEST_PX: Pixels = 16_384;

/** Moves landmarks that know no picture (TRC counts from the ground up) into one just large enough to show them. Nothing measured changes. */
export function placeInPicture(track: PoseTrack): { track: PoseTrack; width: Pixels; height: Pixels } {
  const x = extentOf(track, 'x');
  const y = extentOf(track, 'y');
  if (x === null || y === null) return { track, width: 0, height: 0 };
  const room = Math.ceil(ROOM * (y.high - y.low));
  // Whole pixels, so that no place is rounded.
  const [dx, dy] = [room - Math.floor(x.low), room - Math.floor(y.low)];
  const moved = (columns: LandmarkColumns): LandmarkColumns => ({
    ...columns,
    x: columns.x.map((value) => value + dx),
    y: columns.y.map((value) => value + dy),
  });
  const entries = LANDMARK_NAMES.map((name) => [name, moved(track.landmarks[name])]);
  return {
    track: { timeS: track.timeS, landmarks: Object.fromEntries(entries) as PoseTrack['landmarks'] },
    width: Math.min(LARGEST_PX, Math.ceil(x.high) + dx + room),
    height: Math.min(LARGEST_PX, Math.ceil(y.high) + dy + room),
  };
}

function extentOf({ landmarks }: PoseTrack, axis: 'x' | 'y'): { low: number; high: number } | null {
  let [low, high] = [Infinity, -Infinity];
  for (const name of LANDMARK_NAMES) {
    for (const value of landmarks[name][axis]) {
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  return low <= high ? { low, high } : null;
}
