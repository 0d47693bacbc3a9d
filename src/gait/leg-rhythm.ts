import type { Seconds } from '../units';

/** Stride frequencies looked for, hertz: a slow walk to a sprint; legs' distances go once around per stride. */
const STRIDE_HZ = { from: 0.6, to: 2.2, step: 0.02 } as const;
/** The frequency is found on stretches this long: steps of 0.02 Hz drift by a sixth of a stride at most. */
const STRETCH_S: Seconds = 8;
/** The beat is averaged over this long: swaps of up to a third of it are outvoted; longer would blur changes of cadence *(judgement)*. */
const BEAT_S: Seconds = 6;

/**
 * The even beat in a signal that alternates once per stride, here how far the left leg is ahead of the right: its fundamental, [T], same unit.
 * `values` may be missing (NaN) and may have the wrong sign in a minority of frames: the beat has the sign of the majority around,
 * which is what tells swapped legs. Linear time. `timeS` strictly increasing.
 */
export function beatOf(timeS: Float64Array, values: Float64Array): Float64Array {
  const n = values.length;
  const hz = strideHz(timeS, values);
  const phase = new Float64Array(n);
  for (let i = 1; i < n; i++) phase[i] = phase[i - 1]! + 2 * Math.PI * hz[i]! * (timeS[i]! - timeS[i - 1]!);
  // Running sums of value·cos and value·sin over BEAT_S around each frame: complex demodulation.
  const beat = new Float64Array(n);
  let [from, to, cosine, sine, count] = [0, 0, 0, 0, 0];
  const change = (i: number, sign: 1 | -1) => {
    const value = values[i]!;
    if (Number.isNaN(value)) return;
    cosine += sign * value * Math.cos(phase[i]!);
    sine += sign * value * Math.sin(phase[i]!);
    count += sign;
  };
  for (let i = 0; i < n; i++) {
    while (to < n && timeS[to]! <= timeS[i]! + BEAT_S / 2) change(to++, 1);
    while (timeS[from]! < timeS[i]! - BEAT_S / 2) change(from++, -1);
    if (count > 0) beat[i] = (2 / count) * (cosine * Math.cos(phase[i]!) + sine * Math.sin(phase[i]!));
  }
  return beat;
}

/** The strongest stride frequency around each frame, hertz [T]. */
function strideHz(timeS: Float64Array, values: Float64Array): Float64Array {
  const hz = new Float64Array(timeS.length);
  let from = 0;
  while (from < timeS.length) {
    let to = from;
    while (to < timeS.length && timeS[to]! < timeS[from]! + STRETCH_S) to++;
    // A short rest belongs to the stretch before it.
    if (timeS.at(-1)! - timeS[from]! < 1.5 * STRETCH_S) to = timeS.length;
    hz.fill(strongestHz(timeS, values, from, to), from, to);
    from = to;
  }
  return hz;
}

/** Samples per second that show a stride; more would only cost time. */
const COARSE_HZ = 12;

function strongestHz(timeS: Float64Array, values: Float64Array, from: number, to: number): number {
  const perSecond = (to - from) / (timeS[to - 1]! - timeS[from]! || 1);
  const step = Math.max(1, Math.round(perSecond / COARSE_HZ));
  let [best, strongest] = [STRIDE_HZ.from, -1];
  const candidates = Math.round((STRIDE_HZ.to - STRIDE_HZ.from) / STRIDE_HZ.step);
  for (let k = 0; k <= candidates; k++) {
    const hz = STRIDE_HZ.from + k * STRIDE_HZ.step;
    let [cosine, sine] = [0, 0];
    for (let i = from; i < to; i += step) {
      if (Number.isNaN(values[i])) continue;
      const angle = 2 * Math.PI * hz * timeS[i]!;
      cosine += values[i]! * Math.cos(angle);
      sine += values[i]! * Math.sin(angle);
    }
    const strength = cosine * cosine + sine * sine;
    if (strength > strongest) [best, strongest] = [hz, strength];
  }
  return best;
}
