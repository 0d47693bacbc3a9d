import type { LandmarkColumns, PoseTrack } from '../pose/pose-track';
import { FILTER_SETTINGS } from '../signal/filter-settings';
import { opposite, SIDES, type Pixels, type Side } from '../units';
import type { View } from './view';

/** Ankle and foot of both legs closer than this are one leg seen twice, if they stay so (leg lengths) *(judgement: half a shoe)*. */
const COPY_DISTANCE = 0.06;
/**
 * … for longer than this, seconds. Legs that truly cross pass each other with two to three times the belt's speed and are this close for
 * 30 ms at most; a copy moves along with its leg.
 */
const MAX_CROSSING_S = 0.06;

const FOOT = ['ankle', 'heel', 'foot_index'] as const;
const LEG = ['knee', ...FOOT] as const;

/**
 * Finds where a leg hides behind the other: its foot has no confidence, or the far foot is a copy of the near one (the model puts a leg it cannot
 * see onto the one it sees, with high confidence). The far leg's samples become missing there. `view` left or right; labels already solved.
 */
export function hideCopies(
  track: PoseTrack,
  view: View,
  legPx: Pixels,
): { track: PoseTrack; hiddenFrames: Record<Side, number[]> } {
  const near: Side = view === 'left' ? 'left' : 'right';
  const far = opposite(near);
  const hiddenFrames = { left: unseenFrames(track, 'left'), right: unseenFrames(track, 'right') };
  const copies = copiedFrames(track, legPx);
  if (copies.length === 0) return { track, hiddenFrames };
  const landmarks = { ...track.landmarks };
  for (const part of LEG) {
    const columns = copyOf(landmarks[`${far}_${part}`]);
    for (const i of copies) {
      columns.x[i] = NaN;
      columns.y[i] = NaN;
      columns.z[i] = NaN;
      columns.confidence[i] = 0;
    }
    landmarks[`${far}_${part}`] = columns;
  }
  hiddenFrames[far] = [...new Set([...hiddenFrames[far], ...copies])].sort((a, b) => a - b);
  return { track: { timeS: track.timeS, landmarks }, hiddenFrames };
}

/** Frames without any confident point of the foot; none for a foot that was never measured (marker data). */
function unseenFrames(track: PoseTrack, side: Side): number[] {
  const points = FOOT.map((part) => track.landmarks[`${side}_${part}`]);
  const frames: number[] = [];
  for (let i = 0; i < track.timeS.length; i++) {
    if (points.every(({ confidence }) => confidence[i]! < FILTER_SETTINGS.minConfidence)) frames.push(i);
  }
  return frames.length < track.timeS.length ? frames : [];
}

/** Frames within stretches in which both feet stay at one place for longer than a crossing. */
function copiedFrames(track: PoseTrack, legPx: Pixels): number[] {
  const frames: number[] = [];
  let start = 0;
  for (let i = 0; i <= track.timeS.length; i++) {
    if (i < track.timeS.length && together(track, i, COPY_DISTANCE * legPx)) continue;
    if (i > start && track.timeS[i - 1]! - track.timeS[start]! > MAX_CROSSING_S)
      for (let k = start; k < i; k++) frames.push(k);
    start = i + 1;
  }
  return frames;
}

/** True where every point of the feet that is seen on both sides lies within `withinPx` of its twin, and at least two are. */
function together(track: PoseTrack, i: number, withinPx: Pixels): boolean {
  let seen = 0;
  for (const part of FOOT) {
    const [a, b] = SIDES.map((side) => track.landmarks[`${side}_${part}`]);
    const distance = Math.hypot(a!.x[i]! - b!.x[i]!, a!.y[i]! - b!.y[i]!);
    if (distance > withinPx) return false;
    if (!Number.isNaN(distance)) seen++;
  }
  return seen > 1;
}

/** Columns that may be changed. */
export function copyOf({ x, y, z, confidence }: LandmarkColumns): LandmarkColumns {
  return { x: x.slice(), y: y.slice(), z: z.slice(), confidence: confidence.slice() };
}
