/** A camera's frames come no closer together than this part of its usual shorter interval *(judgement: cameras keep time to a few per cent)*. */
const CLOSEST = 0.8;

/**
 * Times at which frames were taken, [T] seconds, from their stamps, strictly increasing. A camera's driver that was held up stamps
 * a frame when it hands it over, and those that follow one on another's heels: a foot then seems to jump, and a spline through
 * such frames swings out far to both sides. A shutter does not hurry, so the earlier of two that lie too close was stamped late.
 */
export function withoutLateStamps(stampS: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const intervals = stampS.slice(1).map((time, i) => time - stampS[i]!);
  // Frames that were left out make the longer ones.
  const closestS = CLOSEST * (intervals.sort()[intervals.length >> 2] ?? 0);
  const timeS = stampS.slice();
  for (let i = timeS.length - 2; i >= 0; i--) timeS[i] = Math.min(timeS[i]!, timeS[i + 1]! - closestS);
  return timeS;
}
