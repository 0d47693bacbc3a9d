import { LANDMARK_NAMES, type LandmarkName } from '../pose/landmarks';
import type { LandmarkColumns, PoseTrack } from '../pose/pose-track';
import type { Pixels, Seconds } from '../units';
import { lowPass } from './butterworth';
import {
  cutoffHz,
  hampelWindow,
  FILTER_SETTINGS,
  isOnlyPassedOn,
  longestFilledGapS,
} from './filter-settings';
import { fillShortGaps } from './gaps';
import { removeOutliers } from './hampel';
import { withoutLateStamps } from './late-stamps';
import { legLengthPx } from './leg-length';
import { resample } from './spline';
import { evenTimes, readTimeBase, type TimeBase } from './time-base';

/** What cleaning did to one landmark. */
interface LandmarkFacts {
  /** Frames without a confident sample, before anything was bridged. */
  missingFrames: number;
  outliersRemoved: number;
  /** The longest time between two usable samples, the clip's ends included; the whole clip where the landmark never shows. */
  longestGapS: Seconds;
}

/** What cleaning found in the clip. */
export interface TrackFacts {
  frameRateHz: number;
  /** False = variable frame rate: the landmarks were filtered on an even grid and brought back to their frames. */
  evenFrames: boolean;
  /** null, or why nothing can be measured; the track then has no samples left. */
  problem: string | null;
  /** Of the landmarks that were cleaned. */
  landmarks: ReadonlyMap<LandmarkName, LandmarkFacts>;
}

/**
 * Cleans the landmarks that are measured or drawn (the rest is passed on as it is): confidence gate, outliers out, short gaps bridged, zero-lag low-pass by body part (FILTER_SETTINGS).
 * The frames keep their own times; x and y change, z and confidence are passed on (shared, not copied).
 * Solve the legs' identity first: a filter smears swaps. Never throws. Linear time.
 */
export function cleanTrack(track: PoseTrack): { track: PoseTrack; facts: TrackFacts } {
  const timeBase = readTimeBase(track.timeS);
  const floorPx = FILTER_SETTINGS.hampelFloorPerLeg * legLengthPx(track);
  const cleaned: PoseTrack = { timeS: track.timeS, landmarks: { ...track.landmarks } };
  const facts = new Map<LandmarkName, LandmarkFacts>();
  const grid = gridOf(track.timeS, timeBase);
  const noGapS = longestGapS(track.timeS, track.timeS);
  // Two columns of scratch for all landmarks: an hour of running is 200,000 frames.
  const x = new Float64Array(track.timeS.length);
  const y = new Float64Array(track.timeS.length);
  for (const name of LANDMARK_NAMES) {
    if (isOnlyPassedOn(name) && timeBase.problem === null) continue;
    const columns = track.landmarks[name];
    const missingFrames = takeConfident(columns, timeBase, x, y);
    withoutOutliers(x, y, hampelWindow(name, timeBase.frameRateHz), floorPx || 0);
    const outliersRemoved = missingIn(x) - missingFrames;
    const gapS = missingFrames + outliersRemoved > 0 ? longestGapS(track.timeS, x) : noGapS;
    const cutoff = Math.min(cutoffHz(name), FILTER_SETTINGS.maxCutoffPerFrameRate * timeBase.frameRateHz);
    cleaned.landmarks[name] = {
      x: smooth(x, grid, cutoff),
      y: smooth(y, grid, cutoff),
      z: columns.z,
      confidence: columns.confidence,
    };
    facts.set(name, { missingFrames, outliersRemoved, longestGapS: gapS });
  }
  const { frameRateHz, even, problem } = timeBase;
  return { track: cleaned, facts: { frameRateHz, evenFrames: even, problem, landmarks: facts } };
}

/** Fills `x` and `y` with the confident samples, NaN for the rest (for all, where the timestamps are of no use); returns how many are missing. */
function takeConfident(
  columns: LandmarkColumns,
  timeBase: TimeBase,
  x: Float64Array,
  y: Float64Array,
): number {
  x.fill(NaN);
  y.fill(NaN);
  if (timeBase.problem !== null) return x.length;
  let seen = 0;
  for (let i = 0; i < x.length; i++) {
    // Written so that a NaN confidence counts as none.
    if (!(columns.confidence[i]! >= FILTER_SETTINGS.minConfidence)) continue;
    if (!Number.isFinite(columns.x[i]! + columns.y[i]!)) continue;
    x[i] = columns.x[i]!;
    y[i] = columns.y[i]!;
    seen++;
  }
  return x.length - seen;
}

/** A point that is off in one coordinate is off altogether. */
function withoutOutliers(x: Float64Array, y: Float64Array, window: number, floorPx: Pixels): void {
  const { hampelThreshold } = FILTER_SETTINGS;
  removeOutliers(x, window, hampelThreshold, floorPx);
  removeOutliers(y, window, hampelThreshold, floorPx);
  for (let i = 0; i < x.length; i++) {
    if (Number.isNaN(x[i])) y[i] = NaN;
    else if (Number.isNaN(y[i])) x[i] = NaN;
  }
}

/** Where the frames are, and where the filter runs. */
interface Grid {
  frameS: Float64Array;
  /** When the frames were taken: a point of a frame that was stamped late lies on the way of the others. */
  takenS: Float64Array;
  /** The frames themselves where they are even. */
  evenS: Float64Array;
  rateHz: number;
}

function gridOf(timeS: Float64Array, { even, frameRateHz, problem }: TimeBase): Grid {
  const asIs = even || problem !== null;
  return {
    frameS: timeS,
    takenS: asIs ? timeS : withoutLateStamps(timeS),
    evenS: asIs ? timeS : evenTimes(timeS[0]!, timeS.at(-1)! + 1 / frameRateHz, frameRateHz),
    rateHz: frameRateHz,
  };
}

function smooth(values: Float64Array, grid: Grid, cutoff: number): Float32Array<ArrayBuffer> {
  const { frameS, takenS, evenS, rateHz } = grid;
  if (evenS === frameS) {
    fillShortGaps(frameS, values, longestFilledGapS(rateHz));
    lowPass(values, rateHz, cutoff);
    return new Float32Array(values);
  }
  const onGrid = resample(takenS, values, evenS, longestFilledGapS(rateHz)).values;
  lowPass(onGrid, rateHz, cutoff);
  return new Float32Array(resample(evenS, onGrid, frameS, 1.5 / rateHz).values);
}

function missingIn(values: Float64Array): number {
  let missing = 0;
  for (const value of values) if (Number.isNaN(value)) missing++;
  return missing;
}

function longestGapS(timeS: Float64Array, values: Float64Array): Seconds {
  if (timeS.length === 0) return 0;
  let lastSeenS = timeS[0]!;
  let longest = 0;
  for (let i = 0; i < values.length; i++) {
    if (Number.isNaN(values[i])) continue;
    longest = Math.max(longest, timeS[i]! - lastSeenS);
    lastSeenS = timeS[i]!;
  }
  return Math.max(longest, timeS.at(-1)! - lastSeenS);
}
