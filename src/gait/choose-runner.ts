import type { PoseTrack } from '../pose/pose-track';
import { legLengthPx } from '../signal/leg-length';
import { median } from '../signal/median';
import type { Pixels } from '../units';

/** One person in the picture, as a few seconds showed them. */
export interface RunnerCandidate {
  /** Where the hips are, and how long the legs, pixels of the upright picture. */
  x: Pixels;
  y: Pixels;
  legPx: Pixels;
  /** 0–1: how much of the feet's movement is one even rhythm of running; 0 for who stands. */
  rhythm: number;
  /** Strides per second of that rhythm; NaN where there is none. */
  strideHz: number;
  /** How far the hips wander from their place, leg lengths. */
  wanders: number;
}

/** Who is followed, of whom, and why in half a sentence. */
export interface RunnerChoice {
  candidates: RunnerCandidate[];
  /** Index of the candidate; −1 = nobody was seen. */
  chosen: number;
  why: string;
}

/** Stride frequencies of running, hertz: 2 × 60 a minute to 2 × 120. */
const RUNNING_HZ = { from: 1, to: 2, step: 0.02 } as const;
/** Feet that move apart by less than this, leg lengths, do not run *(judgement: a runner's do by one, a fidget's by a tenth)*. */
const LEAST_SWING = 0.15;
/** Less of an even rhythm than this is no running *(judgement: runners 0.7–0.95, people who stand or pass by below 0.3)*. */
const LEAST_RHYTHM = 0.4;
/** Who runs on a treadmill stays within this, leg lengths *(judgement)*. */
const MOST_WANDERING = 1.5;
/** Two people whose rhythms differ by less are one and the mirror's image *(judgement)*. */
const SAME_RHYTHM_HZ = 0.03;

/**
 * Of several people the one whose feet keep the rhythm of running: a coach who stands by may be larger and nearer the middle, a poster does not
 * move, a passer-by walks through. Of a runner and their mirror image the larger. Where nobody runs, the largest. Pure.
 */
export function chooseRunner(tracks: readonly PoseTrack[]): RunnerChoice {
  const candidates = tracks.map(candidateOf);
  const largestOf = (of: readonly RunnerCandidate[]) =>
    of.reduce((best, one) => (one.legPx > best.legPx ? one : best));
  if (candidates.length === 0) return { candidates, chosen: -1, why: 'nobody was seen' };
  const running = candidates.filter(({ rhythm, wanders }) => rhythm >= LEAST_RHYTHM && wanders <= MOST_WANDERING);
  const choose = (one: RunnerCandidate, why: string) => ({ candidates, chosen: candidates.indexOf(one), why });
  if (running.length === 0) return choose(largestOf(candidates), 'nobody’s feet keep a running rhythm: the largest person');
  const [only] = running;
  if (running.length === 1 && only)
    return choose(only, candidates.length === 1 ? 'the only person' : 'the only one whose feet keep a running rhythm');
  const first = largestOf(running);
  const mirrored = running.every(({ strideHz }) => Math.abs(strideHz - first.strideHz) < SAME_RHYTHM_HZ);
  return choose(
    first,
    mirrored ? 'the larger of two that move alike, as a mirror shows them' : 'the larger of several who run',
  );
}

function candidateOf(track: PoseTrack): RunnerCandidate {
  const legPx = legLengthPx(track);
  const { left_hip: left, right_hip: right, left_ankle: leftAnkle, right_ankle: rightAnkle } = track.landmarks;
  const hipX = left.x.map((x, i) => (x + right.x[i]!) / 2);
  const hipY = left.y.map((y, i) => (y + right.y[i]!) / 2);
  const [x, y] = [median(hipX), median(hipY)];
  const apart = (axis: 'x' | 'y') => leftAnkle[axis].map((at, i) => (at - rightAnkle[axis][i]!) / legPx);
  const rhythms = [rhythmIn(track.timeS, apart('x')), rhythmIn(track.timeS, apart('y'))];
  const [best] = rhythms.sort((a, b) => b.swing * b.part - a.swing * a.part);
  const runs = best !== undefined && best.swing >= LEAST_SWING;
  const wanders = median(hipX.map((at, i) => Math.hypot(at - x, hipY[i]! - y))) / legPx;
  return {
    x,
    y,
    legPx,
    rhythm: runs ? best.part : 0,
    strideHz: runs ? best.hz : NaN,
    wanders: Number.isNaN(wanders) ? 0 : 2 * wanders,
  };
}

/** The strongest running frequency in a signal: its part of the variance, and how far the signal swings about its mean. */
function rhythmIn(timeS: Float64Array, values: Float32Array): { hz: number; part: number; swing: number } {
  const known = [...values.keys()].filter((i) => Number.isFinite(values[i]));
  const mean = known.reduce((sum, i) => sum + values[i]!, 0) / known.length;
  const power = known.reduce((sum, i) => sum + (values[i]! - mean) ** 2, 0);
  let best = { hz: NaN, part: 0, swing: 0 };
  const steps = Math.round((RUNNING_HZ.to - RUNNING_HZ.from) / RUNNING_HZ.step);
  for (let k = 0; k <= steps && power > 0; k++) {
    const hz = RUNNING_HZ.from + k * RUNNING_HZ.step;
    let [cosine, sine] = [0, 0];
    for (const i of known) {
      const angle = 2 * Math.PI * hz * timeS[i]!;
      cosine += (values[i]! - mean) * Math.cos(angle);
      sine += (values[i]! - mean) * Math.sin(angle);
    }
    const amplitude = (2 / known.length) * Math.hypot(cosine, sine);
    const part = Math.min(1, (amplitude ** 2 * known.length) / 2 / power);
    if (part > best.part) best = { hz, part, swing: 2 * amplitude };
  }
  return best;
}
