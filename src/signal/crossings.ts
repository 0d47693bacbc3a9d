/**
 * Index, with its fraction, at which `values` first passes `level` between `from` and `to` (inclusive, from < to),
 * by a straight line between the two samples; NaN where it does not, or across missing samples.
 * `direction`: 'up' = from below to at or above the level, 'down' = from above to at or below.
 */
export function firstCrossing(
  values: Float64Array,
  level: number,
  direction: 'up' | 'down',
  from: number,
  to: number,
): number {
  const sign = direction === 'up' ? 1 : -1;
  for (let i = Math.max(0, from); i < Math.min(to, values.length - 1); i++) {
    const before = sign * (values[i]! - level);
    const after = sign * (values[i + 1]! - level);
    if (before < 0 && after >= 0) return i + before / (before - after);
  }
  return NaN;
}

/** As `firstCrossing`, but the last one before `to`. */
export function lastCrossing(
  values: Float64Array,
  level: number,
  direction: 'up' | 'down',
  from: number,
  to: number,
): number {
  const sign = direction === 'up' ? 1 : -1;
  for (let i = Math.min(to, values.length - 1) - 1; i >= Math.max(0, from); i--) {
    const before = sign * (values[i]! - level);
    const after = sign * (values[i + 1]! - level);
    if (before < 0 && after >= 0) return i + before / (before - after);
  }
  return NaN;
}

/**
 * Index, with its fraction, of the highest of `values` between `from` and `to` (inclusive): the top of the parabola
 * through the highest sample and its neighbours. NaN where all are missing.
 */
export function peakIndex(values: Float64Array, from: number, to: number): number {
  let top = -1;
  for (let i = Math.max(0, from); i <= Math.min(to, values.length - 1); i++) {
    if (!Number.isNaN(values[i]) && (top < 0 || values[i]! > values[top]!)) top = i;
  }
  if (top < 0) return NaN;
  const before = values[top - 1] ?? NaN;
  const after = values[top + 1] ?? NaN;
  const bend = before - 2 * values[top]! + after;
  if (!(bend < 0) || before > values[top]! || after > values[top]!) return top;
  return top + (before - after) / (2 * bend);
}
