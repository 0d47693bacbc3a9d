import { STRIPS } from './pelvic-line-patch';

/** row = c0 + c1·x + c2·x², x = strips from the patch's middle. */
export interface Quadratic {
  c0: number;
  c1: number;
  c2: number;
}

/** A ring about the body shows as a shallow bow; one seen over a short stretch is noise and is drawn to none. In strips' worth of weight. */
const BOW_RIDGE = 0.25;

export function valueAt({ c0, c1, c2 }: Quadratic, strip: number): number {
  const x = strip + 0.5 - STRIPS / 2;
  return c0 + (c1 + c2 * x) * x;
}

/** Weighted least squares through `rows` [STRIPS], with a ridge on the bow; strips of weight 0 may be NaN. */
export function fitQuadratic(rows: Float32Array, weights: Float32Array): Quadratic {
  const half = STRIPS / 2;
  let [s0, s1, s2, s3, s4, t0, t1, t2] = [0, 0, 0, 0, BOW_RIDGE, 0, 0, 0];
  for (let strip = 0; strip < STRIPS; strip++) {
    const w = weights[strip]!;
    if (w === 0) continue;
    const x = (strip + 0.5 - half) / half;
    const [wx, wxx, row] = [w * x, w * x * x, rows[strip]!];
    s0 += w;
    s1 += wx;
    s2 += wxx;
    s3 += wxx * x;
    s4 += wxx * x * x;
    t0 += w * row;
    t1 += wx * row;
    t2 += wxx * row;
  }
  const m0 = s2 * s4 - s3 * s3;
  const m1 = s1 * s4 - s3 * s2;
  const m2 = s1 * s3 - s2 * s2;
  const det = s0 * m0 - s1 * m1 + s2 * m2;
  const k1 = t1 * s4 - s3 * t2;
  const k2 = t1 * s3 - s2 * t2;
  const k3 = s1 * t2 - t1 * s2;
  return {
    c0: (t0 * m0 - s1 * k1 + s2 * k2) / det,
    c1: (s0 * k1 - t0 * m1 + s2 * k3) / det / half,
    c2: (-s0 * k2 - s1 * k3 + t0 * m2) / det / (half * half),
  };
}
