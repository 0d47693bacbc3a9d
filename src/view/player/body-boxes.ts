import type { LandmarkName } from '../../pose/landmarks';
import type { PoseTrack } from '../../pose/pose-track';
import { middleOf } from './body';
import type { Box } from './fit';
import { extentOf } from './runner-box';
import type { Pixels } from '../../units';

const HEAD: readonly LandmarkName[] = ['nose', 'left_eye', 'right_eye', 'left_ear', 'right_ear'];
const TRUNK: readonly LandmarkName[] = ['left_shoulder', 'right_shoulder', 'left_hip', 'right_hip'];
const ARMS: readonly LandmarkName[] = ['left_elbow', 'right_elbow', 'left_wrist', 'right_wrist'];
const LEGS: readonly LandmarkName[] = [
  ...(['left_knee', 'right_knee', 'left_ankle', 'right_ankle'] as const),
  ...(['left_foot_index', 'right_foot_index'] as const),
];
/** What hair, jaw and the back of the head reach past eyes and ears, in trunk lengths (a trunk is about two heads). */
const HEAD_ROOM = { side: 0.24, above: 0.36, below: 0.2 };

/** Where the parts of the runner's body ever are in the picture; null = that part is not seen. */
export interface BodyBoxes {
  head: Box | null;
  trunk: Box | null;
  arms: Box | null;
  legs: Box | null;
  /** From mid-hip to mid-shoulder, mean of the frames; NaN where it is not seen. */
  trunkPx: Pixels;
}

/** The boxes round the parts of the body over some frames: one frame, or many that stand for the clip. */
export function bodyBoxes(track: PoseTrack, frames: readonly number[]): BodyBoxes {
  const trunkPx = meanTrunkPx(track, frames);
  const head = extentOf(track, HEAD, frames);
  return {
    head: head && Number.isFinite(trunkPx) ? withHair(head, trunkPx) : head,
    trunk: extentOf(track, TRUNK, frames),
    arms: extentOf(track, ARMS, frames),
    legs: extentOf(track, LEGS, frames),
    trunkPx,
  };
}

function withHair({ left, top, width, height }: Box, trunkPx: Pixels): Box {
  const { side, above, below } = HEAD_ROOM;
  return {
    left: left - side * trunkPx,
    top: top - above * trunkPx,
    width: width + 2 * side * trunkPx,
    height: height + (above + below) * trunkPx,
  };
}

function meanTrunkPx(track: PoseTrack, frames: readonly number[]): Pixels {
  const lengths = frames.flatMap((frame) => {
    const hip = middleOf(track, 'hip', frame);
    const shoulder = middleOf(track, 'shoulder', frame);
    return hip === null || shoulder === null ? [] : [Math.hypot(shoulder.x - hip.x, shoulder.y - hip.y)];
  });
  return lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
}
