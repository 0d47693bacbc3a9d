/**
 * [Note: Events are read on the average stance]
 * A foot's contact is one abrupt moment in a noisy, coarsely sampled signal; a threshold on a single stance jitters with the noise.
 * The stances of one foot resemble each other closely, so: the stances of a block are averaged (the template), the event is read once
 * on the average, where the noise has cancelled and the frame period is filled in by the stances' different phases, and each
 * stance's own event is the template's, moved by the shift that lays the template best over that stance. The rules decide the bias, the shift the scatter.
 */

/** Widest shift between a stance's window and the template, seconds: what the windows' own landmarks may jitter *(judgement)*. */
const MAX_SHIFT_S = 0.05;
/** Averaging and shifting are repeated this often; the shifts settle within a millisecond after two. Rounds after the first only search nearby. */
const ROUNDS = 3;
const NEARBY_SAMPLES = 2;
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
    const reach = round === 0 ? maxShift : NEARBY_SAMPLES;
    const shifted = placed.map((start) => bestStart(signals, averages, start, reach));
    // The average must not wander: the typical stance keeps its place.
    const drift = mean(shifted.map((start, i) => start - starts[i]!));
    placed = shifted.map((start) => start - drift);
    averages = averagesOf(placed);
  }
  return { starts: placed, likeness: placed.map((s) => likeness(signals, averages, s)) };
}

function missingPart(signals: Float64Array[], start: number, length: number): number {
  const from = Math.floor(start);
  let seen = 0;
  for (const signal of signals) {
    for (let i = Math.max(0, from); i < Math.min(from + length, signal.length); i++)
      if (!Number.isNaN(signal[i])) seen++;
  }
  return 1 - seen / (length * signals.length);
}

/** Mean [length] of one signal over windows at fractional `starts`, sample by sample; missing samples do not count. */
export function averageWindow(signal: Float64Array, starts: number[], length: number): Float64Array {
  const sum = new Float64Array(length);
  const count = new Float64Array(length);
  for (const start of starts) {
    if (Number.isNaN(start)) continue;
    const whole = Math.floor(start);
    const part = start - whole;
    for (let k = Math.max(0, -whole); k < Math.min(length, signal.length - 1 - whole); k++) {
      const value = between(signal, whole + k, part);
      if (Number.isNaN(value)) continue;
      sum[k] = sum[k]! + value;
      count[k] = count[k]! + 1;
    }
  }
  return sum.map((value, k) => value / count[k]!);
}

/** The start within ± `reach` samples at which the average differs least, between samples by a parabola. */
function bestStart(signals: Float64Array[], averages: Float64Array[], start: number, reach: number): number {
  if (Number.isNaN(start)) return NaN;
  const misfits = new Float64Array(2 * reach + 1);
  let best = 0;
  for (let i = 0; i < misfits.length; i++) {
    misfits[i] = meanSquare(signals, averages, start + i - reach);
    if (misfits[i]! < misfits[best]!) best = i;
  }
  const before = misfits[best - 1] ?? NaN;
  const after = misfits[best + 1] ?? NaN;
  const bend = before - 2 * misfits[best]! + after;
  const fraction = bend > 0 && bend < Infinity ? (before - after) / (2 * bend) : 0;
  return start + best - reach + fraction;
}

/** Mean squared difference between the signals from `start` on and the averages, over what is there. */
function meanSquare(signals: Float64Array[], averages: Float64Array[], start: number): number {
  const whole = Math.floor(start);
  const part = start - whole;
  let sum = 0;
  let count = 0;
  for (let s = 0; s < signals.length; s++) {
    const signal = signals[s]!;
    const target = averages[s]!;
    const to = Math.min(target.length, signal.length - 1 - whole);
    for (let k = Math.max(0, -whole); k < to; k++) {
      const difference = between(signal, whole + k, part) - target[k]!;
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

/** Value `part` of the way from sample `i` to the next, on a straight line; NaN next to missing samples. */
function between(signal: Float64Array, i: number, part: number): number {
  return signal[i]! + part * (signal[i + 1]! - signal[i]!);
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
