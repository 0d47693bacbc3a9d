import { toDegrees } from '../geometry';
import type { LandmarkName } from '../pose/landmarks';
import type { PoseTrack } from '../pose/pose-track';
import { legLengthPx } from '../signal/leg-length';
import { median } from '../signal/median';
import type { Degrees } from '../units';

/** Which way the camera looks. `left` = it sees the runner's left side (the runner faces image-left). */
export type View = 'left' | 'right' | 'rear' | 'front';

export const VIEWS: readonly View[] = ['left', 'right', 'rear', 'front'];

/** True where the camera stands beside the runner. */
export function isSideView(view: View): boolean {
  return view === 'left' || view === 'right';
}

/** From where the runner is filmed, to follow “filmed”. */
export const VIEW_WORDS: Record<View, string> = {
  left: 'from the left',
  right: 'from the right',
  rear: 'from behind',
  front: 'from the front',
};

/** The view as the track shows it, or why there is none. */
export interface ViewFinding {
  view: View | null;
  /** The nearest of the four, also where the camera is too oblique for it; null where nothing tells. */
  nearest: View | null;
  /** 0–1: 1 = the camera stands squarely; 0 = halfway to oblique, or the witnesses disagree. */
  confidence: number;
  /** 0° = squarely from the side, 90° = squarely from behind or in front; NaN where it cannot be told. */
  turnedDeg: Degrees;
  /** null, or why no view is given, in words. */
  refused: string | null;
}

/**
 * Sizes in the picture when seen squarely, in leg lengths: what tells side from rear. Medians of two motion-capture runners and a rendered one;
 * persons differ by about a quarter, which turns the estimate by at most 8°.
 */
const SHOULDER_WIDTH = 0.42;
const HIP_WIDTH = 0.22;
const FOOT_LENGTH = 0.22;

/**
 * A camera turned further than this from the side (or from behind) is oblique: at 25° a 10° trunk lean shrinks by 1° and the far leg
 * begins to stand beside the near one *(judgement)*.
 */
const MAX_TURN_DEG = 25;

/** Parts of the runner by which the view is told, as [one end, other end]. */
type Line = readonly [LandmarkName, LandmarkName];
const SHOULDERS: Line = ['left_shoulder', 'right_shoulder'];
const HIPS: Line = ['left_hip', 'right_hip'];

/**
 * Tells the view from the whole track: how wide shoulders (or hips) are against how long the feet are, which way the feet point,
 * whether the left shoulder is on the picture's left (seen from behind) or right (in front), and the model's depth of the nose as a witness.
 */
export function findView(track: PoseTrack): ViewFinding {
  const legPx = legLengthPx(track);
  const size = (line: Line) => typicalDx(track, line) / legPx;
  const footX = mean(size(['left_heel', 'left_foot_index']), size(['right_heel', 'right_foot_index']));
  const shoulderX = -size(SHOULDERS);
  const widthX = Number.isNaN(shoulderX) ? -size(HIPS) / HIP_WIDTH : shoulderX / SHOULDER_WIDTH;
  if (Number.isNaN(footX)) return refuse('The feet are not seen.');
  if (Number.isNaN(widthX)) return refuse('Neither shoulders nor hips are seen.');
  const turnedDeg = toDegrees(Math.atan2(Math.abs(widthX), Math.abs(footX) / FOOT_LENGTH));
  const offDeg = Math.min(turnedDeg, 90 - turnedDeg);
  const sideView = footX < 0 ? 'left' : 'right';
  const frontal = widthX > 0 ? 'front' : 'rear';
  const nearest = turnedDeg < 45 ? sideView : frontal;
  if (offDeg > MAX_TURN_DEG) {
    const refused = `The camera looks at the runner ${VIEW_WORDS[nearest]}, obliquely, about ${Math.round(turnedDeg)}° from the side: place it squarely beside or behind the treadmill.`;
    return { ...refuse(refused), nearest, turnedDeg };
  }
  const square = 1 - offDeg / MAX_TURN_DEG;
  const isDoubted = nearest === frontal && noseSays(track) === opposite(frontal);
  const confidence = isDoubted ? square / 2 : square;
  return { view: nearest, nearest, confidence, turnedDeg, refused: null };
}

function refuse(refused: string): ViewFinding {
  return { view: null, nearest: null, confidence: 0, turnedDeg: NaN, refused };
}

function opposite(view: 'front' | 'rear'): View {
  return view === 'front' ? 'rear' : 'front';
}

/** Frames looked at; more would not move a median. */
const SAMPLED_FRAMES = 2000;

/** Median over frames of how far the line's second end lies to the picture's right of its first, pixels; NaN where never seen. */
function typicalDx(track: PoseTrack, [from, to]: Line): number {
  return typical(track, (frame) => track.landmarks[to].x[frame]! - track.landmarks[from].x[frame]!);
}

/** The nose is nearer to the camera than the shoulders when it looks at the runner's front. */
function noseSays(track: PoseTrack): View | null {
  const { landmarks } = track;
  const depth = typical(track, (frame) => {
    const shoulders = landmarks.left_shoulder.z[frame]! + landmarks.right_shoulder.z[frame]!;
    return landmarks.nose.z[frame]! - shoulders / 2;
  });
  if (Number.isNaN(depth) || depth === 0) return null;
  return depth < 0 ? 'front' : 'rear';
}

function typical(track: PoseTrack, of: (frame: number) => number): number {
  const step = Math.max(1, Math.floor(track.timeS.length / SAMPLED_FRAMES));
  const values: number[] = [];
  for (let frame = 0; frame < track.timeS.length; frame += step) values.push(of(frame));
  return median(values);
}

/** Mean of the numbers among a and b. */
function mean(a: number, b: number): number {
  if (Number.isNaN(a)) return b;
  return Number.isNaN(b) ? a : (a + b) / 2;
}
