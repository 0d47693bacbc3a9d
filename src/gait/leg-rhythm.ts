import type { Seconds } from '../units';

/** Stride frequencies looked for, hertz: a slow walk to a sprint; legs' distances go once around per stride. */
const STRIDE_HZ = { from: 0.6, to: 2.2, step: 0.02 } as const;
/** The frequency is found on stretches this long: steps of 0.02 Hz drift by a sixth of a stride at most. */
const STRETCH_S: Seconds = 8;
/** The beat is averaged over this long: swaps of up to a third of it are outvoted; longer would blur changes of cadence *(judgement)*. */
const BEAT_S: Seconds = 6;

/** The phase of the stride in each frame, [T] each; its origin is arbitrary. */
export interface Rhythm {
  cosine: Float64Array;
  sine: Float64Array;
}

/**
 * The rhythm in a signal that alternates once per stride, such as how far one leg is ahead of the other. `values` [T] may be missing (NaN)
 * and have the wrong sign in a minority of frames. `timeS` [T] strictly increasing. Linear time.
 */
export function rhythmOf(timeS: Float64Array, values: Float64Array): Rhythm {
  const hz = strideHz(timeS, values);
  const cosine = new Float64Array(timeS.length);
  const sine = new Float64Array(timeS.length);
  let phase = 0;
  for (let i = 0; i < timeS.length; i++) {
    if (i > 0) phase += 2 * Math.PI * hz[i]! * (timeS[i]! - timeS[i - 1]!);
    cosine[i] = Math.cos(phase);
    sine[i] = Math.sin(phase);
  }
  return { cosine, sine };
}

/**
 * The even beat in `values` [T]: their fundamental at the rhythm, same unit, averaged over BEAT_S around each frame. It has the sign of the
 * majority around, which is what tells swapped legs. 0 where nothing is known.
 */
export function beatOf(timeS: Float64Array, values: Float64Array, rhythm: Rhythm): Float64Array {
  const n = values.length;
  const beat = new Float64Array(n);
  let [from, to, inPhase, behind, count] = [0, 0, 0, 0, 0];
  const take = (i: number, sign: 1 | -1) => {
    const value = values[i]!;
    if (Number.isNaN(value)) return;
    inPhase += sign * value * rhythm.cosine[i]!;
    behind += sign * value * rhythm.sine[i]!;
    count += sign;
  };
  for (let i = 0; i < n; i++) {
    while (to < n && timeS[to]! <= timeS[i]! + BEAT_S / 2) take(to++, 1);
    while (timeS[from]! < timeS[i]! - BEAT_S / 2) take(from++, -1);
    if (count > 0) beat[i] = (2 / count) * (inPhase * rhythm.cosine[i]! + behind * rhythm.sine[i]!);
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
  let best: number = STRIDE_HZ.from;
  let strongest = -1;
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
    if (strength <= strongest) continue;
    best = hz;
    strongest = strength;
  }
  return best;
}
