import type { Seconds } from '../units';

/**
 * [Note: Which frame is shown] A `<video>` names the frame it shows by its own timestamp (`mediaTime`), rounded to the
 * microsecond: the frame is the *nearest* in the track. A moment between frames (a click on the timeline, the start of
 * a stride) belongs to the frame that is on the screen then: the *last* at or before it. To make a `<video>` show a
 * frame, it is sent to the *middle* of the frame's time, where no rounding can tip it into a neighbour.
 */

/** Index of the last frame at or before `t`; 0 before the first. `timeS` increases strictly. -1 where there is none. */
export function frameAt(timeS: Float64Array, t: Seconds): number {
  if (timeS.length === 0) return -1;
  let [low, high] = [0, timeS.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((timeS[middle] ?? NaN) <= t) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Index of the frame whose time is nearest to `t`; of two as near, the earlier. -1 where there is none. */
export function nearestFrame(timeS: Float64Array, t: Seconds): number {
  const before = frameAt(timeS, t);
  const after = timeS[before + 1];
  if (before < 0 || after === undefined) return before;
  return after - t < t - (timeS[before] ?? NaN) ? before + 1 : before;
}

/** The middle of a frame's time on screen; the last frame is shown until `endS`. */
export function middleOfFrame(timeS: Float64Array, frame: number, endS: Seconds): Seconds {
  const start = timeS[frame] ?? NaN;
  return (start + (timeS[frame + 1] ?? Math.max(endS, start))) / 2;
}

/** Frames that follow one another, both ends among them. */
export interface FrameRange {
  first: number;
  last: number;
}

/** The frames that begin from `startS` on and before `endS`; null where there is none. */
export function framesWithin(timeS: Float64Array, startS: Seconds, endS: Seconds): FrameRange | null {
  const before = (t: Seconds) => {
    const at = frameAt(timeS, t);
    return (timeS[at] ?? NaN) < t ? at : at - 1;
  };
  const [first, last] = [before(startS) + 1, before(endS)];
  return first <= last ? { first, last } : null;
}
