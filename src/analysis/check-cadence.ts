import type { PoseTrack } from '../pose/pose-track';
import type { Seconds } from '../units';

/** Samples per second at which a stride is looked for; more tells nothing. */
const GRID_HZ = 30;
/** Strides of a sprint and of a run that plays sixteen times slower than life. */
const STRIDE_S = { from: 0.4, to: 12 } as const;
/** The legs come back this well, or there is no rhythm. *(judgement)* */
const LEAST_LIKENESS = 0.5;
/** So much of the track is looked at: strides of slow motion are long. */
const LONGEST_S: Seconds = 24;

/**
 * Steps per minute as the ankles' heights show them, whatever the clip's speed: from how long the legs take to come back to
 * where they were. NaN where no rhythm is seen, or the track holds less than a stride and a half. Coarse (a few per cent):
 * good for telling slow motion, not a measurement.
 */
export function impliedCadenceSpm({ timeS, landmarks }: PoseTrack): number {
  const { left_ankle: left, right_ankle: right } = landmarks;
  const apart = onGrid(
    timeS,
    left.y.map((y, frame) => y - right.y[frame]!),
  );
  const strideS = comesBackAfter(apart) / GRID_HZ;
  return 120 / strideS;
}

/** The series at even times, missing frames carried over, its mean taken off. */
function onGrid(timeS: Float64Array, values: Float32Array): Float64Array {
  const startS = timeS[0] ?? 0;
  const endS = Math.min(timeS.at(-1) ?? 0, startS + LONGEST_S);
  const grid = new Float64Array(Math.max(0, Math.floor((endS - startS) * GRID_HZ)));
  let frame = 0;
  let value = 0;
  for (let k = 0; k < grid.length; k++) {
    for (; frame < timeS.length && timeS[frame]! <= startS + k / GRID_HZ; frame++)
      if (!Number.isNaN(values[frame]!)) value = values[frame]!;
    grid[k] = value;
  }
  const mean = grid.reduce((sum, height) => sum + height, 0) / Math.max(1, grid.length);
  return grid.map((height) => height - mean);
}

/** Grid steps after which the series is most like itself again; of several periods the first. NaN where it is not. */
function comesBackAfter(series: Float64Array): number {
  const most = Math.min(STRIDE_S.to * GRID_HZ, series.length / 1.5);
  const likeness: number[] = [];
  for (let lag = 0; lag <= most + 1; lag++) likeness.push(likenessAt(series, lag));
  const peaks: number[] = [];
  for (let lag = Math.ceil(STRIDE_S.from * GRID_HZ); lag <= most; lag++)
    if (likeness[lag]! >= likeness[lag - 1]! && likeness[lag]! > likeness[lag + 1]!) peaks.push(lag);
  const best = Math.max(...peaks.map((lag) => likeness[lag]!));
  if (!(best >= LEAST_LIKENESS)) return NaN;
  const first = peaks.find((lag) => likeness[lag]! >= 0.8 * best)!;
  const [before, at, after] = [likeness[first - 1]!, likeness[first]!, likeness[first + 1]!];
  return first + (before - after) / (2 * (before - 2 * at + after));
}

/** Correlation of the series with itself `lag` steps later. */
function likenessAt(series: Float64Array, lag: number): number {
  let [product, early, late] = [0, 0, 0];
  for (let k = lag; k < series.length; k++) {
    product += series[k]! * series[k - lag]!;
    early += series[k - lag]! ** 2;
    late += series[k]! ** 2;
  }
  return product / Math.sqrt(early * late);
}
