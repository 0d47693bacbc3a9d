/**
 * Gain of two passes of a second-order Butterworth filter at its nominal cut-off is 1/2, not 1/√2;
 * dividing tan(πfc/fs) by (√2 − 1)^¼ = 0.802 puts the −3 dB point of the pair where it was asked for (Winter; Robertson & Dowling 2003).
 */
const TWO_PASS_CORRECTION = (Math.SQRT2 - 1) ** 0.25;

/** Ends are extended by this many time constants of the filter, so that its start-up dies away outside the data. */
const PADDING_TIME_CONSTANTS = 10;

interface Coefficients {
  b0: number;
  b1: number;
  b2: number;
  a1: number;
  a2: number;
}

/**
 * Zero-lag fourth-order Butterworth low-pass: second order, run forwards and backwards.
 * `values` [n], evenly sampled, is filtered in place; each run of numbers between NaNs on its own, NaN stays NaN.
 * `cutoffHz` is the −3 dB point of both passes together; at or above the Nyquist limit nothing is done.
 */
export function lowPass(values: Float64Array, sampleRateHz: number, cutoffHz: number): void {
  if (!(cutoffHz < sampleRateHz / 2)) return;
  const coefficients = secondOrder(cutoffHz / sampleRateHz);
  const padding = Math.ceil((PADDING_TIME_CONSTANTS * sampleRateHz) / (2 * Math.PI * cutoffHz));
  let start = 0;
  while (start < values.length) {
    while (start < values.length && Number.isNaN(values[start])) start++;
    let end = start;
    while (end < values.length && !Number.isNaN(values[end])) end++;
    // Two samples or fewer have no shape to keep.
    if (end - start > 2) twoPasses(values.subarray(start, end), coefficients, padding);
    start = end;
  }
}

function secondOrder(cutoffPerSampleRate: number): Coefficients {
  const w = Math.tan(Math.PI * cutoffPerSampleRate) / TWO_PASS_CORRECTION;
  const scale = 1 / (1 + Math.SQRT2 * w + w * w);
  const b0 = w * w * scale;
  return {
    b0,
    b1: 2 * b0,
    b2: b0,
    a1: 2 * (w * w - 1) * scale,
    a2: (1 - Math.SQRT2 * w + w * w) * scale,
  };
}

/** Both passes over one run, whose ends are continued by point reflection (position and slope stay continuous). */
function twoPasses(run: Float64Array, coefficients: Coefficients, padding: number): void {
  const n = run.length;
  const pad = Math.min(padding, n - 1);
  const padded = new Float64Array(n + 2 * pad);
  padded.set(run, pad);
  for (let i = 1; i <= pad; i++) {
    padded[pad - i] = 2 * run[0]! - run[i]!;
    padded[pad + n - 1 + i] = 2 * run[n - 1]! - run[n - 1 - i]!;
  }
  onePass(padded, coefficients);
  padded.reverse();
  onePass(padded, coefficients);
  padded.reverse();
  run.set(padded.subarray(pad, pad + n));
}

/** One pass in place, transposed direct form II, started as if the first value had always been there. */
function onePass(values: Float64Array, { b0, b1, b2, a1, a2 }: Coefficients): void {
  const first = values[0]!;
  let s1 = first * (1 - b0);
  let s2 = first * (b2 - a2);
  for (let i = 0; i < values.length; i++) {
    const x = values[i]!;
    const y = b0 * x + s1;
    s1 = b1 * x - a1 * y + s2;
    s2 = b2 * x - a2 * y;
    values[i] = y;
  }
}
