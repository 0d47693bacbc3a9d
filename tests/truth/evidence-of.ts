import type { Recording } from '../../src/analysis/recording';
import { PELVIC_ROW_LENGTH, type PelvicEvidence } from '../../src/core/pelvic-line-evidence';
import type { PoseTrack } from '../../src/pose/pose-track';
import { seededRandom } from './random';
import { recordingOf } from './recording-of';
import { type RunnerOptions, syntheticRun } from './synthetic-runner';

/** What is divided out of a hem's tilt (core/pelvic-line-choose): a hem that follows the hips shows so much of it. */
const HEM_FOLLOWS = 0.91;
/** A light shirt above dark shorts. */
const STEP = [-150, -140, -130] as const;

/** Evidence of a shirt's hem that follows the line through the hip landmarks, each frame's angle off by `noiseDeg` (standard deviation). */
function evidenceOf({ timeS, landmarks }: PoseTrack, noiseDeg: number, seed: number): PelvicEvidence {
  const random = seededRandom(seed);
  const { left_hip: left, right_hip: right, left_shoulder, right_shoulder } = landmarks;
  const rows = new Float32Array(timeS.length * PELVIC_ROW_LENGTH).fill(NaN);
  timeS.forEach((_, t) => {
    const [x, y] = [(left.x[t]! + right.x[t]!) / 2, (left.y[t]! + right.y[t]!) / 2];
    const torsoPx = y - (left_shoulder.y[t]! + right_shoulder.y[t]!) / 2;
    const angle = Math.atan((right.y[t]! - left.y[t]!) / (right.x[t]! - left.x[t]!));
    const slope = Math.tan(HEM_FOLLOWS * angle + (noiseDeg * random.normal() * Math.PI) / 180);
    rows.set([x, y, torsoPx, x, y - 0.1 * torsoPx, slope, slope, 0, 1, ...STEP], t * PELVIC_ROW_LENGTH);
  });
  return { timeS, rows };
}

/** A recording from behind: landmarks of a synthetic runner, a hem in every frame, a camera whose roll the room tells to ± 0.3°. */
export function rearRecording(run: Partial<RunnerOptions>, noiseDeg: number): Recording {
  const { track, options } = syntheticRun({ view: 'rear', ...run });
  return {
    ...recordingOf(track),
    pelvis: evidenceOf(track, noiseDeg, options.seed),
    cameraRoll: { known: true, rollDeg: 0, errorDeg: 0.3, convergence: null, from: 'verticals', lines: 12 },
  };
}
