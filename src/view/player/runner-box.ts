import { LANDMARK_NAMES, type LandmarkName } from '../../pose/landmarks';
import type { PoseTrack } from '../../pose/pose-track';
import type { Box, Size } from './fit';

/** Share of the runner's height that is left free on every side: room for the head, the plumb line and the deck. */
const ROOM = 0.16;
/** Landmarks that the model is less sure of may lie anywhere. *(judgement)* */
const SURE = 0.5;
/** This share of the places at either end is left out: a single wild landmark must not shrink the runner. */
const TRIMMED = 0.005;
/** So many frames, spread over the clip, tell where the runner is. */
const FRAMES_LOOKED_AT = 240;

/** Frames spread evenly over a clip, few enough to look at all of them. */
export function spreadFrames(frames: number): number[] {
  const every = Math.max(1, Math.ceil(frames / FRAMES_LOOKED_AT));
  return Array.from({ length: Math.ceil(frames / every) }, (_, k) => k * every);
}

/** The smallest box that holds some landmarks in some frames, without the wildest; null where none is seen. */
export function extentOf(
  { landmarks }: PoseTrack,
  names: readonly LandmarkName[],
  frames: readonly number[],
): Box | null {
  const spots = names.flatMap((name) => {
    const { x, y, confidence } = landmarks[name];
    return frames
      .filter((frame) => (confidence[frame] ?? 0) >= SURE && !Number.isNaN(x[frame]))
      .map((frame) => [x[frame] ?? NaN, y[frame] ?? NaN] as const);
  });
  const [left, right] = extent(spots.map(([x]) => x));
  const [top, bottom] = extent(spots.map(([, y]) => y));
  return Number.isFinite(left + top) ? { left, top, width: right - left, height: bottom - top } : null;
}

/** The part of the picture that the runner ever fills, with some room; the whole picture where no runner was found. */
export function runnerBox(track: PoseTrack, picture: Size): Box {
  const whole = { left: 0, top: 0, ...picture };
  const seen = extentOf(track, LANDMARK_NAMES, spreadFrames(track.timeS.length));
  if (seen === null) return whole;
  const room = ROOM * seen.height;
  const left = Math.max(0, seen.left - room);
  const top = Math.max(0, seen.top - room);
  const box = {
    left,
    top,
    width: Math.min(picture.width, seen.left + seen.width + room) - left,
    height: Math.min(picture.height, seen.top + seen.height + room) - top,
  };
  return box.width > 0 && box.height > 0 ? box : whole;
}

function extent(values: readonly number[]): [number, number] {
  const sorted = Float64Array.from(values).sort();
  const trimmed = Math.floor(sorted.length * TRIMMED);
  return [sorted[trimmed] ?? NaN, sorted[sorted.length - 1 - trimmed] ?? NaN];
}
