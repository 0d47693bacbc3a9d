import type { Degrees, Seconds } from '../units';

/**
 * Half-windows of the local quadratic in true time, for steady and for noisy lines (jitter in degrees). At 60 fps the short one
 * keeps 99.8 % of a swing at 3 Hz and 92 % at 6 Hz and leaves 65 % of the noise; the long one 98 %, 79 % and 49 % (blurred clips).
 */
const SHORT_S: Seconds = 0.06;
const LONG_S: Seconds = 0.1;
const STEADY_DEG: Degrees = 0.2;
const NOISY_DEG: Degrees = 0.6;
/**
 * Where frames are missing the window widens to this, or to two neighbours on each side where frames are rarer than 21 per second;
 * beyond it nothing is made up. Rendered clips thinned to 12 per second: slope 0.97–0.99, peaks 0.1–0.25° lower than at 60.
 */
const GAP_WINDOW_S: Seconds = 0.1;
const GAP_INTERVALS = 2.1;
/** Fewest frames in a window; a quadratic needs three, and the one asked for is often one of them. */
const FEWEST = 3;

/**
 * Smoothed `values` [T] at every frame, weights [T] 0–1 (0 or NaN value = not seen). NaN where too few frames near by were seen,
 * or none on one side. `leaveOut`: each frame is predicted from its neighbours alone (for finding outliers).
 */
export function smoothInTime(
  timeS: Float64Array,
  values: Float32Array,
  weights: Float32Array,
  { leaveOut = false, jitterDeg = 0 }: { leaveOut?: boolean; jitterDeg?: Degrees } = {},
): Float32Array {
  const smooth = new Float32Array(values.length).fill(NaN);
  const noisy = Math.min(1, Math.max(0, (jitterDeg - STEADY_DEG) / (NOISY_DEG - STEADY_DEG)));
  const usualS = SHORT_S + noisy * (LONG_S - SHORT_S);
  const gapWindowS = gapWindowOf(timeS);
  let first = 0;
  for (let t = 0; t < values.length; t++) {
    const nowS = timeS[t]!;
    while (timeS[first]! < nowS - gapWindowS) first++;
    const seen = !leaveOut && weights[t]! > 0;
    for (const windowS of seen ? [usualS, gapWindowS] : [gapWindowS]) {
      smooth[t] = fitAt(timeS, values, weights, first, nowS, windowS, leaveOut ? t : -1);
      if (!Number.isNaN(smooth[t]!)) break;
    }
    if (Number.isNaN(smooth[t]!) && seen) smooth[t] = values[t]!;
  }
  return smooth;
}

/** The widest window that a clip of these frames needs. */
function gapWindowOf(timeS: Float64Array): Seconds {
  const intervals = timeS.slice(1).map((time, t) => time - timeS[t]!);
  const mostlyS = intervals.sort()[Math.floor(0.75 * intervals.length)] ?? 0;
  return Math.max(GAP_WINDOW_S, GAP_INTERVALS * mostlyS);
}

/** Tricube-weighted quadratic about `nowS`, its value there. */
function fitAt(
  timeS: Float64Array,
  values: Float32Array,
  weights: Float32Array,
  first: number,
  nowS: Seconds,
  windowS: Seconds,
  skip: number,
): number {
  let [s0, s1, s2, s3, s4, t0, t1, t2, count, before, after] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
  for (let i = first; i < values.length && timeS[i]! <= nowS + windowS; i++) {
    const x = (timeS[i]! - nowS) / windowS;
    const seen = weights[i]!;
    if (x < -1 || i === skip || !(seen > 0)) continue;
    // The window's own edge has no weight; a small floor keeps slow clips (30 fps: two neighbours) from starving.
    const w = seen * Math.max(0.05, (1 - Math.abs(x) ** 3) ** 3);
    count++;
    if (x <= 0) before++;
    if (x >= 0) after++;
    s0 += w;
    s1 += w * x;
    s2 += w * x * x;
    s3 += w * x ** 3;
    s4 += w * x ** 4;
    t0 += w * values[i]!;
    t1 += w * x * values[i]!;
    t2 += w * x * x * values[i]!;
  }
  if (count < FEWEST || before === 0 || after === 0) return NaN;
  const m0 = s2 * s4 - s3 * s3;
  const det = s0 * m0 - s1 * (s1 * s4 - s3 * s2) + s2 * (s1 * s3 - s2 * s2);
  if (!(det > 1e-9 * s0 ** 3)) return NaN;
  return (t0 * m0 - s1 * (t1 * s4 - s3 * t2) + s2 * (t1 * s3 - s2 * t2)) / det;
}
