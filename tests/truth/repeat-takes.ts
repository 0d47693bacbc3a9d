import type { ComparedSession, ComparedTake } from '../../src/compare/compared-session';
import { DETECTABLE_DIFFERENCE } from '../../src/compare/detectable-difference';
import { partsOf } from '../../src/compare/parts';
import type { MeasuredStride } from '../../src/analysis/run-analysis';
import { NO_FACTS, type RunFacts } from '../../src/analysis/session';
import type { Metric, MetricId } from '../../src/metrics/metric';
import { losesSides } from '../../src/metrics/level';
import { tableOf } from '../../src/metrics/registry';
import { NOTHING_ELSE, summarise, SIDES_LOST } from '../../src/metrics/summary';
import { emptyPoseTrack } from '../../src/pose/pose-track';
import { SIDES, type Side } from '../../src/units';
import type { Random } from './random';
import { recordingOf } from './recording-of';

/** How far a take's mean is off what the runner does, in each leg's strides; the metric's unit. */
export type TakeError = (metric: Metric, random: Random) => Record<Side, number>;

/** A session at the level of stride values: no landmarks, only what strides measured. */
export interface SummarySession {
  id?: string;
  filmedAtMs?: number;
  facts?: Partial<RunFacts>;
  rollKnown?: boolean;
  /** Strides of each leg. */
  strides?: number;
  /** What the runner truly does, where it is not TRUE_MEAN. */
  means?: Partial<Record<MetricId, number | Record<Side, number>>>;
  error?: TakeError;
}

/** Lag-1 autocorrelation of strides: long-range correlated gait has 0.2–0.5 at lag 1 *(judgement)*. */
const ALIKE = 0.3;
const STRIDE_S = 0.71;

const TRUE_MEAN: Partial<Record<MetricId, number>> = {
  cadenceSpm: 168,
  trunkLeanMeanDeg: 5,
  pelvicDropPeakDeg: 6,
};
/** Stride-to-stride standard deviation of the headline numbers *(judgement)*; of others, their published SEM. */
const STRIDE_SD: Partial<Record<MetricId, number>> = {
  cadenceSpm: 2,
  trunkLeanMeanDeg: 1,
  pelvicDropPeakDeg: 1.3,
};

/** Published standard error of measurement: all that makes two means of one runner differ. */
function publishedSem(id: MetricId): number {
  return DETECTABLE_DIFFERENCE[id].value / 2.77;
}

/** Stride-to-stride standard deviation of a metric here. */
function strideSd(id: MetricId): number {
  return STRIDE_SD[id] ?? publishedSem(id);
}

/** Every take off by the whole published error; what the strides of 25 a leg add (a quarter of their spread) is part of it. */
export const wholePublishedError: TakeError = (metric, random) => {
  const sd = Math.sqrt(Math.max(0, publishedSem(metric.id) ** 2 - (strideSd(metric.id) / 4) ** 2));
  const [left, right] = [sd * random.normal(), sd * random.normal()];
  return partsOf(metric).length === 1 ? { left, right: left } : { left, right };
};

/** A side and a rear take of one runner. The same seed gives the same strides. */
export function summarySession(of: SummarySession, random: Random): ComparedSession {
  const { id = 'session', filmedAtMs = 0, facts } = of;
  const session = { id, filmedAtMs, facts: { ...NO_FACTS, ...facts }, runner: null };
  return { session, takes: [summaryTake('left', of, random), summaryTake('rear', of, random)] };
}

function summaryTake(view: 'left' | 'rear', of: SummarySession, random: Random): ComparedTake {
  const perLeg = of.strides ?? 25;
  const columns = tableOf((metric) => {
    const off = of.error?.(metric, random) ?? { left: 0, right: 0 };
    return metric.views.includes(view)
      ? strideValues(metric, perLeg, of.means?.[metric.id], off, random)
      : null;
  });
  const strides = Array.from({ length: 2 * perLeg }, (_, i): MeasuredStride => {
    const startS = (i * STRIDE_S) / 2;
    const side = SIDES[i % 2]!;
    return {
      side,
      startS,
      endS: startS + STRIDE_S,
      stance: { side, initialContactS: startS, toeOffS: startS + 0.25, confidence: 1 },
      oppositeContactS: startS + STRIDE_S / 2,
      excluded: null,
      values: tableOf(({ id }) => columns[id]?.[i] ?? NaN),
    };
  });
  const { pose, source } = recordingOf(emptyPoseTrack(0));
  const none = new Float32Array();
  const pelvicLine =
    view === 'rear'
      ? { method: 'waistband' as const, tiltDeg: none, confidence: none, neutralTiltDeg: null }
      : null;
  const level = { cameraRollKnown: of.rollKnown !== false, pelvicLine };
  const metrics = tableOf((metric) => {
    const values = columns[metric.id];
    if (!values) return { name: metric.name, unit: metric.unit, unavailable: 'needs another view' };
    const [left, right] = [0, 1].map((leg) => values.filter((_, i) => i % 2 === leg));
    const sidesLost = losesSides(metric, level) ? SIDES_LOST : null;
    return summarise(metric, { left: left!, right: right! }, { ...NOTHING_ELSE, sidesLost });
  });
  return {
    analysis: {
      view,
      metrics,
      strides,
      cameraRollFrom: of.rollKnown === false ? 'none' : 'verticals',
      pelvicLine,
    },
    recording: { pose, source: { ...source, fps: 60 } },
  };
}

/** Values of alternating left and right strides: each leg's own, or of steps that a left and a right stride share. */
function strideValues(
  metric: Metric,
  perLeg: number,
  said: number | Record<Side, number> | undefined,
  off: Record<Side, number>,
  random: Random,
): number[] {
  const truth = said ?? TRUE_MEAN[metric.id] ?? 10;
  const mean = typeof truth === 'number' ? { left: truth, right: truth } : truth;
  const sd = strideSd(metric.id);
  const wobble =
    partsOf(metric).length === 1
      ? overlapping(alikeNumbers(2 * perLeg + 1, random))
      : interleaved(alikeNumbers(perLeg, random), alikeNumbers(perLeg, random));
  return wobble.map((w, i) => mean[SIDES[i % 2]!] + off[SIDES[i % 2]!] + sd * w);
}

function interleaved(left: number[], right: number[]): number[] {
  return left.flatMap((value, i) => [value, right[i]!]);
}

/** Strides of two steps each, begun at every step; standard deviation 1 again. */
function overlapping(steps: number[]): number[] {
  return steps.slice(1).map((step, i) => (step + steps[i]!) / Math.sqrt(2 + 2 * ALIKE));
}

/** Numbers of mean 0 and standard deviation 1, each like the one before. */
function alikeNumbers(count: number, random: Random): number[] {
  let last = random.normal();
  return Array.from({ length: count }, () => {
    const now = last;
    last = ALIKE * last + Math.sqrt(1 - ALIKE ** 2) * random.normal();
    return now;
  });
}
