/** Cubic from `a` (slope `slopeA`) at u = 0 to `b` (slope `slopeB`) at u = 1. */
function hermite(u: number, a: number, slopeA: number, b: number, slopeB: number): number {
  const [u2, u3] = [u * u, u * u * u];
  return a * (2 * u3 - 3 * u2 + 1) + slopeA * (u3 - 2 * u2 + u) + b * (3 * u2 - 2 * u3) + slopeB * (u3 - u2);
}

/** 0 below `from`, 1 above `to`, smooth between. */
export function smoothStep(value: number, from: number, to: number): number {
  const u = Math.min(1, Math.max(0, (value - from) / (to - from)));
  return u * u * (3 - 2 * u);
}

export interface Knot {
  t: number;
  value: number;
  slope: number;
}

/** Through the knots (in order of t) with their slopes; held level outside them. */
export function throughKnots(knots: readonly Knot[], t: number): number {
  const next = knots.findIndex((knot) => knot.t > t);
  if (next <= 0) return (next === 0 ? knots[0]! : knots.at(-1)!).value;
  const [a, b] = [knots[next - 1]!, knots[next]!];
  const gap = b.t - a.t;
  return hermite((t - a.t) / gap, a.value, a.slope * gap, b.value, b.slope * gap);
}
