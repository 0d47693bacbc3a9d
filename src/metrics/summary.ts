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
import type { Trustworthiness, Validated } from './validation';

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
  /** 95 % interval of the mean by all that is known to be uncertain: strides, `HiddenError`, what model, rule and camera are off by. */
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
  /** 100 · (left − right) / mean of |left| and |right|; NaN for angles, and where it means nothing (one leg, or a difference that camera, model and strides explain). */
  asymmetryPct: number;
  /** Asymmetry that a perfectly symmetric runner yields in 95 %. */
  asymmetryNoisePct: number;
  /** The same for angles: left − right, degrees. */
  asymmetryDeg: number;
  asymmetryNoiseDeg: number;
  /** What it was held against; null = nothing. */
  validated: Validated | null;
  /** Never held against truth, or it missed its tolerance there: shown apart, and nothing is concluded from it. */
  exploratory: boolean;
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

/** Said where one number is asked for that nothing should be concluded from. */
export const EXPLORATORY =
  'it is exploratory: in this view and with this model it was never held against truth, or was off by too much there';

/** A result for places that tell one number by itself: an exploratory one is not told there. */
export function soundResult(result: MetricResult): MetricResult {
  if (!isMeasured(result) || !result.exploratory) return result;
  return { name: result.name, unit: result.unit, unavailable: EXPLORATORY };
}

/** Is there a number that something may be concluded from? */
export function isSound(result: MetricResult): boolean {
  return isMeasured(soundResult(result));
}

/** Said wherever one leg's number is asked for that an unknown camera roll would have falsified (metrics/level). */
export const SIDES_LOST = 'the camera’s lean is not known: only the mean of both legs is sure';

/** … that a camera askew would have. */
export const SIDES_ASKEW = 'the camera stands askew to the runner: only the mean of both legs is sure';
/** … that the pose model does not see well enough. */
export const LEGS_UNSURE = 'one leg alone missed the truth in our tests: only the mean of both legs is sure';
/** Said of a number of the whole stride where a leg's is asked for. */
export const WHOLE_STRIDE = 'a number of the whole stride has no sides';

/** Why a measured metric has a mean of both legs but no left and right; null = it has them, or is of the whole stride. */
export function sidesLost(result: MetricResult): string | null {
  if (!isMeasured(result)) return null;
  const { withheld } = result.left;
  return [SIDES_LOST, SIDES_ASKEW, LEGS_UNSURE].find((reason) => reason === withheld) ?? null;
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

/** What a summary needs to know beside the strides. */
export interface SummaryContext extends Omit<Trustworthiness, 'legsFail'> {
  /** Why only the mean of both legs is told; null = the legs are told apart. */
  sidesLost: string | null;
  /** Why a leg was not measured at all; its strides count in nothing. */
  doubt: Record<Leg, string | null>;
  /** What this clip's strides do not show; null = nothing is known of it. */
  hidden: HiddenError | null;
  /** Half of the 95 % interval of what model, rule and camera are off by, in the metric's unit. */
  error95: Record<Leg | 'both', number>;
}

/** Strides that nothing else is known of. */
export const NOTHING_ELSE: SummaryContext = {
  sidesLost: null,
  doubt: { left: null, right: null },
  hidden: null,
  error95: { left: 0, right: 0, both: 0 },
  validated: null,
  exploratory: false,
};

/** Summarises the finite stride values of each leg, in order of time. */
export function summarise(
  metric: Metric,
  values: Record<Side, readonly number[]>,
  { sidesLost, doubt, hidden, error95, validated, exploratory }: SummaryContext = NOTHING_ELSE,
): MetricSummary {
  const known = (part: Leg | 'both', mean: number, ofStrides: readonly number[]) =>
    intervalsOf(mean, meanErrorOf(ofStrides), {
      shared: hidden?.shared(part, { left: values.left.length, right: values.right.length }) ?? 0,
      alike95: Math.hypot(Z_95 * (hidden?.alike(part, mean) ?? 0), error95[part]),
    });
  const leg = (side: Leg): SideSummary => {
    const of = values[side];
    const n = of.length;
    if (doubt[side] !== null) return withheldSide(n, doubt[side]);
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
  const lost = metric.sided ? sidesLost : WHOLE_STRIDE;
  const told = (side: SideSummary) => (lost === null ? side : withheldSide(side.n, lost));
  return {
    name: metric.name,
    unit: metric.unit,
    left: told(left),
    right: told(right),
    both: bothLegs(left, right, values, known),
    ...asymmetry(metric, lost === null ? { left, right } : null),
    validated,
    exploratory,
  };
}

type Intervals = Pick<SideSummary, 'ci95' | 'ci95OfStrides' | 'freedom'>;

function intervalsOf(
  mean: number,
  { standardError, freedom }: MeanError,
  { shared, alike95 }: { shared: number; alike95: number },
): Intervals {
  const strides = halfWidth95({ standardError: Math.hypot(standardError, shared), freedom });
  const all = Math.hypot(strides, alike95);
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
  if (!first) return left;
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

type Asymmetry = Pick<
  MetricSummary,
  'asymmetryPct' | 'asymmetryNoisePct' | 'asymmetryDeg' | 'asymmetryNoiseDeg'
>;

/**
 * Left less right, and its noise from the two intervals: in degrees for angles, of which a percentage means nothing, else as the
 * symmetry index (Robinson 1987), signed. A difference within the noise may be the camera's, the model's or chance's: NaN.
 */
function asymmetry({ unit }: Metric, legs: Record<Leg, SideSummary> | null): Asymmetry {
  const none = { asymmetryPct: NaN, asymmetryNoisePct: NaN, asymmetryDeg: NaN, asymmetryNoiseDeg: NaN };
  if (legs === null) return none;
  const { left, right } = legs;
  const noise = differenceHalfWidth(left, right);
  const difference = left.mean - right.mean;
  const told = Math.abs(difference) > noise ? difference : NaN;
  if (unit === '°') return { ...none, asymmetryDeg: told, asymmetryNoiseDeg: noise };
  const size = (Math.abs(left.mean) + Math.abs(right.mean)) / 2;
  return {
    ...none,
    asymmetryPct: size > noise ? (100 * told) / size : NaN,
    asymmetryNoisePct: size > noise ? (100 * noise) / size : NaN,
  };
}
