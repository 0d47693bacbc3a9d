import { toDegrees } from '../geometry';
import type { LandmarkName } from '../pose/landmarks';
import type { LandmarkColumns, PoseTrack } from '../pose/pose-track';
import { longestFilledGapS } from '../signal/filter-settings';
import { legLengthPx } from '../signal/leg-length';
import { resample } from '../signal/spline';
import { evenTimes, readTimeBase } from '../signal/time-base';
import type { Seconds, Side } from '../units';
import type { View } from './view';

/**
 * Events are read on a grid of at least this many samples per second (whole multiple of the frame rate): between two
 * samples a straight line is then within 1 ms of a 12 Hz signal's crossing. Slower clips gain no information by it.
 */
const MIN_GRID_HZ = 100;

/** What the feet do, on an even grid [N]. Lengths are in leg lengths, so that distance from the camera does not matter. */
export interface GaitSignals {
  startS: Seconds;
  gridHz: number;
  length: number;
  /** Mid-hip velocity, picture up, leg lengths per second. */
  pelvisUpV: Float64Array;
  left: FootSignals;
  right: FootSignals;
}

/**
 * One foot. "Forward" is the way the runner faces in a side view (in rear and front views: picture right; not used), "up" is picture up.
 * Velocities are in leg lengths per second. NaN = missing.
 */
export interface FootSignals {
  /** Foot centre ahead of the hips, leg lengths. */
  ahead: Float64Array;
  /** Ankle (heel, where no ankle was measured) above the picture's upper edge (negative), leg lengths: the most reliable point of the foot. */
  footHeight: Float64Array;
  /** Toe below mid-hip, leg lengths. */
  toeBelowHip: Float64Array;
  centreForwardV: Float64Array;
  /** All NaN where no toe was measured. */
  toeForwardV: Float64Array;
  heelUpV: Float64Array;
  toeUpV: Float64Array;
  /** Knee flexion in degrees, 0 = straight; all NaN without knee or ankle. Only meaningful in side views. */
  kneeFlexion: Float64Array;
}

/** Signals of both feet from a cleaned track with usable times; null where it has no leg to scale by. */
export function gaitSignals(track: PoseTrack, view: View): GaitSignals | null {
  const { frameRateHz } = readTimeBase(track.timeS);
  const legPx = legLengthPx(track);
  if (!(legPx > 0)) return null;
  const gridHz = frameRateHz * Math.max(1, Math.ceil(MIN_GRID_HZ / frameRateHz - 0.05));
  const startS = track.timeS[0]!;
  const gridS = evenTimes(startS, track.timeS.at(-1)!, gridHz);
  const toGrid = (values: ArrayLike<number>) =>
    resample(track.timeS, values, gridS, longestFilledGapS(frameRateHz) + 1.5 / frameRateHz);
  const forward = (view === 'left' ? -1 : 1) / legPx;
  const leftHip = firstSeen(track, ['left_hip', 'right_hip']);
  const rightHip = firstSeen(track, ['right_hip', 'left_hip']);
  const hipX = toGrid(midpoint(leftHip.x, rightHip.x)).values;
  const hipY = toGrid(midpoint(leftHip.y, rightHip.y));
  const foot = (side: Side): FootSignals => {
    const { heel, toe } = solePoints(track, side);
    const toeSeen = toe === track.landmarks[`${side}_foot_index`];
    const [heelX, heelY] = [toGrid(heel.x), toGrid(heel.y)];
    const [toeX, toeY] = heel === toe ? [heelX, heelY] : [toGrid(toe.x), toGrid(toe.y)];
    return {
      ahead: combine(midpoint(heelX.values, toeX.values), hipX, (p, hip) => (p - hip) * forward),
      footHeight: toGrid(firstSeen(track, [`${side}_ankle`, `${side}_heel`]).y).values.map((y) => -y / legPx),
      toeBelowHip: combine(toeY.values, hipY.values, (y, hip) => (y - hip) / legPx),
      centreForwardV: midpoint(heelX.slopes, toeX.slopes).map((v) => v * forward),
      toeForwardV: toeX.slopes.map((v) => (toeSeen ? v * forward : NaN)),
      heelUpV: heelY.slopes.map((v) => -v / legPx),
      toeUpV: toeY.slopes.map((v) => -v / legPx),
      kneeFlexion: toGrid(kneeFlexionDeg(track, side, view)).values,
    };
  };
  const pelvisUpV = hipY.slopes.map((v) => -v / legPx);
  return { startS, gridHz, length: gridS.length, pelvisUpV, left: foot('left'), right: foot('right') };
}

/** Heel and toe; a foot without one of them is judged by what there is (ankle for heel, heel for toe). */
function solePoints(track: PoseTrack, side: Side): { heel: LandmarkColumns; toe: LandmarkColumns } {
  const heel = firstSeen(track, [`${side}_heel`, `${side}_ankle`, `${side}_foot_index`]);
  const toe = firstSeen(track, [`${side}_foot_index`, `${side}_heel`, `${side}_ankle`]);
  return { heel, toe };
}

/** The first of the landmarks that shows at all. */
function firstSeen(track: PoseTrack, [first, ...others]: [LandmarkName, ...LandmarkName[]]) {
  const seen = [first, ...others].find((name) => track.landmarks[name].x.some((x) => !Number.isNaN(x)));
  return track.landmarks[seen ?? first];
}

/** Mean of both; NaN where either is missing, for one of them alone would be a jump. */
function midpoint(a: ArrayLike<number>, b: ArrayLike<number>): Float64Array {
  const mean = new Float64Array(a.length);
  for (let i = 0; i < mean.length; i++) mean[i] = (a[i]! + b[i]!) / 2;
  return mean;
}

function combine(a: Float64Array, b: Float64Array, by: (a: number, b: number) => number): Float64Array {
  return a.map((value, i) => by(value, b[i]!));
}

/** Angle from thigh to shank per frame, degrees, positive = the shank swung back as the runner faces. */
function kneeFlexionDeg(track: PoseTrack, side: Side, view: View): Float64Array {
  const hip = track.landmarks[`${side}_hip`];
  const knee = track.landmarks[`${side}_knee`];
  const ankle = track.landmarks[`${side}_ankle`];
  const facing = view === 'left' ? -1 : 1;
  const flexion = new Float64Array(track.timeS.length);
  for (let i = 0; i < flexion.length; i++) {
    const thighX = knee.x[i]! - hip.x[i]!;
    const thighY = knee.y[i]! - hip.y[i]!;
    const shankX = ankle.x[i]! - knee.x[i]!;
    const shankY = ankle.y[i]! - knee.y[i]!;
    const turned = facing * (thighX * shankY - thighY * shankX);
    flexion[i] = toDegrees(Math.atan2(turned, thighX * shankX + thighY * shankY));
  }
  return flexion;
}
