import { LANDMARK_NAMES, type LandmarkName } from '../../src/pose/landmarks';
import type { PoseTrack } from '../../src/pose/pose-track';
import type { Random } from './random';

/** What a camera and a pose model do to the truth. */
export interface Disturbance {
  /** Jitter of every landmark in every frame, standard deviation in leg lengths (0.02 = 1 % of body height). */
  noise: number;
  /** Landmarks that are never seen. */
  missing: readonly LandmarkName[];
  /** Part of the frames, in bursts, in which the far leg has no confidence. */
  hiddenPart: number;
  /** Part of the frames, in bursts of up to 6, in which left and right leg are exchanged. */
  swappedPart: number;
  /** How far each foot is drawn onto the other where the feet cross (0–1), as a pose model does that takes them for one. */
  drawnTogether: number;
  /** Standard deviation of each timestamp, in frame periods. The runner is filmed at the true (jittered) times. */
  timeJitter: number;
  /** Part of the frames that were never recorded. */
  droppedPart: number;
}

interface Clip {
  fps: number;
  durationS: number;
  startS: number;
}

/** When frames were taken. */
export function frameTimes(options: Disturbance & Clip, random: Random): Float64Array {
  const times: number[] = [];
  const frames = Math.round(options.durationS * options.fps);
  for (let i = 0; i < frames; i++) {
    // Clipped, so that frames stay in order.
    const jitter = Math.max(-0.4, Math.min(0.4, options.timeJitter * random.normal()));
    if (i > 0 && i < frames - 1 && random.even() < options.droppedPart) continue;
    times.push(options.startS + (i + (i > 0 ? jitter : 0)) / options.fps);
  }
  return Float64Array.from(times);
}

/** Applies the disturbances in place; returns the frames whose legs were exchanged. */
export function disturb(
  track: PoseTrack,
  options: Disturbance & { legPx: number },
  random: Random,
): number[] {
  drawTogether(track, options);
  for (const name of LANDMARK_NAMES) {
    const { x, y, z, confidence } = track.landmarks[name];
    for (let i = 0; i < x.length; i++) {
      x[i] = x[i]! + options.noise * options.legPx * random.normal();
      y[i] = y[i]! + options.noise * options.legPx * random.normal();
    }
    if (!options.missing.includes(name)) continue;
    for (const column of [x, y, z]) column.fill(NaN);
    confidence.fill(0);
  }
  for (const i of bursts(track.timeS.length, options.hiddenPart, 6, random)) hide(track, i);
  const swapped = bursts(track.timeS.length, options.swappedPart, 6, random);
  for (const i of swapped) exchangeLegs(track, i);
  return swapped;
}

/** Feet closer than this in the picture are drawn together, leg lengths: two to three frames at 30 fps. */
const CROSSING = 0.25;

function drawTogether(track: PoseTrack, { drawnTogether, legPx }: Disturbance & { legPx: number }): void {
  const { left_ankle, right_ankle } = track.landmarks;
  const apart = left_ankle.x.map((x, i) => Math.abs(x - right_ankle.x[i]!));
  for (const part of ['ankle', 'heel', 'foot_index'] as const) {
    const [left, right] = [track.landmarks[`left_${part}`], track.landmarks[`right_${part}`]];
    for (const column of ['x', 'y'] as const) {
      apart.forEach((distance, i) => {
        const half = (drawnTogether / 2) * (right[column][i]! - left[column][i]!);
        if (!(distance < CROSSING * legPx)) return;
        left[column][i] = left[column][i]! + half;
        right[column][i] = right[column][i]! - half;
      });
    }
  }
}

function bursts(frames: number, part: number, length: number, random: Random): number[] {
  const chosen = new Set<number>();
  for (let i = 0; i < frames; i++) {
    if (random.even() >= part / length) continue;
    for (let k = i; k < Math.min(frames, i + length); k++) chosen.add(k);
  }
  return [...chosen].sort((a, b) => a - b);
}

const LEG = ['knee', 'ankle', 'heel', 'foot_index'] as const;

function hide(track: PoseTrack, i: number): void {
  for (const part of LEG) track.landmarks[`right_${part}`].confidence[i] = 0.05;
}

function exchangeLegs(track: PoseTrack, i: number): void {
  for (const part of LEG) {
    const left = track.landmarks[`left_${part}`];
    const right = track.landmarks[`right_${part}`];
    for (const column of ['x', 'y', 'z', 'confidence'] as const)
      [left[column][i], right[column][i]] = [right[column][i]!, left[column][i]!];
  }
}
