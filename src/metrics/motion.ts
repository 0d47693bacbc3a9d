import { measureBodyLines } from '../core/body-lines';
import type { LegTrust } from '../gait/limb-trust';
import type { Stride } from '../gait/strides';
import { isSideView, type View } from '../gait/view';
import type { LandmarkName } from '../pose/landmarks';
import type { PoseTrack } from '../pose/pose-track';
import type { Degrees, Pixels, Side } from '../units';
import { bodyHeightPx, medianLengthPx } from './body-height';
import type { CameraDoubt } from './camera-error';
import { relativeToFlatFoot } from './flat-foot';
import { type LockedCurves, lockedCurves } from './locked-curves';
import * as line from './motion-lines';
import { pelvicDropOf, type PelvicDrop, withoutLeftOut } from './pelvic-drop';
import type { PelvicError } from './pelvic-drop-error';
import type { PelvicLine } from './pelvic-line';
import type { LandmarkSource } from './validation';
import { runnerFrame } from './view-frame';

/** All that the metrics are computed from. */
export interface MetricContext {
  /** Cleaned landmarks, legs told apart; missing = NaN. */
  track: PoseTrack;
  /** Frames per second of the runner's own time (slow motion undone). */
  fps: number;
  view: View;
  /** Why the camera's angle spoils angles, in words; null = square enough. `oblique`: `view` is the nearest one; else it is a guess. */
  viewDoubt: { says: string; oblique: boolean } | null;
  /** Why the clip gives too few strides, in words; null = nothing but their number. */
  noStrides: string | null;
  /** In which part of the frames a landmark lies outside the picture, 0–1; absent = never. */
  outside: ReadonlyMap<LandmarkName, number>;
  /** Degrees by which true vertical leans to the picture's right; see RunnerFrame. */
  cameraRollDeg: Degrees;
  /** False where the camera was only taken as level; true for measured landmarks, which have no camera. */
  cameraRollKnown: boolean;
  strides: readonly Stride[];
  /** null = not looked for or not there. */
  pelvicLine: PelvicLine | null;
  /** How far that line may be off in every stride alike; null = not at all (measured hips), or there is none. */
  pelvicError: PelvicError | null;
  /** What gave the landmarks. */
  landmarksFrom: LandmarkSource;
  /** How far the camera may be from where it is taken to stand. */
  cameraDoubt: CameraDoubt;
  /** How well each leg was followed. */
  limbTrust: Record<Side, Pick<LegTrust, 'doubt'>>;
}

/** What the motion follows from. */
export type MotionContext = Pick<
  MetricContext,
  'track' | 'view' | 'cameraRollDeg' | 'strides' | 'pelvicLine'
>;

/** Series [T] that metrics and curves are read from, for the stride of either side; in the unit that the name ends in. */
export type SeriesId =
  | 'trunkLeanDeg'
  | 'headForwardDeg'
  | 'kneeFlexionDeg'
  | 'shankAngleDeg'
  | 'footPitchDeg'
  | 'ankleAheadPctHeight'
  | 'hipHeightPctHeight'
  | 'lateralTrunkLeanDeg'
  | 'pelvicDropDeg'
  | 'hipAdductionDeg'
  | 'ankleAcrossPx'
  | 'wristAcrossPx'
  | 'wristUpPx';

/** A series for left strides and one for right strides (often the same, or the same with the sign turned). */
export type SidedSeries = Record<Side, Float32Array>;

/** The runner's motion in the runner's own axes: what a metric looks at. */
export interface Motion {
  timeS: Float64Array;
  view: View;
  /** Series that the view cannot show are NaN throughout. */
  series: Record<SeriesId, SidedSeries>;
  /** null = no pelvic line. */
  drop: PelvicDrop | null;
  /** Strides freed of the noise of single frames, for extremes. */
  locked: Partial<Record<SeriesId, LockedCurves>>;
  /** Standing height, see `bodyHeightPx`. */
  bodyHeightPx: Pixels;
  /** Median width between the hip landmarks; NaN in side views. */
  hipWidthPx: Pixels;
}

/** Series whose greatest or least value of a stride is a metric. */
const OF_EXTREMES: readonly SeriesId[] = [
  'trunkLeanDeg',
  'kneeFlexionDeg',
  'hipHeightPctHeight',
  'pelvicDropDeg',
  'hipAdductionDeg',
];

/** Turns landmarks and pelvic line into the series that metrics read, with one upload of the landmarks. */
export async function measureMotion(context: MotionContext): Promise<Motion> {
  const frames = context.track.timeS.length;
  const tilts = context.pelvicLine?.tiltDeg.length ?? frames;
  if (tilts !== frames)
    throw new RangeError(`The pelvic line has ${tilts} frames when the track has ${frames}.`);
  const missing = new Float32Array(frames).fill(NaN);
  const motion = emptyMotion(context, { left: missing, right: missing });
  await (isSideView(context.view) ? addSagittal(motion, context) : addFrontal(motion, context));
  for (const id of OF_EXTREMES)
    motion.locked[id] = lockedCurves(motion.series[id], motion.timeS, context.strides);
  return motion;
}

function emptyMotion({ track, view }: MotionContext, none: SidedSeries): Motion {
  return {
    timeS: track.timeS,
    view,
    series: {
      trunkLeanDeg: none,
      headForwardDeg: none,
      kneeFlexionDeg: none,
      shankAngleDeg: none,
      footPitchDeg: none,
      ankleAheadPctHeight: none,
      hipHeightPctHeight: none,
      lateralTrunkLeanDeg: none,
      pelvicDropDeg: none,
      hipAdductionDeg: none,
      ankleAcrossPx: none,
      wristAcrossPx: none,
      wristUpPx: none,
    },
    drop: null,
    locked: {},
    bodyHeightPx: NaN,
    hipWidthPx: NaN,
  };
}

/** Side views: `across` is forward. */
async function addSagittal(
  motion: Motion,
  { track, view, cameraRollDeg, strides }: MotionContext,
): Promise<void> {
  const lines = [
    line.TRUNK,
    line.NECK,
    line.HIP_HEIGHT,
    ...[line.thigh, line.shank, line.foot, line.hipsToAnkle].flatMap((of) => [of('left'), of('right')]),
  ];
  const measured = await measureBodyLines(track, lines, runnerFrame(view, cameraRollDeg));
  const [trunk, neck, hips, thighL, thighR, shankL, shankR, footL, footR, ankleL, ankleR] = measured;
  motion.series.trunkLeanDeg = both(trunk!.angleDeg);
  motion.series.headForwardDeg = both(neck!.angleDeg);
  motion.series.kneeFlexionDeg = {
    left: combined(shankL!.angleDeg, 1, thighL!.angleDeg, -1),
    right: combined(shankR!.angleDeg, 1, thighR!.angleDeg, -1),
  };
  motion.series.shankAngleDeg = { left: negated(shankL!.angleDeg), right: negated(shankR!.angleDeg) };
  motion.series.footPitchDeg = {
    left: relativeToFlatFoot(footL!.angleDeg, track.timeS, strides, 'left'),
    right: relativeToFlatFoot(footR!.angleDeg, track.timeS, strides, 'right'),
  };
  const near = view === 'left' ? { thigh: thighL!, shank: shankL! } : { thigh: thighR!, shank: shankR! };
  motion.bodyHeightPx = bodyHeightPx(trunk!, near);
  motion.series.hipHeightPctHeight = both(percentOf(motion.bodyHeightPx, aboutMean(hips!.upPx)));
  motion.series.ankleAheadPctHeight = {
    left: percentOf(motion.bodyHeightPx, ankleL!.acrossPx),
    right: percentOf(motion.bodyHeightPx, ankleR!.acrossPx),
  };
}

/** Rear and front views: `across` is the runner's right. */
async function addFrontal(
  motion: Motion,
  { track, view, cameraRollDeg, strides, pelvicLine }: MotionContext,
): Promise<void> {
  const lines = [
    line.TRUNK,
    line.HIP_HEIGHT,
    line.HIP_WIDTH,
    ...[line.thigh, line.ankle, line.arm].flatMap((of) => [of('left'), of('right')]),
  ];
  const measured = await measureBodyLines(track, lines, runnerFrame(view, cameraRollDeg));
  const [trunk, hips, width, thighL, thighR, ankleL, ankleR, armL, armR] = measured;
  motion.series.lateralTrunkLeanDeg = towardsStance(trunk!.angleDeg);
  motion.series.ankleAcrossPx = { left: ankleL!.acrossPx, right: ankleR!.acrossPx };
  motion.series.wristAcrossPx = { left: armL!.acrossPx, right: armR!.acrossPx };
  motion.series.wristUpPx = { left: armL!.upPx, right: armR!.upPx };
  motion.hipWidthPx = medianLengthPx(width!);
  motion.bodyHeightPx = bodyHeightPx(trunk!);
  motion.series.hipHeightPctHeight = both(percentOf(motion.bodyHeightPx, aboutMean(hips!.upPx)));
  if (!pelvicLine || pelvicLine.method === 'none') return;
  const neutral = pelvicLine.neutralTiltDeg ?? 0;
  const drop = towardsStance(pelvicLine.tiltDeg.map((tilt) => tilt - neutral));
  motion.drop = pelvicDropOf(track.timeS, drop, strides);
  motion.series.pelvicDropDeg = withoutLeftOut(track.timeS, drop, strides, motion.drop);
  motion.series.hipAdductionDeg = {
    left: combined(thighL!.angleDeg, -1, pelvicLine.tiltDeg, -1),
    right: combined(thighR!.angleDeg, 1, pelvicLine.tiltDeg, 1),
  };
}

/** The same series for strides of both sides. */
function both(series: Float32Array): SidedSeries {
  return { left: series, right: series };
}

/** A frontal angle that is positive to the runner's right (a tilt: right side higher), as seen from each stance leg. */
function towardsStance(towardsRight: Float32Array): SidedSeries {
  return { left: negated(towardsRight), right: towardsRight };
}

function percentOf(wholePx: Pixels, series: Float32Array): Float32Array {
  return series.map((value) => (100 * value) / wholePx);
}

/** A height above its own mean over the clip: the picture's origin means nothing. */
function aboutMean(series: Float32Array): Float32Array {
  const known = series.filter(Number.isFinite);
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
  return series.map((value) => value - mean);
}

function negated(series: Float32Array): Float32Array {
  return series.map((value) => -value);
}

function combined(a: Float32Array, signA: 1 | -1, b: Float32Array, signB: 1 | -1): Float32Array {
  return a.map((value, t) => signA * value + signB * b[t]!);
}
