import type { Side } from '../units';
import { meanOf, standardDeviationOf, type Interval, type MeanInterval } from './bootstrap';
import type { Metric } from './metric';

/** Strides of one leg below which a number is withheld, up to which it is provisional, and from which it is firm (SCIENCE.md §4.4). */
export const LEAST_STRIDES = 5;
export const PROVISIONAL_STRIDES = 10;
const FIRM_STRIDES = 25;

/** The two legs of a summary, in the order in which they are told. */
export const LEGS = ['left', 'right'] as const;
export type Leg = (typeof LEGS)[number];

/** How far a mean may be trusted by its number of strides; `rough` = 5 to 9. */
type Confidence = 'firm' | 'provisional' | 'rough';

/** A metric over the strides of one leg, or of both. Mean, SD and interval are NaN where withheld. */
export interface SideSummary {
  mean: number;
  /** Sample standard deviation over strides. */
  sd: number;
  /** Strides that count. */
  n: number;
  ci95: Interval;
  confidence: Confidence | null;
  /** Why there is no number; null where there is one. */
  withheld: string | null;
}

/** A metric that could be measured on at least one leg. */
export interface MetricSummary {
  name: string;
  unit: Metric['unit'];
  left: SideSummary;
  right: SideSummary;
  /** All strides of the legs that are not withheld. */
  both: SideSummary;
  /** 100 · (left − right) / mean of |left| and |right|; NaN where it means nothing (one leg, or both means within their noise of 0). */
  asymmetryPct: number;
  /** Asymmetry that the strides' own spread yields in 95 % of perfectly symmetric runners. */
  asymmetryNoisePct: number;
}

/** A metric without a number, and why. */
interface UnavailableMetric {
  name: string;
  unit: Metric['unit'];
  unavailable: string;
}

export type MetricResult = MetricSummary | UnavailableMetric;

export function isMeasured(result: MetricResult): result is MetricSummary {
  return !('unavailable' in result);
}

/** Said wherever one leg's number is asked for that an unknown camera roll would have falsified (metrics/level). */
export const SIDES_LOST = 'the camera’s lean is not known: only the mean of both legs is sure';

/** Why a measured metric has a mean of both legs but no left and right; null = the camera does not keep them from it. */
export function sidesLost(result: MetricResult): string | null {
  return isMeasured(result) && result.left.withheld === SIDES_LOST ? SIDES_LOST : null;
}

/** Summarises the finite stride values of each leg. `sidesLost`: why the legs' own numbers are withheld; null = they are not. */
export function summarise(
  metric: Metric,
  values: Record<Side, readonly number[]>,
  meanInterval: MeanInterval,
  sidesLost: string | null = null,
): MetricSummary {
  const left = summariseSide(values.left, meanInterval);
  const right = summariseSide(values.right, meanInterval);
  const counted = [
    ...(left.withheld === null ? values.left : []),
    ...(right.withheld === null ? values.right : []),
  ];
  const both = summariseSide(counted, meanInterval);
  const legs = [left, right].map((leg) => leg.n);
  const told = (side: SideSummary) => (sidesLost === null ? side : withheldSide(side.n, sidesLost));
  return {
    name: metric.name,
    unit: metric.unit,
    left: told(left),
    right: told(right),
    both: both.withheld === null ? { ...both, confidence: confidenceOf(bothLegsStrides(legs)) } : both,
    ...(metric.sided && sidesLost === null
      ? asymmetry(left, right)
      : { asymmetryPct: NaN, asymmetryNoisePct: NaN }),
  };
}

/** The weaker leg decides; a withheld leg caps the other at provisional. */
function bothLegsStrides(legs: readonly number[]): number {
  const least = Math.min(...legs);
  return least >= LEAST_STRIDES ? least : Math.min(Math.max(...legs), FIRM_STRIDES - 1);
}

function summariseSide(values: readonly number[], meanInterval: MeanInterval): SideSummary {
  const n = values.length;
  if (n < LEAST_STRIDES) {
    return withheldSide(
      n,
      `only ${n} ${n === 1 ? 'stride' : 'strides'} counted; ${LEAST_STRIDES} are needed`,
    );
  }
  return {
    mean: meanOf(values),
    sd: standardDeviationOf(values),
    n,
    ci95: meanInterval(values),
    confidence: confidenceOf(n),
    withheld: null,
  };
}

function withheldSide(n: number, withheld: string): SideSummary {
  return { mean: NaN, sd: NaN, n, ci95: [NaN, NaN], confidence: null, withheld };
}

function confidenceOf(strides: number): Confidence {
  if (strides >= FIRM_STRIDES) return 'firm';
  return strides >= PROVISIONAL_STRIDES ? 'provisional' : 'rough';
}

/** Symmetry index (Robinson 1987), signed, and its noise floor from the standard errors of the two means. */
function asymmetry(
  left: SideSummary,
  right: SideSummary,
): { asymmetryPct: number; asymmetryNoisePct: number } {
  const size = (Math.abs(left.mean) + Math.abs(right.mean)) / 2;
  const noise = 1.96 * Math.hypot(left.sd / Math.sqrt(left.n), right.sd / Math.sqrt(right.n));
  if (!(size > noise)) return { asymmetryPct: NaN, asymmetryNoisePct: NaN };
  return {
    asymmetryPct: (100 * (left.mean - right.mean)) / size,
    asymmetryNoisePct: (100 * noise) / size,
  };
}
