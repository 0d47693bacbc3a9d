import { toDegrees, toRadians } from '../geometry';
import type { Degrees, Seconds } from '../units';

/** How two series of the same clip go together. */
export interface Agreement {
  /** Change of `other` per change of `line`: 1 = the same amplitude. Least squares, so noise in `line` lowers it. */
  slope: number;
  /** Correlation, −1…1. */
  r: number;
  /** How much later `other` is, in degrees of the stride (−180…180); NaN where no stride rhythm is found. */
  phaseDeg: Degrees;
  /** What follows: the hips confirm the line, move against it, or say nothing either way. */
  verdict: 'confirms' | 'contradicts' | 'says nothing';
}

/** Correlation from which the hips move with the line: on real hems and bands r is 0.9 and more (SCIENCE.md §1). *(judgement)* */
const CONFIRMS_R = 0.7;
/** Phase within which they move together, degrees of the stride (SCIENCE.md §1b). */
const CONFIRMS_PHASE_DEG = 35;
/** Correlation from which they move against it; between, a model’s own error is as large. *(judgement)* */
const CONTRADICTS_R = -0.3;

/** Judges how the hips go with the line: never the sign of agreement for hips that move the other way. */
function verdictOf(r: number, phaseDeg: Degrees): Agreement['verdict'] {
  if (r <= CONTRADICTS_R) return 'contradicts';
  const together = Number.isNaN(phaseDeg) || Math.abs(phaseDeg) <= CONFIRMS_PHASE_DEG;
  return r >= CONFIRMS_R && together ? 'confirms' : 'says nothing';
}

/** Strides per second that are looked for (cadence 96–252 steps/min). */
const SLOWEST_HZ = 0.8;
const FASTEST_HZ = 2.1;
const STEP_HZ = 0.02;
/** Frames in common below which nothing is said. */
const FEWEST_FRAMES = 30;
/** Longest stretch that phases are compared in: a cadence that drifts by 1 % slips by a fifth of a turn over 20 strides. */
const STRETCH_S: Seconds = 10;

/**
 * How the hip landmarks' line (`other`) goes with the followed pelvic line [T], both positive = left side lower. null = too few
 * frames have both. A second witness only: it never stands in for the line.
 */
export function compareTilts(timeS: Float64Array, line: Float32Array, other: Float32Array): Agreement | null {
  const both = [...line.keys()].filter((t) => Number.isFinite(line[t]!) && Number.isFinite(other[t]!));
  if (both.length < FEWEST_FRAMES) return null;
  const pick = (series: ArrayLike<number>) => Float64Array.from(both, (t) => series[t]!);
  const [x, y] = [pick(line), pick(other)];
  const { xx, xy, yy } = moments(x, y);
  const r = xy / Math.sqrt(xx * yy);
  const lag = phaseDeg(pick(timeS), x, y);
  return { slope: xy / xx, r, phaseDeg: lag, verdict: verdictOf(r, lag) };
}

/** Correlation over the frames that both series have; 0 where there are too few. */
export function correlation(a: Float32Array, b: Float32Array): number {
  const both = [...a.keys()].filter((t) => Number.isFinite(a[t]!) && Number.isFinite(b[t]!));
  if (both.length < FEWEST_FRAMES) return 0;
  const pick = (series: Float32Array) => Float64Array.from(both, (t) => series[t]!);
  const { xx, xy, yy } = moments(pick(a), pick(b));
  return xy / Math.sqrt(xx * yy);
}

function moments(x: Float64Array, y: Float64Array): { xx: number; xy: number; yy: number } {
  const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [mx, my] = [mean(x), mean(y)];
  let [xx, xy, yy] = [0, 0, 0];
  x.forEach((value, k) => {
    xx += (value - mx) ** 2;
    xy += (value - mx) * (y[k]! - my);
    yy += (y[k]! - my) ** 2;
  });
  return { xx, xy, yy };
}

/** Phase of y behind x at x's own strongest rhythm, from the summed cross-spectrum of stretches. */
function phaseDeg(timeS: Float64Array, x: Float64Array, y: Float64Array): Degrees {
  let [real, imaginary] = [0, 0];
  for (let first = 0; first < x.length;) {
    let last = first + 1;
    while (last < x.length && timeS[last]! - timeS[first]! < STRETCH_S) last++;
    const [ts, xs, ys] = [timeS, x, y].map((series) => series.subarray(first, last)) as [
      Float64Array,
      Float64Array,
      Float64Array,
    ];
    first = last;
    if (ts.length < FEWEST_FRAMES) continue;
    const hz = strongestHz(ts, xs);
    const [a, b] = [component(ts, xs, hz), component(ts, ys, hz)];
    real += a.real * b.real + a.imaginary * b.imaginary;
    imaginary += a.real * b.imaginary - a.imaginary * b.real;
  }
  return real === 0 && imaginary === 0 ? NaN : toDegrees(Math.atan2(-imaginary, real));
}

function strongestHz(timeS: Float64Array, values: Float64Array): number {
  let [best, most] = [SLOWEST_HZ, -1];
  for (let hz = SLOWEST_HZ; hz <= FASTEST_HZ; hz += STEP_HZ) {
    const { real, imaginary } = component(timeS, values, hz);
    const power = real ** 2 + imaginary ** 2;
    if (power > most) [most, best] = [power, hz];
  }
  return best;
}

/** Fourier component of a series about its mean, e^(+iωt). */
function component(
  timeS: Float64Array,
  values: Float64Array,
  hz: number,
): { real: number; imaginary: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  let [real, imaginary] = [0, 0];
  values.forEach((value, k) => {
    const angle = toRadians(360 * hz * timeS[k]!);
    real += (value - mean) * Math.cos(angle);
    imaginary -= (value - mean) * Math.sin(angle);
  });
  return { real, imaginary };
}
