import type { Pixels, Seconds } from '../units';

/** What is known of a clip after every frame was seen. `source` of ANALYSIS.json (CONTRACT.md). */
export interface ClipSource {
  name: string;
  /** SHA-256 of the file's bytes, lower-case hex. */
  sha256: string;
  /** Frames that were decoded. */
  frames: number;
  /** Median frame rate in frames per second of real time (after the slow-motion factor). */
  fps: number;
  /** From the first frame's time to the end of the last, in real time. */
  durationS: Seconds;
  /** Size of the upright picture. */
  width: Pixels;
  height: Pixels;
  /** Clockwise turn that the file asks for, already applied to the picture. */
  rotationDeg: 0 | 90 | 180 | 270;
  /** True where frame intervals differ by more than the container's own rounding. */
  variableFrameRate: boolean;
  /** How many times slower than life the clip plays; 1 = real time. Times everywhere are real time. */
  slowMotionFactor: number;
  /** Sentences for people: what was wrong with the clip and what was done ("the file ends early: …"). */
  warnings: string[];
}
