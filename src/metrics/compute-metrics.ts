import type { Stride } from '../gait/strides';
import type { Side } from '../units';
import { legShortage, refusal, shortage } from './availability';
import { curvesOf, type SidedCurve } from './curves';
import type { Metric, MetricId } from './metric';
import { levelled, losesSides } from './level';
import { measureMotion, type MetricContext, type Motion, type SeriesId } from './motion';
import { METRICS, tableOf } from './registry';
import { cameraError95, SQUARE_WITHIN_DEG } from './camera-error';
import {
  isMeasured,
  LEGS,
  LEGS_UNSURE,
  type Leg,
  summarise,
  type MetricResult,
  type MetricSummary,
  type SideSummary,
  type SummaryContext,
  SIDES_ASKEW,
  SIDES_LOST,
} from './summary';
import { trustworthiness, truthError95 } from './validation';

export type MetricTable = Record<MetricId, MetricResult>;
/** One stride's value of every metric; NaN where it is not known or the clip cannot give it. */
type StrideValues = Record<MetricId, number>;

/** Everything the numbers page shows, in the shape of the analysis file. */
export interface MetricReport {
  metrics: MetricTable;
  /** In the order of the context's strides, excluded ones too (they count in no mean). */
  strideValues: StrideValues[];
  /** The 0–100 % curve of every measured metric that has one; metrics of one series share the object. */
  curves: Partial<Record<MetricId, SidedCurve>>;
  /** [T] degrees, positive = forward; NaN throughout in rear and front views. */
  trunkLeanDeg: Float32Array;
  /** The series behind metrics and curves, for charts and comparisons. */
  motion: Motion;
}

/** All metrics of a clip. Pure but for running on the active tfjs backend: the same context gives the same report. */
export async function computeMetrics(context: MetricContext): Promise<MetricReport> {
  const motion = levelled(await measureMotion(context), context);
  const refusals = tableOf((metric) => refusal(metric, context));
  const columns = tableOf((metric) => strideColumn(metric, refusals[metric.id] === null, motion, context));
  const metrics = summariseAll(context, motion, refusals, columns);
  return {
    metrics,
    strideValues: context.strides.map((_, i) => tableOf((metric) => columns[metric.id][i]!)),
    curves: await measuredCurves(metrics, motion, context),
    trunkLeanDeg: motion.series.trunkLeanDeg.left,
    motion,
  };
}

/** One metric's value of every stride; NaN throughout if the clip cannot give it. */
function strideColumn(
  metric: Metric,
  possible: boolean,
  motion: Motion,
  { strides }: MetricContext,
): Float64Array {
  return Float64Array.from(strides, (stride) => {
    const value = possible ? metric.ofStride(stride, motion) : NaN;
    return Number.isFinite(value) ? value : NaN;
  });
}

function summariseAll(
  context: MetricContext,
  motion: Motion,
  refusals: Record<MetricId, string | null>,
  columns: Record<MetricId, Float64Array>,
): MetricTable {
  const { strides } = context;
  const counted = strides.filter((stride) => stride.excluded === null);
  return tableOf((metric): MetricResult => {
    const values = { left: [] as number[], right: [] as number[] };
    strides.forEach((stride, i) => {
      const value = columns[metric.id][i]!;
      if (stride.excluded === null && !Number.isNaN(value)) values[stride.side].push(value);
    });
    const { name, unit } = metric;
    const around = summaryContext(metric, context, motion);
    const unavailable =
      refusals[metric.id] ??
      (LEGS.every((leg) => around.doubt[leg] !== null) ? around.doubt.left : null) ??
      shortage(metric, counted, values, around.sidesLost, context);
    if (unavailable !== null) return { name, unit, unavailable };
    const summary = summarise(metric, values, around);
    if (summary.both.withheld !== null) return { name, unit, unavailable: summary.both.withheld };
    return around.sidesLost === null ? withLegReasons(summary, metric, counted, around, context) : summary;
  });
}

/** Where a leg has strides enough and numbers too few, what hides these is the reason, not their count. */
function withLegReasons(
  summary: MetricSummary,
  metric: Metric,
  counted: readonly Stride[],
  { doubt }: SummaryContext,
  { outside }: MetricContext,
): MetricSummary {
  const leg = (side: Side): SideSummary => {
    if (doubt[side] !== null) return summary[side];
    const strides = counted.filter((stride) => stride.side === side).length;
    const why = legShortage(metric, strides, summary[side].n, outside);
    return why === null ? summary[side] : { ...summary[side], withheld: why };
  };
  return { ...summary, left: leg('left'), right: leg('right') };
}

/** All that a metric's summary needs to know of the clip beside its strides. */
function summaryContext(metric: Metric, context: MetricContext, motion: Motion): SummaryContext {
  const { view, landmarksFrom, cameraDoubt, limbTrust } = context;
  const { legsFail, ...trust } = trustworthiness(metric, view, landmarksFrom);
  const doubtOf = (leg: Leg) =>
    metric.limbs.map((limb) => limbTrust[leg].doubt[limb]).find((reason) => reason !== null) ?? null;
  const error95 = (part: Leg | 'both') =>
    Math.hypot(
      truthError95(metric.id, view, landmarksFrom, part),
      cameraError95(metric.id, view, part, cameraDoubt),
    );
  return {
    ...trust,
    sidesLost: whySidesAreLost(metric, context, legsFail && !trust.exploratory),
    doubt: { left: doubtOf('left'), right: doubtOf('right') },
    hidden: metric.hiddenError?.(motion, context.pelvicError) ?? null,
    error95: { left: error95('left'), right: error95('right'), both: error95('both') },
  };
}

/** Why a metric's left and right are not told apart; null = they are. */
function whySidesAreLost(metric: Metric, context: MetricContext, legsFail: boolean): string | null {
  if (losesSides(metric, context)) return SIDES_LOST;
  if (metric.joints !== null && context.cameraDoubt.yawBoundDeg > SQUARE_WITHIN_DEG) return SIDES_ASKEW;
  return legsFail ? LEGS_UNSURE : null;
}

async function measuredCurves(
  metrics: MetricTable,
  motion: Motion,
  { strides }: MetricContext,
): Promise<MetricReport['curves']> {
  const shown = METRICS.flatMap(({ id, curve }) => (curve && isMeasured(metrics[id]) ? [{ id, curve }] : []));
  const ids: SeriesId[] = [...new Set(shown.map(({ curve }) => curve))];
  const counted = strides.filter((stride) => stride.excluded === null);
  const found = await curvesOf(ids, motion, counted);
  return Object.fromEntries(shown.map(({ id, curve }) => [id, found.get(curve)!]));
}
