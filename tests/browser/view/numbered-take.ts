import { BufferTarget, CanvasSource, Output, Quality, WebMOutputFormat } from 'mediabunny';
import { analyseRun } from '../../../src/analysis/analyse-run';
import { NO_CORRECTIONS } from '../../../src/analysis/run-analysis';
import { LANDMARK_NAMES } from '../../../src/pose/landmarks';
import type { PoseTrack } from '../../../src/pose/pose-track';
import type { MeasuredTake } from '../../../src/state/open-take.svelte';
import { NUMBER_CODE, paintNumber } from '../../truth/frame-number';
import { recordingOf } from '../../truth/recording-of';
import { type RunnerOptions, syntheticRun } from '../../truth/synthetic-runner';

/** A take whose landmarks are a synthetic runner's and whose clip's frames carry their number. `slowMotionFactor`: how much slower the file plays. */
export async function numberedTake(
  id: string,
  runner: Partial<RunnerOptions>,
  slowMotionFactor = 1,
): Promise<MeasuredTake> {
  const recording = recordingOf(intoPicture(syntheticRun({ durationS: 6, legPx: 60, ...runner }).track));
  Object.assign(recording.source, {
    name: `${id}.webm`,
    width: NUMBER_CODE.width,
    height: NUMBER_CODE.height,
    slowMotionFactor,
    variableFrameRate: (runner.timeJitter ?? 0) > 0,
  });
  const analysis = await analyseRun(recording, NO_CORRECTIONS);
  const fileTimesS = [...recording.track.timeS].map((t) => t * slowMotionFactor);
  return { take: { id, recording, corrections: NO_CORRECTIONS, clip: await clipOf(fileTimesS) }, analysis };
}

/** The same run, its middle in that of the small picture: what lies outside would count as missing. */
function intoPicture(track: PoseTrack): PoseTrack {
  const known = (axis: 'x' | 'y') =>
    LANDMARK_NAMES.flatMap((name) => [...track.landmarks[name][axis]]).filter((at) => !Number.isNaN(at));
  const middle = (values: readonly number[]) =>
    (values.reduce((a, b) => Math.min(a, b)) + values.reduce((a, b) => Math.max(a, b))) / 2;
  const rightPx = NUMBER_CODE.width / 2 - middle(known('x'));
  const downPx = NUMBER_CODE.height / 2 - middle(known('y'));
  for (const name of LANDMARK_NAMES) {
    const { x, y } = track.landmarks[name];
    x.forEach((at, frame) => (x[frame] = at + rightPx));
    y.forEach((at, frame) => (y[frame] = at + downPx));
  }
  return track;
}

async function clipOf(timesS: readonly number[]): Promise<Blob> {
  const canvas = new OffscreenCanvas(NUMBER_CODE.width, NUMBER_CODE.height);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('no canvas');
  const target = new BufferTarget();
  const output = new Output({ format: new WebMOutputFormat(), target });
  const source = new CanvasSource(canvas, {
    codec: 'vp8',
    quality: new Quality('high'),
    keyFrameInterval: 2,
  });
  output.addVideoTrack(source);
  await output.start();
  for (const [frame, timeS] of timesS.entries()) {
    paintNumber(context, frame, NUMBER_CODE);
    await source.add(timeS, (timesS[frame + 1] ?? timeS + 0.04) - timeS);
  }
  await output.finalize();
  return new Blob([target.buffer ?? new ArrayBuffer(0)], { type: 'video/webm' });
}
