import { isSideView, type View } from '../gait/view';
import type { ModelSize } from '../pose/contract';
import type { Side } from '../units';
import { studentT95 } from './mean-error';
import type { Metric, MetricId } from './metric';
import { metricOf } from './registry';
import table from './validation.json';

/** What gave the landmarks: a size of the pose model, or markers on the body (TRC). */
export type LandmarkSource = ModelSize | 'markers';
/** Which clips are alike enough to share an error. */
export type ViewKind = 'side' | 'rear' | 'front';
/** Legs are told apart by the camera's side where that matters; `both` = mean of both legs, or of the whole stride. */
export type TruthPart = 'near' | 'far' | 'leg' | 'both';

/** How one number fared against truth: one line of the table that `npm run validate` writes. Metric's unit. */
export interface TruthRow {
  id: MetricId;
  view: ViewKind;
  from: LandmarkSource;
  part: TruthPart;
  /** What the truth was, in words. */
  against: string;
  /** Clips that gave the number, the bodies in them, and clips that withheld it. */
  n: number;
  bodies: number;
  withheld: number;
  /** Mean error, its standard deviation from clip to clip, root mean square, and the worst. */
  bias: number;
  sd: number;
  rmse: number;
  worst: number;
  /** Clips whose 95 % interval, made without them, holds the truth. */
  covered: number;
}

/** What a metric was held against; null = nothing. */
export interface Validated {
  against: string;
  n: number;
  rmse: number;
}

/** How far a metric of some clip may be trusted, from what truth said of others. */
export interface Trustworthiness {
  validated: Validated | null;
  /** It was never held against truth, or missed its tolerance there. */
  exploratory: boolean;
  /** Left and right apart missed the tolerance that their mean keeps. */
  legsFail: boolean;
}

/** Fewest clips that say anything *(judgement)*; a view with fewer is judged with the one that looks from the other side. */
const FEWEST_CLIPS = 2;
/** A mean of two legs that are each off by more than this many tolerances is right by chance *(judgement)*. */
const MOST_LEG_TOLERANCES = 2;

// The file is our own, written by `npm run validate` (a test reads it).
export const TRUTH_ROWS = table.rows as readonly TruthRow[];

const BY_KEY = new Map(TRUTH_ROWS.map((row) => [keyOf(row), row]));

function keyOf({ id, view, from, part }: Pick<TruthRow, 'id' | 'view' | 'from' | 'part'>): string {
  return `${id} ${view} ${from} ${part}`;
}

/** The kind of a view. */
export function viewKindOf(view: View): ViewKind {
  return isSideView(view) ? 'side' : view === 'front' ? 'front' : 'rear';
}

/** Which line of the table one leg, or both, stands under. */
export function truthPartOf(view: View, part: Side | 'both'): TruthPart {
  if (part === 'both') return 'both';
  if (!isSideView(view)) return 'leg';
  return part === view ? 'near' : 'far';
}

/** Whether a metric may be shown as a number that was held against truth. Measured markers are what they are: only times read by our rules can fail there. */
export function trustworthiness(
  metric: Metric,
  view: View,
  from: LandmarkSource,
  rows: ReadonlyMap<string, TruthRow> = BY_KEY,
): Trustworthiness {
  const row = (part: TruthPart) => rowOf(metric.id, viewKindOf(view), from, part, rows);
  const whole = row('both');
  const seen = whole !== undefined && whole.n >= FEWEST_CLIPS;
  const validated = seen ? { against: whole.against, n: whole.n, rmse: whole.rmse } : null;
  if (from === 'markers' && (metric.joints !== null || !seen))
    return { validated, exploratory: false, legsFail: false };
  const legs = metric.sided ? (isSideView(view) ? [row('near'), row('far')] : [row('leg')]) : [];
  const worstLeg = Math.max(0, ...legs.map((leg) => leg?.rmse ?? Infinity));
  const exploratory =
    !seen || !(whole.rmse <= metric.tolerance) || worstLeg > MOST_LEG_TOLERANCES * metric.tolerance;
  return { validated, exploratory, legsFail: worstLeg > metric.tolerance };
}

/**
 * Half of the 95 % interval of what model and rules are off by in a clip that was not among the tested, metric's unit; 0 = not known. Clips of
 * one body share their errors, so its certainty is that of the bodies. What
 * a pose model does to a time comes on top of what the rule does on perfect landmarks of other runners, which its few clips do not hold.
 */
export function truthError95(
  id: MetricId,
  view: View,
  from: LandmarkSource,
  part: Side | 'both',
  rows: ReadonlyMap<string, TruthRow> = BY_KEY,
): number {
  const half = (source: LandmarkSource) => {
    const row = rowOf(id, viewKindOf(view), source, truthPartOf(view, part), rows);
    return row === undefined || row.n < FEWEST_CLIPS ? 0 : studentT95(row.bodies) * row.rmse;
  };
  const ofRule = from !== 'markers' && metricOf(id).joints === null ? half('markers') : 0;
  return Math.hypot(half(from), ofRule);
}

type Judged = Pick<TruthRow, 'against' | 'n' | 'bodies' | 'rmse'>;

/**
 * How a number fared. Where the slow network was not held against truth often enough, what the two quicker ones of its family were both
 * held to: the worse of the two, and nothing where either was not *(judgement)*.
 */
function rowOf(
  id: MetricId,
  view: ViewKind,
  from: LandmarkSource,
  part: TruthPart,
  rows: ReadonlyMap<string, TruthRow>,
): Judged | undefined {
  const own = ownRowOf(id, view, from, part, rows);
  if (from !== 'heavy' || (own !== undefined && own.n >= FEWEST_CLIPS)) return own;
  const [lite, full] = (['lite', 'full'] as const).map((size) => ownRowOf(id, view, size, part, rows));
  if (!lite || !full || Math.min(lite.n, full.n) < FEWEST_CLIPS) return own;
  const worse = lite.rmse > full.rmse ? lite : full;
  return {
    ...worse,
    against: `${worse.against}, with the lite and full networks`,
    bodies: Math.min(lite.bodies, full.bodies),
  };
}

/** How a number fared in its view; from in front and from behind are the same lines mirrored: where one has too few clips they are taken together. */
function ownRowOf(
  id: MetricId,
  view: ViewKind,
  from: LandmarkSource,
  part: TruthPart,
  rows: ReadonlyMap<string, TruthRow>,
): Judged | undefined {
  const own = rows.get(keyOf({ id, view, from, part }));
  if (view === 'side' || (own !== undefined && own.n >= FEWEST_CLIPS)) return own;
  const other = rows.get(keyOf({ id, view: view === 'front' ? 'rear' : 'front', from, part }));
  if (own === undefined || other === undefined) return own ?? other;
  const n = own.n + other.n;
  return {
    against: other.against,
    n,
    bodies: Math.max(own.bodies, other.bodies),
    rmse: Math.sqrt((own.n * own.rmse ** 2 + other.n * other.rmse ** 2) / n),
  };
}

/** The rows of a table by their key, to ask of another table than the one that ships. */
export function rowsByKey(rows: readonly TruthRow[]): ReadonlyMap<string, TruthRow> {
  return new Map(rows.map((row) => [keyOf(row), row]));
}
