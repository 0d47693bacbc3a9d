import { PELVIC_ROW_LENGTH, type PelvicEvidence } from '../../src/core/pelvic-line-evidence';
import { findStrides, type Stride } from '../../src/gait/strides';
import { isSideView } from '../../src/gait/view';
import type { ClipLook } from '../../src/pose/contract';
import type { PoseTrack } from '../../src/pose/pose-track';
import { cameraFramesOf } from './camera-frames';
import { type LiveAgainstOffline, runLive } from './live-against-offline';
import { seededRandom } from './random';
import { recordingOf } from './recording-of';
import { type RunnerOptions, syntheticRun } from './synthetic-runner';

const LOOK: ClipLook = {
  quality: { bright: 0.6, contrast: 0.5, blownShare: 0, blurPx: 1, trunkPx: 240 },
  cameraRoll: { known: true, rollDeg: 0, errorDeg: 0.2, convergence: null, from: 'verticals', lines: 4 },
};

/** A synthetic runner live and offline, with the strides that are true and the last frame's time. */
export async function liveRun(
  changes: Partial<RunnerOptions>,
): Promise<LiveAgainstOffline & { truth: Stride[]; lastS: number }> {
  const { track, contacts, options } = syntheticRun(changes);
  const clean = syntheticRun({ ...changes, noise: 0 }).track;
  const pelvis = isSideView(options.view) ? null : waistbandOf(clean);
  const frames = cameraFramesOf(track, { look: LOOK, pelvis });
  const offline = { ...recordingOf(track), pelvis, cameraRoll: LOOK.cameraRoll! };
  const run = await runLive(frames, offline);
  return { ...run, truth: findStrides(contacts), lastS: track.timeS.at(-1)! };
}

/** Noise of one frame's line, as in rendered clips (0.09–0.2°), as a slope. */
const SLOPE_NOISE = 0.003;
const TORSO_PX = 240;
/** Two edges of a band, 0.06 torso apart, and their changes of colour. */
const EDGES = [
  { up: 0.05, step: [120, 120, 120] },
  { up: 0.11, step: [-90, -100, -60] },
] as const;

/** A waistband that tilts as the hips do, in every frame. */
function waistbandOf({ timeS, landmarks: { left_hip: left, right_hip: right } }: PoseTrack): PelvicEvidence {
  const random = seededRandom(11);
  const rows = new Float32Array(timeS.length * PELVIC_ROW_LENGTH).fill(NaN);
  timeS.forEach((_, frame) => {
    const [x, y] = [(left.x[frame]! + right.x[frame]!) / 2, (left.y[frame]! + right.y[frame]!) / 2];
    const slope = (right.y[frame]! - left.y[frame]!) / (right.x[frame]! - left.x[frame]!);
    const lines = EDGES.flatMap(({ up, step }) => {
      const seen = slope + SLOPE_NOISE * random.normal();
      return [x, y - up * TORSO_PX, seen, seen, 0, 1, ...step];
    });
    rows.set([x, y, TORSO_PX, ...lines], frame * PELVIC_ROW_LENGTH);
  });
  return { timeS, rows };
}
