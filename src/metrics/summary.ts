import type { Side } from '../units';
import {
  halfWidth95,
  type Interval,
  type MeanError,
  meanErrorOf,
  meanOf,
  standardDeviationOf,
  studentT95,
} from './mean-error';
import type { Metric } from './metric';

/** Strides of one leg below which a number is withheld, up to which it is provisional, and from which it is firm (SCIENCE.md §4.4). */
export const LEAST_STRIDES = 5;
export const PROVISIONAL_STRIDES = 10;
const FIRM_STRIDES = 25;
const Z_95 = 1.959964;

/** The two legs of a summary, in the order in which they are told. */
export const LEGS = ['left', 'right'] as const;
export type Leg = (typeof LEGS)[number];

/** How far a mean may be trusted by its number of strides; `rough` = 5 to 9. */
type Confidence = 'firm' | 'provisional' | 'rough';

/**
 * A metric over the strides of one leg, or of both: the one value, and the one interval, that card, table, finding, report,
 * comparison, trend and file tell. Mean, SD, intervals and freedom are NaN where withheld.
 */
export interface SideSummary {
  mean: number;
  /** Sample standard deviation over strides. */
  sd: number;
  /** Strides that count. */
  n: number;
  /** 95 % interval of the mean by all that is known to be uncertain: strides and `HiddenError`. */
  ci95: Interval;
  /** The same by the strides alone, their likeness from one to the next counted: for the same camera and clothes. */
  ci95OfStrides: Interval;
  /** Degrees of freedom of the latter. */
  freedom: number;
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
  /** Mean of the two legs' means; the one leg where the other is withheld. Its SD is over all their strides. */
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

/** What a mean may be off by that the spread of its strides does not show; standard deviations in the metric's unit. */
export interface HiddenError {
  /** Of a mean of `strides` of each leg: noise that reading shares out over all strides, so that no single one has it. */
  shared: (part: Leg | 'both', strides: Record<Side, number>) => number;
  /** Of what is alike in every stride. */
  alike: (part: Leg | 'both', mean: number) => number;
}

export function isMeasured(result: MetricResult): result is MetricSummary {
  return !('unavailable' in result);
}

/** Said wherever one leg's number is asked for that an unknown camera roll would have falsified (metrics/level). */
export const SIDES_LOST = 'the camera’s lean is not known: only the mean of both legs is sure';

/** Why a measured metric has a mean of both legs but no left and right; null = the camera does not keep them from it. */
export function sidesLost(result: MetricResult): string | null {
  return isMeasured(result) && result.left.withheld === SIDES_LOST ? SIDES_LOST : null;
}

/** The legs that have a number of their own. */
export function toldLegs(summary: MetricSummary): (SideSummary & { side: Leg })[] {
  return LEGS.map((side) => ({ side, ...summary[side] })).filter(({ withheld }) => withheld === null);
}

/** How well a mean is known by its strides alone. */
export function strideErrorOf({ ci95OfStrides, freedom }: SideSummary): MeanError {
  return { standardError: halfOf(ci95OfStrides) / studentT95(freedom), freedom };
}

/**
 * Half of the 95 % interval of left less right. What is alike in every stride of a leg is taken as opposite in the two, as a camera's
 * lean is; their strides are taken as independent.
 */
export function differenceHalfWidth(left: SideSummary, right: SideSummary): number {
  const alike = ({ ci95, ci95OfStrides }: SideSummary) =>
    Math.sqrt(Math.max(0, halfOf(ci95) ** 2 - halfOf(ci95OfStrides) ** 2));
  return Math.hypot(halfOf(left.ci95OfStrides), halfOf(right.ci95OfStrides), alike(left) + alike(right));
}

function halfOf([low, high]: Interval): number {
  return (high - low) / 2;
}

/**
 * Summarises the finite stride values of each leg, in order of time. `hidden`: what these do not show; null = nothing is known of it.
 * `sidesLost`: why the legs' own numbers are withheld; null = they are not.
 */
export function summarise(
  metric: Metric,
  values: Record<Side, readonly number[]>,
  hidden: HiddenError | null = null,
  sidesLost: string | null = null,
): MetricSummary {
  const known = (part: Leg | 'both', mean: number, ofStrides: readonly number[]) =>
    intervalsOf(mean, meanErrorOf(ofStrides), {
      shared: hidden?.shared(part, { left: values.left.length, right: values.right.length }) ?? 0,
      alike: hidden?.alike(part, mean) ?? 0,
    });
  const leg = (side: Leg): SideSummary => {
    const of = values[side];
    const n = of.length;
    if (n < LEAST_STRIDES)
      return withheldSide(
        n,
        `only ${n} ${n === 1 ? 'stride' : 'strides'} counted; ${LEAST_STRIDES} are needed`,
      );
    const mean = meanOf(of);
    const spread = { mean, sd: standardDeviationOf(of), n, confidence: confidenceOf(n), withheld: null };
    return { ...spread, ...known(side, mean, of) };
  };
  const [left, right] = [leg('left'), leg('right')];
  const told = (side: SideSummary) => (sidesLost === null ? side : withheldSide(side.n, sidesLost));
  return {
    name: metric.name,
    unit: metric.unit,
    left: told(left),
    right: told(right),
    both: bothLegs(left, right, values, known),
    ...(metric.sided && sidesLost === null
      ? asymmetry(left, right)
      : { asymmetryPct: NaN, asymmetryNoisePct: NaN }),
  };
}

type Intervals = Pick<SideSummary, 'ci95' | 'ci95OfStrides' | 'freedom'>;

function intervalsOf(
  mean: number,
  { standardError, freedom }: MeanError,
  hidden: { shared: number; alike: number },
): Intervals {
  const strides = halfWidth95({ standardError: Math.hypot(standardError, hidden.shared), freedom });
  const all = Math.hypot(strides, Z_95 * hidden.alike);
  return { ci95: [mean - all, mean + all], ci95OfStrides: [mean - strides, mean + strides], freedom };
}

/** A left and a right stride overlap in time and share what moves both, so for the error two and two are one. */
function bothLegs(
  left: SideSummary,
  right: SideSummary,
  values: Record<Side, readonly number[]>,
  known: (part: 'both', mean: number, ofStrides: readonly number[]) => Intervals,
): SideSummary {
  const legs = [left, right].filter(({ withheld }) => withheld === null);
  const [first, second] = legs;
  if (!first) return withheldSide(0, left.withheld ?? '');
  // A withheld leg caps the other at provisional.
  if (!second) return { ...first, confidence: confidenceOf(Math.min(first.n, FIRM_STRIDES - 1)) };
  const mean = (first.mean + second.mean) / 2;
  const pairs = values.left
    .slice(0, values.right.length)
    .map((value, stride) => (value + values.right[stride]!) / 2);
  return {
    mean,
    sd: standardDeviationOf([...values.left, ...values.right]),
    n: first.n + second.n,
    ...known('both', mean, pairs),
    confidence: confidenceOf(Math.min(first.n, second.n)), // the weaker leg decides
    withheld: null,
  };
}

function withheldSide(n: number, withheld: string): SideSummary {
  const none: Interval = [NaN, NaN];
  return {
    ...{ mean: NaN, sd: NaN, n, ci95: none, ci95OfStrides: none, freedom: NaN },
    ...{ confidence: null, withheld },
  };
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
