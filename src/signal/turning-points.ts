/** A place where a signal turns: index of a local extreme, with its fraction of a sample. */
export interface TurningPoint {
  index: number;
  kind: 'top' | 'bottom';
}

/**
 * Tops and bottoms of `values` [n] in alternation, each followed and preceded by a swing of at least `minSwing`
 * (unit of the values), so that noise makes none. The first and last extreme of each gap-free run are not turning points:
 * it is not known that the signal turned there. Missing samples (NaN) end a run. Linear time.
 */
export function turningPoints(values: Float64Array, minSwing: number): TurningPoint[] {
  const points: TurningPoint[] = [];
  let run = newRun();
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (Number.isNaN(value)) {
      run = newRun();
      continue;
    }
    if (run.top < 0 || value > values[run.top]!) run.top = i;
    if (run.bottom < 0 || value < values[run.bottom]!) run.bottom = i;
    const turned =
      run.going !== 'down' && values[run.top]! - value >= minSwing
        ? 'top'
        : run.going !== 'up' && value - values[run.bottom]! >= minSwing
          ? 'bottom'
          : null;
    if (turned === null) continue;
    if (run.going !== 'unknown') points.push({ index: vertex(values, run[turned]), kind: turned });
    run = { top: i, bottom: i, going: turned === 'top' ? 'down' : 'up' };
  }
  return points;
}

interface Run {
  /** Index of the highest and lowest sample since the last turn. */
  top: number;
  bottom: number;
  going: 'up' | 'down' | 'unknown';
}

function newRun(): Run {
  return { top: -1, bottom: -1, going: 'unknown' };
}

/** Vertex of the parabola through a sample and its neighbours. */
function vertex(values: Float64Array, i: number): number {
  const before = values[i - 1] ?? NaN;
  const after = values[i + 1] ?? NaN;
  const bend = before - 2 * values[i]! + after;
  const shift = (before - after) / (2 * bend);
  return Math.abs(shift) <= 1 ? i + shift : i;
}
