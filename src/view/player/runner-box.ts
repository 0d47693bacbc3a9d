import { LANDMARK_NAMES } from '../../pose/landmarks';
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

/** The part of the picture that the runner ever fills, with some room; the whole picture where no runner was found. */
export function runnerBox({ landmarks }: PoseTrack, picture: Size): Box {
  const whole = { left: 0, top: 0, ...picture };
  const xs: number[] = [];
  const ys: number[] = [];
  for (const name of LANDMARK_NAMES) {
    const { x, y, confidence } = landmarks[name];
    const every = Math.ceil(x.length / FRAMES_LOOKED_AT);
    for (let frame = 0; frame < x.length; frame += every) {
      if (Number.isNaN(x[frame]) || (confidence[frame] ?? 0) < SURE) continue;
      xs.push(x[frame] ?? NaN);
      ys.push(y[frame] ?? NaN);
    }
  }
  const [left, right] = extent(xs);
  const [top, bottom] = extent(ys);
  const room = ROOM * (bottom - top);
  const box = {
    left: Math.max(0, left - room),
    top: Math.max(0, top - room),
    width: Math.min(picture.width, right + room) - Math.max(0, left - room),
    height: Math.min(picture.height, bottom + room) - Math.max(0, top - room),
  };
  return box.width > 0 && box.height > 0 ? box : whole;
}

function extent(values: number[]): [number, number] {
  const sorted = Float64Array.from(values).sort();
  const trimmed = Math.floor(sorted.length * TRIMMED);
  return [sorted[trimmed] ?? NaN, sorted[sorted.length - 1 - trimmed] ?? NaN];
}
