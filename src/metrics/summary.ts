import type { Side } from '../units';
import {
  errorOfMeanOf,
  halfWidth95,
  type Interval,
  meanErrorOf,
  meanOf,
  standardDeviationOf,
} from './mean-error';
import type { Metric } from './metric';
import type { Trustworthiness, Validated } from './validation';

/** Strides of one leg below which a number is withheld, up to which it is provisional, and from which it is firm (SCIENCE.md §4.4). */
export const LEAST_STRIDES = 5;
export const PROVISIONAL_STRIDES = 10;
const FIRM_STRIDES = 25;

/** The two legs of a summary, in the order in which they are told. */
export const LEGS = ['left', 'right'] as const;
export type Leg = (typeof LEGS)[number];

/** How far a mean may be trusted by its number of strides; `rough` = 5 to 9. */
type Confidence = 'firm' | 'provisional' | 'rough';

/** A metric over the strides of one leg, or of both. Mean, SD and intervals are NaN where withheld. */
export interface SideSummary {
  mean: number;
  /** Sample standard deviation over strides; of `both`, within the legs. */
  sd: number;
  /** Strides that count. */
  n: number;
  /** All that is known to be uncertain: strides and their likeness, what model and rules missed the truth by, the camera. */
  ci95: Interval;
  /** Strides alone, their likeness counted: for comparing clips of one camera, model and rule. */
  ci95OfStrides: Interval;
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
  /** Mean of the legs' means, of those that are not withheld. */
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

export function isMeasured(result: MetricResult): result is MetricSummary {
  return !('unavailable' in result);
}

/** Said wherever one leg's number is asked for that an unknown camera roll would have falsified (metrics/level). */
export const SIDES_LOST = 'the camera’s lean is not known: only the mean of both legs is sure';
/** … that a camera askew would have. */
export const SIDES_ASKEW = 'the camera stands askew to the runner: only the mean of both legs is sure';
/** … that the pose model does not see well enough. */
export const LEGS_UNSURE = 'one leg alone missed the truth in our tests: only the mean of both legs is sure';

/** Why a measured metric has a mean of both legs but no left and right; null = it has them, or is of the whole stride. */
export function sidesLost(result: MetricResult): string | null {
  if (!isMeasured(result)) return null;
  const { withheld } = result.left;
  return [SIDES_LOST, SIDES_ASKEW, LEGS_UNSURE].find((reason) => reason === withheld) ?? null;
}

/** Said of a number of the whole stride where a leg's is asked for. */
export const WHOLE_STRIDE = 'a number of the whole stride has no sides';

/** Do a leg's strides count in the mean of both, whether or not the leg is told by itself? */
export function countsInBoth(result: MetricSummary, leg: Leg): boolean {
  const { withheld } = result[leg];
  return withheld === null || withheld === WHOLE_STRIDE || sidesLost(result) !== null;
}

/** What a summary needs to know beside the strides. */
export interface SummaryContext extends Omit<Trustworthiness, 'legsFail'> {
  /** Why only the mean of both legs is told; null = the legs are told apart. */
  sidesLost: string | null;
  /** Why a leg was not measured at all; its strides count in nothing. */
  doubt: Record<Leg, string | null>;
  /** Half of the 95 % interval of all that strides do not show, metric's unit. */
  error95: Record<Leg | 'both', number>;
}

/** Strides that nothing else is known of. */
export const NOTHING_ELSE: SummaryContext = {
  sidesLost: null,
  doubt: { left: null, right: null },
  error95: { left: 0, right: 0, both: 0 },
  validated: null,
  exploratory: false,
};

/** Summarises the finite stride values of each leg, in order of time. */
export function summarise(
  metric: Metric,
  values: Record<Side, readonly number[]>,
  { sidesLost, doubt, error95, validated, exploratory }: SummaryContext = NOTHING_ELSE,
): MetricSummary {
  const leg = (side: Leg) =>
    doubt[side] === null
      ? summariseLeg(values[side], error95[side])
      : withheldSide(values[side].length, doubt[side]);
  const [left, right] = [leg('left'), leg('right')];
  const lost = metric.sided ? sidesLost : WHOLE_STRIDE;
  const told = (side: SideSummary) => (lost === null ? side : withheldSide(side.n, lost));
  return {
    name: metric.name,
    unit: metric.unit,
    left: told(left),
    right: told(right),
    both: bothLegs(metric, values, { left, right }, error95.both),
    ...asymmetry(metric, lost === null ? { left, right } : null),
    validated,
    exploratory,
  };
}

/** Mean of the legs' means. Strides of the whole body overlap in time, left and right: two and two they are one. */
function bothLegs(
  metric: Metric,
  values: Record<Side, readonly number[]>,
  legs: Record<Leg, SideSummary>,
  error95: number,
): SideSummary {
  const told = LEGS.filter((leg) => legs[leg].withheld === null);
  const [only] = told;
  if (only === undefined) return legs.left;
  const confidence = confidenceOf(bothLegsStrides(LEGS.map((leg) => legs[leg].n)));
  if (told.length === 1) return { ...legs[only], confidence };
  const mean = meanOf(LEGS.map((leg) => legs[leg].mean));
  const ofStrides = halfWidth95(
    metric.sided
      ? errorOfMeanOf(meanErrorOf(values.left), meanErrorOf(values.right))
      : meanErrorOf(overlapping(values)),
  );
  return {
    mean,
    sd: Math.sqrt(meanOf(LEGS.map((leg) => legs[leg].sd ** 2))),
    n: legs.left.n + legs.right.n,
    ci95: around(mean, Math.hypot(ofStrides, error95)),
    ci95OfStrides: around(mean, ofStrides),
    confidence,
    withheld: null,
  };
}

function overlapping({ left, right }: Record<Side, readonly number[]>): number[] {
  const pairs = Math.min(left.length, right.length);
  return left.slice(0, pairs).map((value, i) => (value + right[i]!) / 2);
}

/** The weaker leg decides; a withheld leg caps the other at provisional. */
function bothLegsStrides(legs: readonly number[]): number {
  const least = Math.min(...legs);
  return least >= LEAST_STRIDES ? least : Math.min(Math.max(...legs), FIRM_STRIDES - 1);
}

function summariseLeg(values: readonly number[], error95: number): SideSummary {
  const n = values.length;
  if (n < LEAST_STRIDES) {
    return withheldSide(
      n,
      `only ${n} ${n === 1 ? 'stride' : 'strides'} counted; ${LEAST_STRIDES} are needed`,
    );
  }
  const mean = meanOf(values);
  const ofStrides = halfWidth95(meanErrorOf(values));
  return {
    mean,
    sd: standardDeviationOf(values),
    n,
    ci95: around(mean, Math.hypot(ofStrides, error95)),
    ci95OfStrides: around(mean, ofStrides),
    confidence: confidenceOf(n),
    withheld: null,
  };
}

function around(mean: number, half: number): Interval {
  return [mean - half, mean + half];
}

function withheldSide(n: number, withheld: string): SideSummary {
  const unknown: Interval = [NaN, NaN];
  return { mean: NaN, sd: NaN, n, ci95: unknown, ci95OfStrides: unknown, confidence: null, withheld };
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
  const noise = Math.hypot(halfOf(left), halfOf(right));
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

/** Half the width of a number's interval. */
function halfOf({ ci95 }: SideSummary): number {
  return (ci95[1] - ci95[0]) / 2;
}
