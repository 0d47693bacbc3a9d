/** One joint of both legs over time, [T] each: hip-relative, in leg lengths; NaN = missing. */
export interface JointPair {
  leftX: Float64Array;
  leftY: Float64Array;
  rightX: Float64Array;
  rightY: Float64Array;
}

/** How far a joint strays from a straight, even path between frames, leg lengths: model noise and the swing's own curvature at 30 fps. */
const PATH_NOISE = 0.06;
/** A jump costs at most this much (in units of PATH_NOISE²): beyond it, it is a tracking error whatever its size. */
const MAX_JUMP_COST = 40;
/** What it costs to call a frame swapped without any evidence: the model is right in most frames. */
const SWAP_COST = 0.5;

/**
 * The cheapest way through the clip: for each frame, whether left and right of this joint are swapped (1) or not (0), [T].
 * `evidence` [T]: cost of "swapped" minus cost of "as labelled" from other sources (rhythm, limb length). Continuity: each joint goes on at its
 * velocity, so that legs that cross are told from legs that turn back. Viterbi over the labels of two successive frames: linear time, global optimum.
 */
export function cheapestSwaps(joint: JointPair, evidence: Float64Array): Uint8Array {
  const n = evidence.length;
  if (n === 0) return new Uint8Array(0);
  // State = 2 · label before + label now. cameFrom holds the label two frames back.
  const cameFrom = new Uint8Array(4 * n);
  let cost = new Float64Array([0, Infinity, Infinity, 0]);
  for (let i = 1; i < n; i++) {
    const swapped = evidence[i]! + SWAP_COST;
    const next = new Float64Array(4).fill(Infinity);
    for (let path = 0; path < 8; path++) {
      const [before2, before, now] = [path >> 2, (path >> 1) & 1, path & 1];
      const total = cost[2 * before2 + before]! + jumpCost(joint, i, before2, before, now) + now * swapped;
      const state = 2 * before + now;
      if (total >= next[state]!) continue;
      next[state] = total;
      cameFrom[4 * i + state] = before2;
    }
    cost = next;
  }
  return trace(cost, cameFrom, n);
}

function trace(cost: Float64Array, cameFrom: Uint8Array, n: number): Uint8Array {
  const labels = new Uint8Array(n);
  let state = cost.indexOf(Math.min(...cost));
  for (let i = n - 1; i >= 0; i--) {
    labels[i] = state & 1;
    state = 2 * cameFrom[4 * i + state]! + (state >> 1);
  }
  return labels;
}

/** Squared departure of both legs from an even, straight path through frames i − 2, i − 1, i under three labels. */
function jumpCost(joint: JointPair, i: number, before2: number, before: number, now: number): number {
  return (
    departure(joint.leftX, joint.rightX, i, before2, before, now) +
    departure(joint.leftY, joint.rightY, i, before2, before, now) +
    departure(joint.rightX, joint.leftX, i, before2, before, now) +
    departure(joint.rightY, joint.leftY, i, before2, before, now)
  );
}

function departure(
  own: Float64Array,
  other: Float64Array,
  i: number,
  before2: number,
  before: number,
  now: number,
): number {
  const last = (before ? other : own)[i - 1]!;
  const secondLast = i > 1 ? (before2 ? other : own)[i - 2]! : last;
  const off = ((now ? other : own)[i]! - 2 * last + secondLast) / PATH_NOISE;
  // Missing samples say nothing.
  return Number.isNaN(off) ? 0 : Math.min(off * off, MAX_JUMP_COST);
}
