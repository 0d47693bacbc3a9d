import type { Seconds } from '../units';

/** Nodes of a stride-normalised curve: 0, 1, … 100 % of the stride. */
export const CURVE_NODES = 101;

/** A span of time that one curve covers; a `Stride` is one. */
export interface StrideWindow {
  startS: Seconds;
  endS: Seconds;
}

/**
 * Where the nodes of n strides lie between the frames of a track, each array [n × 101], stride by stride:
 * value = series[before] + weight · (series[after] − series[before]). A node outside the track points one past its last
 * frame, at no value.
 */
export interface StrideNodes {
  strides: number;
  before: Int32Array;
  after: Int32Array;
  weight: Float32Array;
}

/** Index of the last frame at or before `at`; -1 if `at` lies before the first (or is NaN). */
export function frameAtOrBefore(timeS: Float64Array, at: Seconds): number {
  let low = 0;
  let high = timeS.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (timeS[middle]! <= at) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Places 101 equidistant nodes in each stride. `timeS` [T] strictly increasing, so any frame rate, even or not, will do. */
export function strideNodes(timeS: Float64Array, strides: readonly StrideWindow[]): StrideNodes {
  const size = strides.length * CURVE_NODES;
  const nodes: StrideNodes = {
    strides: strides.length,
    before: new Int32Array(size).fill(timeS.length),
    after: new Int32Array(size).fill(timeS.length),
    weight: new Float32Array(size),
  };
  strides.forEach(({ startS, endS }, stride) => {
    let frame = frameAtOrBefore(timeS, startS);
    for (let node = 0; node < CURVE_NODES; node++) {
      const at = startS + ((endS - startS) * node) / (CURVE_NODES - 1);
      while (frame + 1 < timeS.length && timeS[frame + 1]! <= at) frame++;
      place(nodes, stride * CURVE_NODES + node, timeS, frame, at);
    }
  });
  return nodes;
}

function place(nodes: StrideNodes, node: number, timeS: Float64Array, frame: number, at: Seconds): void {
  const last = timeS.length - 1;
  if (frame < 0 || frame > last || at > timeS[last]!) return;
  const onFrame = timeS[frame] === at;
  nodes.before[node] = frame;
  nodes.after[node] = onFrame ? frame : frame + 1; // a missing next frame does not spoil a node that needs only this one
  nodes.weight[node] = onFrame ? 0 : (at - timeS[frame]!) / (timeS[frame + 1]! - timeS[frame]!);
}
