import { atan2, matMul, mul, slice, tensor2d, tidy, type Tensor2D } from '@tensorflow/tfjs-core';
import { toDegrees, toRadians } from '../geometry';
import type { LandmarkName } from '../pose/landmarks';
import type { PoseTrack } from '../pose/pose-track';
import type { Degrees } from '../units';

/**
 * The runner's own axes in the picture. After them `across` grows forward (side views) or to the runner's right (rear and
 * front views) and `up` grows against gravity, so nothing downstream asks about the view or the camera again.
 */
export interface RunnerFrame {
  /**
   * Where true vertical points in the picture: degrees by which its upper end lies to the picture's right (what
   * `angleFromVerticalDeg` gives for a plumb line). Positive = the camera was turned anticlockwise, as the person behind
   * it sees it; everything upright then seems to lean right, and this much is taken off every angle.
   */
  cameraRollDeg: Degrees;
  /** 1 where `across` is the picture's right, -1 where it is the picture's left. */
  acrossSign: 1 | -1;
}

/**
 * A line between two body points; a point is the mean of the landmarks named, and no landmark is the picture's origin.
 * Its angle is taken `against` the vertical (0 = straight up, positive = leaning `across`) or the horizontal (0 = along
 * `across`, positive = `to` is the higher end): pick the one whose ±180° seam the body never crosses.
 */
export interface BodyLine {
  from: readonly LandmarkName[];
  to: readonly LandmarkName[];
  against: 'vertical' | 'horizontal';
}

/** One line over all frames, each array [T], camera roll removed; NaN in frames where one of its landmarks is missing. */
export interface BodyLineSeries {
  angleDeg: Float32Array;
  acrossPx: Float32Array;
  upPx: Float32Array;
}

/** Frames per pass: keeps a pass of 16 lines below 30 MB; larger passes are no faster on WASM. */
const FRAMES_PER_PASS = 65_536;

/**
 * Angle and components of body lines in all frames at once, on the active tfjs backend; the answers keep the order of
 * `lines`. The landmarks go up once; one matrix product takes the differences and turns them into the runner's frame;
 * atan2 ends it. Missing landmarks are replaced before and marked after, since WebGL may turn NaN into anything.
 * Error against float64 for lines longer than 20 px: below 0.002° (WASM, CPU), below 0.01° (WebGL).
 */
export async function measureBodyLines(
  track: PoseTrack,
  lines: readonly BodyLine[],
  frame: RunnerFrame,
): Promise<BodyLineSeries[]> {
  const frames = track.timeS.length;
  const used = [...new Set(lines.flatMap((line) => [...line.from, ...line.to]))];
  const series = lines.map(() => ({
    angleDeg: new Float32Array(frames),
    acrossPx: new Float32Array(frames),
    upPx: new Float32Array(frames),
  }));
  for (let first = 0; first < frames && used.length > 0; first += FRAMES_PER_PASS) {
    const count = Math.min(FRAMES_PER_PASS, frames - first);
    const [angles, components] = tidy(() => measurePass(track, used, lines, frame, first, count));
    try {
      copyPass(await angles.data(), await components.data(), lines, series, first, count);
    } finally {
      angles.dispose();
      components.dispose();
    }
  }
  lines.forEach((line, i) => {
    markMissing(track, line, series[i]!);
  });
  return series;
}

/** Tensors of one pass over `count` frames: angles [lines, count] in degrees; numerators then denominators [2 lines, count]. */
function measurePass(
  track: PoseTrack,
  used: readonly LandmarkName[],
  lines: readonly BodyLine[],
  frame: RunnerFrame,
  first: number,
  count: number,
): [Tensor2D, Tensor2D] {
  const n = lines.length;
  const weights = tensor2d(lineWeights(lines, used, frame), [2 * n, 2 * used.length]);
  const components = matMul<Tensor2D>(weights, upload(track, used, first, count));
  const radians = atan2<Tensor2D>(
    slice(components, [0, 0], [n, count]),
    slice(components, [n, 0], [n, count]),
  );
  return [mul(radians, toDegrees(1)), components];
}

/** Coordinates [2 used, count]: all x rows, then all y rows; missing ones are 0 until `markMissing`. */
function upload(track: PoseTrack, used: readonly LandmarkName[], first: number, count: number): Tensor2D {
  const values = new Float32Array(2 * used.length * count);
  used.forEach((name, row) => {
    const { x, y } = track.landmarks[name];
    values.set(x.subarray(first, first + count), row * count);
    values.set(y.subarray(first, first + count), (used.length + row) * count);
  });
  for (let i = 0; i < values.length; i++) if (!Number.isFinite(values[i])) values[i] = 0;
  return tensor2d(values, [2 * used.length, count]);
}

/** Row-major [2 lines, 2 used]: what turns coordinates into each line's atan2 numerator (first half) and denominator. */
function lineWeights(
  lines: readonly BodyLine[],
  used: readonly LandmarkName[],
  frame: RunnerFrame,
): Float32Array {
  const roll = toRadians(frame.cameraRollDeg);
  const across = { x: frame.acrossSign * Math.cos(roll), y: frame.acrossSign * Math.sin(roll) };
  const up = { x: Math.sin(roll), y: -Math.cos(roll) };
  const weights = new Float32Array(4 * lines.length * used.length);
  lines.forEach((line, row) => {
    const [numerator, denominator] = line.against === 'vertical' ? [across, up] : [up, across];
    for (const [ends, sign] of [
      [line.to, 1],
      [line.from, -1],
    ] as const) {
      for (const name of ends) {
        const share = sign / ends.length;
        for (const [axis, at] of [
          [numerator, row],
          [denominator, lines.length + row],
        ] as const) {
          weights[at * 2 * used.length + used.indexOf(name)]! += share * axis.x;
          weights[at * 2 * used.length + used.length + used.indexOf(name)]! += share * axis.y;
        }
      }
    }
  });
  return weights;
}

type Floats = Float32Array | Int32Array | Uint8Array;

function copyPass(
  angles: Floats,
  components: Floats,
  lines: readonly BodyLine[],
  series: readonly BodyLineSeries[],
  first: number,
  count: number,
): void {
  const row = (values: Floats, i: number) => values.subarray(i * count, (i + 1) * count);
  lines.forEach((line, i) => {
    const [across, up] = line.against === 'vertical' ? [i, lines.length + i] : [lines.length + i, i];
    series[i]!.angleDeg.set(row(angles, i), first);
    series[i]!.acrossPx.set(row(components, across), first);
    series[i]!.upPx.set(row(components, up), first);
  });
}

function markMissing(track: PoseTrack, line: BodyLine, series: BodyLineSeries): void {
  for (const name of [...line.from, ...line.to]) {
    const { x, y } = track.landmarks[name];
    for (let i = 0; i < x.length; i++) {
      if (Number.isFinite(x[i]) && Number.isFinite(y[i])) continue;
      series.angleDeg[i] = series.acrossPx[i] = series.upPx[i] = NaN;
    }
  }
}
