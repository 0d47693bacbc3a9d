import type { PelvicLineMethod } from '../metrics/pelvic-line';
import type { View } from '../gait/view';
import type { Degrees, Seconds, Side } from '../units';

/** A stride told while running; NaN = not measured in it. Times are the camera's. */
export interface LiveStride {
  side: Side;
  startS: Seconds;
  endS: Seconds;
  /** + = forward. */
  trunkLeanMeanDeg: Degrees;
  /** + = swing side lower. */
  pelvicDropPeakDeg: Degrees;
  cadenceSpm: number;
  /** The camera's lean is not known: the drops of left and right are made equal, and only their mean is sure. */
  evened: boolean;
}

/** What the last seconds of running say; made again several times a second. */
export interface LiveReading {
  /** The last frame that it knows. */
  atS: Seconds;
  /** null = not told yet. */
  view: View | null;
  /** Strides that were not told before, in order; each exactly once. */
  newStrides: LiveStride[];
  /** Steady running is going on: strides follow each other without a gap. */
  running: boolean;
  /** What the pelvic line is read from; 'none' where it is not seen or not looked for. */
  pelvicMethod: PelvicLineMethod;
  cameraRollDeg: Degrees;
  rollKnown: boolean;
  /** Frames per second that were looked at, over the window; NaN before the second. */
  framesPerS: number;
  /** What makes the numbers less sure than they could be, as a sentence; null = nothing. */
  limits: string | null;
  /** Why there are no numbers yet, as a sentence; null = there are. */
  waits: string | null;
}
