import type { Seconds } from '../units';

/** A camera's frames come no closer together than this part of its usual shorter interval *(judgement: cameras keep time to a few per cent)*. */
const CLOSEST = 0.8;
/** Before a frame that was stamped late the interval is longer than the usual one by this part, or more. */
const STRETCHED = 1.2;
/** More frames in a row are a camera that has another rate now; drivers are held up for less *(judgement: 0.1 s)*. */
const LONGEST_CROWD = 4;

/**
 * Times at which frames were taken, [T] seconds, from their stamps, strictly increasing. A camera's driver that was held up stamps
 * a frame when it hands it over, and those that follow one on another's heels: a foot then seems to jump, and a spline through
 * such frames swings out far to both sides. A shutter does not hurry, so frames that crowd after a pause were stamped late.
 */
export function withoutLateStamps(stampS: Float64Array): Float64Array<ArrayBuffer> {
  const intervalS = stampS.subarray(1).map((time, i) => time - stampS[i]!);
  // Frames that were left out make the longer ones.
  const usualS = intervalS.slice().sort()[intervalS.length >> 2] ?? 0;
  const timeS = stampS.slice();
  for (const { from, to } of crowds(intervalS, usualS)) {
    const roomS = (stampS[to]! - stampS[from - 1]!) / (to - from + 1);
    const spreadS = Math.min(roomS, CLOSEST * usualS);
    for (let i = to - 1; i >= from; i--) timeS[i] = Math.min(timeS[i]!, timeS[i + 1]! - spreadS);
  }
  return timeS;
}

/** Frames `from` … `to` that crowd after a pause. */
function crowds(intervalS: Float64Array, usualS: Seconds): { from: number; to: number }[] {
  const found: { from: number; to: number }[] = [];
  let from = 0;
  for (let to = 0; to <= intervalS.length; to++) {
    if ((intervalS[to] ?? Infinity) < CLOSEST * usualS) continue;
    const pauseS = intervalS[from - 1] ?? 0;
    if (to > from && to - from <= LONGEST_CROWD && pauseS > STRETCHED * usualS) found.push({ from, to });
    from = to + 1;
  }
  return found;
}
