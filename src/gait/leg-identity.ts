import type { LandmarkColumns, PoseTrack } from '../pose/pose-track';
import { FILTER_SETTINGS } from '../signal/filter-settings';
import { legLengthPx } from '../signal/leg-length';
import { median } from '../signal/median';
import { readTimeBase } from '../signal/time-base';
import type { Side } from '../units';
import { copyOf, hideCopies } from './hidden-leg';
import { beatOf, rhythmOf, type Rhythm } from './leg-rhythm';
import { cheapestSwaps, type JointPair } from './swap-path';
import { isSideView, type View } from './view';

/** What was found out about the legs' labels; frame indices in increasing order. */
export interface LegIdentity {
  /** Frames in which the knee, the ankle, the foot or all of them had left and right exchanged, and were put right. */
  relabelledFrames: number[];
  /** Frames in which a leg's foot is not to be seen (low confidence, or a copy of the other leg); its samples are missing there. */
  hiddenFrames: Record<Side, number[]>;
}

/** The parts of a leg that the model swaps together. */
const PARTS = {
  ankle: ['ankle'],
  foot: ['heel', 'foot_index'],
  knee: ['knee'],
} as const;
type Part = keyof typeof PARTS;
type LegPart = (typeof PARTS)[Part][number];

/** How well the even beat foretells how far the left leg is ahead of the right, leg lengths: the true path is no pure sine *(judgement)*. */
const BEAT_NOISE = 0.25;
/** How well the length from knee to ankle or ankle to foot is known in the picture, leg lengths: model noise and turning out of the plane. */
const LIMB_NOISE = 0.1;
/** A limb's usual length is taken from the clip's first frames, two minutes at most; it does not change, and an hour would only be slower to sort. */
const USUAL_FROM_FRAMES = 7200;
/** Most that rhythm or limb length may say about one frame; more would let one wild sample outvote its neighbours. */
const MAX_EVIDENCE = 12;

/**
 * Puts left and right legs in order in side views, where the model swaps them as they cross or hide each other: solved over the whole clip
 * by continuity, by the legs' being half a stride apart, and by limb lengths, for knee, ankle and foot each. Samples of a leg that
 * hides behind the other become missing, not invented. Works on the raw track, before any filter; rear and front views and tracks without
 * usable times or legs pass unchanged. The labels of the majority are taken as right. Never throws. Linear time.
 */
export function solveLegIdentity(track: PoseTrack, view: View): { track: PoseTrack; identity: LegIdentity } {
  const legPx = legLengthPx(track);
  const unchanged = { relabelledFrames: [], hiddenFrames: { left: [], right: [] } };
  if (!isSideView(view) || !(legPx > 0) || readTimeBase(track.timeS).problem !== null)
    return { track, identity: unchanged };
  const joints = {
    ankle: jointPair(track, PARTS.ankle, legPx),
    foot: jointPair(track, PARTS.foot, legPx),
    knee: jointPair(track, PARTS.knee, legPx),
  };
  const swaps = solveSwaps(track.timeS, joints);
  const solved = exchange(track, swaps);
  const { track: shown, hiddenFrames } = hideCopies(solved, view, legPx);
  const relabelledFrames: number[] = [];
  for (let i = 0; i < track.timeS.length; i++) {
    if (swaps.ankle[i] || swaps.foot[i] || swaps.knee[i]) relabelledFrames.push(i);
  }
  return { track: shown, identity: { relabelledFrames, hiddenFrames } };
}

/** The ankle is solved first, for it moves most; foot and knee must then fit it. */
function solveSwaps(timeS: Float64Array, joints: Record<Part, JointPair>) {
  const anklesSeen = joints.ankle.leftX.some((x) => !Number.isNaN(x));
  const rhythm = rhythmOf(timeS, lead(anklesSeen ? joints.ankle : joints.foot));
  const ankle = cheapestSwaps(joints.ankle, rhythmEvidence(timeS, joints.ankle, rhythm));
  const hung = (joint: JointPair) => {
    const evidence = rhythmEvidence(timeS, joint, rhythm);
    const limb = limbEvidence(joint, joints.ankle, ankle);
    return cheapestSwaps(
      joint,
      evidence.map((cost, i) => cost + limb[i]!),
    );
  };
  return { ankle, foot: hung(joints.foot), knee: hung(joints.knee) };
}

/** How far the left leg is to the picture's right of the right leg. */
function lead({ leftX, rightX }: JointPair): Float64Array {
  return leftX.map((x, i) => x - rightX[i]!);
}

/** Cost of "swapped" minus "as labelled": how much better the labels' lead agrees with the beat than the exchanged labels' would. */
function rhythmEvidence(timeS: Float64Array, joint: JointPair, rhythm: Rhythm): Float64Array {
  const ahead = lead(joint);
  const beat = beatOf(timeS, ahead, rhythm);
  return ahead.map((x, i) => bounded((4 * x * beat[i]!) / (BEAT_NOISE * BEAT_NOISE)));
}

/** Cost of "swapped" minus "as labelled": how much better the joint keeps its usual distance from the solved ankles. */
function limbEvidence(joint: JointPair, ankle: JointPair, ankleSwaps: Uint8Array): Float64Array {
  const leftToLeft = distances(joint.leftX, joint.leftY, ankle.leftX, ankle.leftY);
  const rightToRight = distances(joint.rightX, joint.rightY, ankle.rightX, ankle.rightY);
  const leftToRight = distances(joint.leftX, joint.leftY, ankle.rightX, ankle.rightY);
  const rightToLeft = distances(joint.rightX, joint.rightY, ankle.leftX, ankle.leftY);
  const usualLeft = median(leftToLeft.subarray(0, USUAL_FROM_FRAMES));
  const usualRight = median(rightToRight.subarray(0, USUAL_FROM_FRAMES));
  return leftToLeft.map((ll, i) => {
    const asLabelled = (ll - usualLeft) ** 2 + (rightToRight[i]! - usualRight) ** 2;
    const exchanged = (leftToRight[i]! - usualRight) ** 2 + (rightToLeft[i]! - usualLeft) ** 2;
    const evidence = bounded((exchanged - asLabelled) / (LIMB_NOISE * LIMB_NOISE));
    return ankleSwaps[i] ? -evidence : evidence;
  });
}

function distances(ax: Float64Array, ay: Float64Array, bx: Float64Array, by: Float64Array) {
  return ax.map((x, i) => Math.sqrt((x - bx[i]!) ** 2 + (ay[i]! - by[i]!) ** 2));
}

function bounded(evidence: number): number {
  if (Number.isNaN(evidence)) return 0;
  return Math.max(-MAX_EVIDENCE, Math.min(MAX_EVIDENCE, evidence));
}

/** Mean of a part's landmarks, relative to the hips so that the runner's drift on the belt does not count. */
function jointPair(track: PoseTrack, names: readonly LegPart[], legPx: number): JointPair {
  const column = (side: Side, axis: 'x' | 'y') => {
    const sum = new Float64Array(track.timeS.length);
    for (const name of names) addTo(sum, track.landmarks[`${side}_${name}`], axis, 1 / names.length);
    addTo(sum, track.landmarks.left_hip, axis, -1 / 2);
    addTo(sum, track.landmarks.right_hip, axis, -1 / 2);
    for (let i = 0; i < sum.length; i++) sum[i] = sum[i]! / legPx;
    return sum;
  };
  return {
    leftX: column('left', 'x'),
    leftY: column('left', 'y'),
    rightX: column('right', 'x'),
    rightY: column('right', 'y'),
  };
}

/** Adds one coordinate of a landmark, times `weight`; where it is not confident the sum becomes missing. */
function addTo(sum: Float64Array, columns: LandmarkColumns, axis: 'x' | 'y', weight: number): void {
  const values = columns[axis];
  for (let i = 0; i < sum.length; i++) {
    const confident = columns.confidence[i]! >= FILTER_SETTINGS.minConfidence;
    sum[i] = confident ? sum[i]! + weight * values[i]! : NaN;
  }
}

/** A track in which the swapped parts of the legs change places, with all their columns. */
function exchange(track: PoseTrack, swaps: Record<Part, Uint8Array>): PoseTrack {
  const landmarks = { ...track.landmarks };
  const parts: Part[] = ['knee', 'ankle', 'foot'];
  for (const part of parts) {
    if (!swaps[part].includes(1)) continue;
    for (const name of PARTS[part]) {
      const left = copyOf(track.landmarks[`left_${name}`]);
      const right = copyOf(track.landmarks[`right_${name}`]);
      for (let i = 0; i < track.timeS.length; i++) if (swaps[part][i]) swapFrame(left, right, i);
      landmarks[`left_${name}`] = left;
      landmarks[`right_${name}`] = right;
    }
  }
  return { timeS: track.timeS, landmarks };
}

function swapFrame(a: LandmarkColumns, b: LandmarkColumns, i: number): void {
  for (const column of ['x', 'y', 'z', 'confidence'] as const) {
    const value = a[column][i]!;
    a[column][i] = b[column][i]!;
    b[column][i] = value;
  }
}
