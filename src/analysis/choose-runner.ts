import type { PoseTrack } from '../pose/pose-track';
import type { RunnerCandidate, RunnerFound } from '../pose/runner-found';
import { legLengthPx } from '../signal/leg-length';
import { median } from '../signal/median';

/** Stride frequencies of running, hertz: 2 × 60 a minute to 2 × 120. */
const RUNNING_HZ = { from: 1, to: 2, step: 0.02 } as const;
/** Feet that move apart by less than this, leg lengths, do not run *(judgement: a runner's do by one, a fidget's by a tenth)*. */
const LEAST_SWING = 0.15;
/** Less of an even rhythm than this is no running *(judgement: runners 0.7–0.95, people who stand or pass by below 0.3)*. */
const LEAST_RHYTHM = 0.4;
/** Who runs on a treadmill stays within this, leg lengths *(judgement)*. */
const MOST_WANDERING = 1.5;
/** Two people whose rhythms differ by less move alike, as a runner and the mirror's image do *(judgement)*. */
const SAME_RHYTHM_HZ = 0.03;
/** Whoever is found in fewer of the frames is nobody to follow *(judgement)*. */
const LEAST_FOUND = 0.5;
/** Two who are nearer to each other than this, leg lengths, and as large but for this part, are one *(judgement)*. */
const SAME_PLACE = 0.2;
const SAME_SIZE = 0.25;

/**
 * Of several people the one whose feet keep the rhythm of running: a coach who stands by may be larger and nearer the middle, a poster does not
 * move, a passer-by walks through. Of a runner and their mirror image the larger. Where nobody keeps a rhythm, who moves their feet most: in slow
 * motion that is the runner. Pure.
 */
export function chooseRunner(tracks: readonly PoseTrack[]): RunnerFound {
  const candidates = apart(tracks.filter(isFound).map(candidateOf));
  const [only] = candidates;
  if (only === undefined) return { candidates, chosen: -1, sure: false, why: 'nobody was seen' };
  const choose = (one: RunnerCandidate, sure: boolean, why: string) => ({
    candidates,
    chosen: candidates.indexOf(one),
    sure,
    why,
  });
  if (candidates.length === 1) return choose(only, true, 'the only person');
  const staying = candidates.filter(({ wanders }) => wanders <= MOST_WANDERING);
  const running = staying.filter(({ rhythm }) => rhythm >= LEAST_RHYTHM);
  const [runner] = running;
  if (runner === undefined) return chooseWithoutRhythm(candidates, staying, choose);
  if (running.length === 1) return choose(runner, true, 'the only one whose feet keep a running rhythm');
  const largest = largestOf(running);
  const alike = running.every(({ strideHz }) => Math.abs(strideHz - largest.strideHz) < SAME_RHYTHM_HZ);
  if (alike) return choose(largest, true, 'the largest of those who move alike, as in a mirror');
  return choose(largest, false, `the largest of ${running.length} who run`);
}

function chooseWithoutRhythm(
  all: readonly RunnerCandidate[],
  staying: readonly RunnerCandidate[],
  choose: (one: RunnerCandidate, sure: boolean, why: string) => RunnerFound,
): RunnerFound {
  const moving = staying.filter(({ swing }) => swing >= LEAST_SWING);
  if (moving.length === 0)
    return choose(largestOf(all), false, 'nobody’s feet keep a running rhythm: the largest person');
  const most = moving.reduce((best, one) => (one.swing > best.swing ? one : best));
  return choose(most, false, 'nobody’s feet keep a running rhythm: the one who moves them most');
}

function largestOf(of: readonly RunnerCandidate[]): RunnerCandidate {
  return of.reduce((best, one) => (one.legPx > best.legPx ? one : best));
}

/** Two trackers may have ended on one person. */
function apart(candidates: readonly RunnerCandidate[]): RunnerCandidate[] {
  const kept: RunnerCandidate[] = [];
  for (const one of candidates) {
    const isKnown = kept.some((other) => {
      const legPx = Math.min(one.legPx, other.legPx);
      const isNear = Math.hypot(one.x - other.x, one.y - other.y) < SAME_PLACE * legPx;
      return isNear && Math.abs(one.legPx - other.legPx) < SAME_SIZE * legPx;
    });
    if (!isKnown) kept.push(one);
  }
  return kept;
}

function isFound(track: PoseTrack): boolean {
  const { x } = track.landmarks.left_hip;
  const found = x.filter((at) => !Number.isNaN(at)).length;
  return found > 0 && found >= LEAST_FOUND * x.length && legLengthPx(track) > 0;
}

function candidateOf(track: PoseTrack): RunnerCandidate {
  const legPx = legLengthPx(track);
  const {
    left_hip: left,
    right_hip: right,
    left_ankle: leftAnkle,
    right_ankle: rightAnkle,
  } = track.landmarks;
  const hipX = left.x.map((x, i) => (x + right.x[i]!) / 2);
  const hipY = left.y.map((y, i) => (y + right.y[i]!) / 2);
  const [x, y] = [median(hipX), median(hipY)];
  const wanders = (2 * median(hipX.map((at, i) => Math.hypot(at - x, hipY[i]! - y)))) / legPx;
  const between = (axis: 'x' | 'y') => leftAnkle[axis].map((at, i) => (at - rightAnkle[axis][i]!) / legPx);
  const axes = [between('x'), between('y')];
  const [best] = axes.map((apart) => rhythmOf(track.timeS, apart)).sort((a, b) => b.power - a.power);
  const runs = best !== undefined && best.swing >= LEAST_SWING;
  return {
    x,
    y,
    legPx,
    rhythm: runs ? best.part : 0,
    strideHz: runs ? best.hz : NaN,
    swing: Math.max(...axes.map(rangeOf)),
    wanders,
  };
}

/** How far values range, but for the tenth at either end. */
function rangeOf(values: Float32Array): number {
  const known = values.filter((value) => !Number.isNaN(value)).sort();
  const at = (part: number) => known[Math.round(part * (known.length - 1))] ?? 0;
  return at(0.9) - at(0.1);
}

interface Rhythm {
  hz: number;
  mean: number;
  /** Its part of the variance, 0–1. */
  part: number;
  /** How far the signal swings with it, from end to end. */
  swing: number;
  /** What tells the signal with more of it. */
  power: number;
}

/**
 * How the feet move apart and together. A model that takes the legs for one another turns the distance’s sign; its square stays as
 * it is, and comes back once a step.
 */
function rhythmOf(timeS: Float64Array, apart: Float32Array): Rhythm {
  const ofStrides = rhythmIn(timeS, apart, 1);
  const ofSteps = rhythmIn(
    timeS,
    apart.map((distance) => distance ** 2),
    2,
  );
  if (ofStrides.part >= ofSteps.part) return ofStrides;
  // Feet that stand apart and tremble have a square that swings too, but far from 0.
  const swing = rootOf(ofSteps.mean + ofSteps.swing / 2) - rootOf(ofSteps.mean - ofSteps.swing / 2);
  return { ...ofSteps, swing, power: (swing / 2) * ofSteps.part };
}

function rootOf(square: number): number {
  return Math.sqrt(Math.max(0, square));
}

/** The strongest running frequency in a signal that comes back so many times a stride. */
function rhythmIn(timeS: Float64Array, values: Float32Array, timesAStride: 1 | 2): Rhythm {
  const known = [...values.keys()].filter((i) => Number.isFinite(values[i]));
  const mean = known.reduce((sum, i) => sum + values[i]!, 0) / known.length;
  const variance = known.reduce((sum, i) => sum + (values[i]! - mean) ** 2, 0) / known.length;
  let best: Rhythm = { hz: NaN, mean, part: 0, swing: 0, power: 0 };
  // What comes and goes faster than every other frame cannot be told from what is slower.
  const mostHz = (timeS.length - 1) / (timeS.at(-1)! - timeS[0]!) / 2 / timesAStride;
  const steps = Math.round((RUNNING_HZ.to - RUNNING_HZ.from) / RUNNING_HZ.step);
  for (let k = 0; k <= steps && variance > 0; k++) {
    const hz = RUNNING_HZ.from + k * RUNNING_HZ.step;
    if (hz >= mostHz) break;
    let [cosine, sine] = [0, 0];
    for (const i of known) {
      const angle = 2 * Math.PI * timesAStride * hz * timeS[i]!;
      cosine += (values[i]! - mean) * Math.cos(angle);
      sine += (values[i]! - mean) * Math.sin(angle);
    }
    const amplitude = (2 / known.length) * Math.hypot(cosine, sine);
    const part = Math.min(1, amplitude ** 2 / 2 / variance);
    if (part > best.part) best = { hz, mean, part, swing: 2 * amplitude, power: amplitude * part };
  }
  return best;
}
