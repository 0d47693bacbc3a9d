/**
 * [Note: Events are read on the average stance]
 * A foot's contact is one abrupt moment in a noisy, coarsely sampled signal; a threshold on a single stance jitters with the noise.
 * The stances of one foot resemble each other closely, so: the stances of a block are averaged (the template), the event is read once
 * on the average, where the noise has cancelled and the frame period is filled in by the stances' different phases, and each
 * stance's own event is the template's, moved by the shift that lays the template best over that stance. The rules decide the bias, the shift the scatter.
 */

/** Widest shift between a stance's window and the template, seconds: what the windows' own landmarks may jitter *(judgement)*. */
const MAX_SHIFT_S = 0.05;
/** Averaging and shifting are repeated this often; the shifts settle within a millisecond after two. */
const ROUNDS = 3;
/** Part of a window that may be missing before its shift means nothing *(judgement)*. */
const MAX_MISSING = 0.35;

/** Where each of some windows lies on their average. */
export interface Alignment {
  /** Per window: index on the grid (with fraction) where the average's first sample falls; NaN where the window shows too little. */
  starts: number[];
  /** Per window: 0–1, the part of the window's variance that the shifted average explains. */
  likeness: number[];
}

/**
 * Averages windows of `length` samples that begin near `starts` (grid indices with fractions) over all `signals`, each [N],
 * which must share one unit, and finds each window's own place. `gridHz`: samples per second.
 */
export function alignWindows(
  signals: Float64Array[],
  starts: number[],
  length: number,
  gridHz: number,
): Alignment {
  const averagesOf = (at: number[]) => signals.map((signal) => averageWindow(signal, at, length));
  const maxShift = Math.ceil(MAX_SHIFT_S * gridHz);
  let placed = starts.map((start) => (missingPart(signals, start, length) <= MAX_MISSING ? start : NaN));
  let averages = averagesOf(placed);
  for (let round = 0; round < ROUNDS; round++) {
    const shifted = placed.map((start, i) =>
      Number.isNaN(start) ? NaN : bestStart(signals, averages, starts[i]!, maxShift),
    );
    // The average must not wander: the typical stance keeps its place.
    const drift = mean(shifted.map((start, i) => start - starts[i]!));
    placed = shifted.map((start) => start - drift);
    averages = averagesOf(placed);
  }
  return { starts: placed, likeness: placed.map((s) => likeness(signals, averages, s)) };
}

function missingPart(signals: Float64Array[], start: number, length: number): number {
  let missing = 0;
  for (const signal of signals) {
    for (let k = 0; k < length; k++) if (Number.isNaN(at(signal, start + k))) missing++;
  }
  return missing / (length * signals.length);
}

/** Mean [length] of one signal over windows at fractional `starts`, sample by sample; missing samples do not count. */
export function averageWindow(signal: Float64Array, starts: number[], length: number): Float64Array {
  const sum = new Float64Array(length);
  const count = new Float64Array(length);
  for (const start of starts) {
    for (let k = 0; k < length; k++) {
      const value = at(signal, start + k);
      if (Number.isNaN(value)) continue;
      sum[k] = sum[k]! + value;
      count[k] = count[k]! + 1;
    }
  }
  return sum.map((value, k) => value / count[k]!);
}

/** The start within ± maxShift samples at which the average differs least, between samples by a parabola. */
function bestStart(
  signals: Float64Array[],
  averages: Float64Array[],
  start: number,
  maxShift: number,
): number {
  let best = 0;
  let least = Infinity;
  const misfits = new Float64Array(2 * maxShift + 1);
  for (let shift = -maxShift; shift <= maxShift; shift++) {
    const misfit = meanSquare(signals, averages, start + shift);
    misfits[shift + maxShift] = misfit;
    if (misfit < least) {
      least = misfit;
      best = shift;
    }
  }
  const before = misfits[best + maxShift - 1] ?? NaN;
  const after = misfits[best + maxShift + 1] ?? NaN;
  const bend = before - 2 * least + after;
  const fraction = bend > 0 ? (before - after) / (2 * bend) : 0;
  return start + best + fraction;
}

/** Mean squared difference between the signals from `start` on and the averages, over what is there. */
function meanSquare(signals: Float64Array[], averages: Float64Array[], start: number): number {
  let sum = 0;
  let count = 0;
  for (let s = 0; s < signals.length; s++) {
    const signal = signals[s]!;
    const target = averages[s]!;
    for (let k = 0; k < target.length; k++) {
      const difference = at(signal, start + k) - target[k]!;
      if (Number.isNaN(difference)) continue;
      sum += difference * difference;
      count++;
    }
  }
  return count > 0 ? sum / count : Infinity;
}

function likeness(signals: Float64Array[], averages: Float64Array[], start: number): number {
  if (Number.isNaN(start)) return 0;
  let power = 0;
  for (const values of averages) {
    const level = mean(values);
    power += mean(values.map((value) => (value - level) ** 2));
  }
  const misfit = meanSquare(signals, averages, start);
  return Math.max(0, 1 - misfit / (power / averages.length)) || 0;
}

/** Value at a fractional index, on a straight line between samples; NaN outside. */
function at(signal: Float64Array, index: number): number {
  const whole = Math.floor(index);
  const part = index - whole;
  const value = signal[whole] ?? NaN;
  return part === 0 ? value : value + part * ((signal[whole + 1] ?? NaN) - value);
}

function mean(values: ArrayLike<number>): number {
  let sum = 0;
  let count = 0;
  for (let i = 0; i < values.length; i++) {
    if (Number.isNaN(values[i])) continue;
    sum += values[i]!;
    count++;
  }
  return sum / count;
}
