import type { SeriesId } from '../metrics/motion';
import { METRICS, metricOf } from '../metrics/registry';
import { LEAST_STRIDES, LEGS, SIDES_LOST, sidesLost } from '../metrics/summary';
import type { Part } from './change';
import type { ComparedTake } from './compared-session';
import type { ComparisonRow, TakePair } from './comparison';
import { curveStrides } from './curve-strides';
import { partsOf } from './parts';

/** Which curve. */
export interface CurveName {
  series: SeriesId;
  /** Over whose strides; `both` = the mean of a left stride and the right one that begins in it. */
  side: Part;
}

/** Curves that two takes are compared by. */
interface AskedCurves {
  takes: TakePair;
  curves: CurveName[];
}

/** A curve that is not compared; `both` of a series of the whole body = that series. */
export interface WithheldCurve extends CurveName {
  /** In the table's words. */
  why: string;
}

export interface CurvePlan {
  asked: AskedCurves[];
  withheld: WithheldCurve[];
}

/** The takes of both sessions. */
interface Takes {
  before: readonly ComparedTake[];
  after: readonly ComparedTake[];
}

/** Does a series show something else over left strides than over right ones? */
export function hasLegs(series: SeriesId): boolean {
  return METRICS.some((metric) => metric.curve === series && !partsOf(metric).includes('both'));
}

/**
 * Which curves may be laid over each other: those of which the table compares a number, from the takes that serve it there. All
 * others are withheld for the table's reason, so that no curve says that clips differ where the table says that it cannot be told.
 */
export function planCurves(rows: readonly ComparisonRow[], takes: Takes): CurvePlan {
  const series = new Set(METRICS.flatMap(({ curve }) => curve ?? []));
  const found = [...series].flatMap((id) => curvesOfSeries(id, rows, takes));
  const asked = new Map<string, AskedCurves>();
  for (const curve of found) {
    if ('why' in curve) continue;
    const { takes: pair, ...name } = curve;
    const key = `${pair.before}/${pair.after}`;
    const same = asked.get(key) ?? { takes: pair, curves: [] };
    asked.set(key, { ...same, curves: [...same.curves, name] });
  }
  return { asked: [...asked.values()], withheld: found.filter((curve) => 'why' in curve) };
}

/** A curve and the takes that serve it. */
type ServedCurve = CurveName & { takes: TakePair };

function curvesOfSeries(
  series: SeriesId,
  rows: readonly ComparisonRow[],
  takes: Takes,
): (ServedCurve | WithheldCurve)[] {
  const own = rows.filter(
    ({ id, whose }) => metricOf(id).curve === series && (whose !== null) === hasLegs(series),
  );
  const legs = LEGS.filter((leg) => own.some(({ part }) => part === leg));
  if (legs.length > 0) return legs.map((leg) => curveOfPart(series, leg, own, takes));
  if (own.length === 0) return [];
  const mean = curveOfPart(series, 'both', own, takes);
  if (!hasLegs(series)) return [mean];
  const why = whySidesAreLost(series, takes);
  return [mean, ...LEGS.map((side) => ({ series, side, why }))];
}

/** Why the legs of a series are not told apart in these takes. */
function whySidesAreLost(series: SeriesId, { before, after }: Takes): string {
  const ids = METRICS.filter(({ curve }) => curve === series).map(({ id }) => id);
  const reasons = [...before, ...after].flatMap(({ analysis }) =>
    ids.map((id) => sidesLost(analysis.metrics[id])),
  );
  return reasons.find((reason) => reason !== null) ?? SIDES_LOST;
}

function curveOfPart(
  series: SeriesId,
  part: Part,
  rows: readonly ComparisonRow[],
  { before, after }: Takes,
): ServedCurve | WithheldCurve {
  const told = rows.filter((row) => row.part === part);
  const pair = told.find((row) => row.takes !== null)?.takes;
  if (!pair) return { series, side: part, why: told[0]!.why };
  const strides = [before[pair.before]!, after[pair.after]!].map(({ analysis }) => analysis.strides);
  const enough = (side: Part) =>
    strides.every((of) => curveStrides(of, side)[0]!.strides.length >= LEAST_STRIDES);
  // The strides of either leg show what the whole body does.
  const side = (hasLegs(series) ? [part] : LEGS).find(enough);
  if (side) return { series, side, takes: pair };
  const of = part === 'both' && hasLegs(series) ? 'left and right strides in pairs' : 'strides of one leg';
  return { series, side: part, why: `a curve needs ${LEAST_STRIDES} ${of} in both clips` };
}
