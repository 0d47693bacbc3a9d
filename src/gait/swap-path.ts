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
const SWAP_COST = 2;

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
  const jumps = new Float64Array(8);
  let cost = new Float64Array([0, Infinity, Infinity, 0]);
  let next = new Float64Array(4);
  for (let i = 1; i < n; i++) {
    const swapped = evidence[i]! + SWAP_COST;
    jumps.fill(0);
    addJumps(jumps, joint.leftX, joint.rightX, i);
    addJumps(jumps, joint.leftY, joint.rightY, i);
    for (let state = 0; state < 4; state++) {
      // Paths of three labels that end in this state: from "as labelled" or from "swapped" two frames back.
      const straight = cost[state >> 1]! + jumps[state]!;
      const crossed = cost[2 + (state >> 1)]! + jumps[4 + state]!;
      next[state] = Math.min(straight, crossed) + (state & 1) * swapped;
      if (crossed < straight) cameFrom[4 * i + state] = 1;
    }
    [cost, next] = [next, cost];
  }
  return trace(cost, cameFrom, n);
}

/**
 * Adds to `jumps` [8] what the path of three labels 4 · (two back) + 2 · (before) + now costs on one axis: both legs' squared departure from
 * going on evenly. The other leg takes the opposite labels, so that path and 7 − path cost the same.
 */
function addJumps(jumps: Float64Array, left: Float64Array, right: Float64Array, i: number): void {
  for (let path = 0; path < 4; path++) {
    const cost = departure(left, right, i, path) + departure(left, right, i, 7 - path);
    jumps[path] = jumps[path]! + cost;
    jumps[7 - path] = jumps[7 - path]! + cost;
  }
}

/** Squared departure of the leg that takes `own` where the path's label is 0 and `other` where it is 1. */
function departure(own: Float64Array, other: Float64Array, i: number, path: number): number {
  const now = (path & 1 ? other : own)[i]!;
  const last = (path & 2 ? other : own)[i - 1]!;
  const secondLast = i > 1 ? (path & 4 ? other : own)[i - 2]! : last;
  const off = (now - 2 * last + secondLast) / PATH_NOISE;
  // Missing samples say nothing.
  return Number.isNaN(off) ? 0 : Math.min(off * off, MAX_JUMP_COST);
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
