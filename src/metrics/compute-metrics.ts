import type { Stride } from '../gait/strides';
import type { Side } from '../units';
import { legShortage, refusal, shortage } from './availability';
import { curvesOf, type SidedCurve } from './curves';
import type { Metric, MetricId } from './metric';
import { levelled, losesSides } from './level';
import { measureMotion, type MetricContext, type Motion, type SeriesId } from './motion';
import { METRICS, tableOf } from './registry';
import {
  isMeasured,
  type MetricResult,
  type MetricSummary,
  SIDES_LOST,
  type SideSummary,
  summarise,
} from './summary';

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
    const sidesLost = losesSides(metric, context) ? SIDES_LOST : null;
    const unavailable = refusals[metric.id] ?? shortage(metric, counted, values, sidesLost, context);
    if (unavailable !== null) return { name: metric.name, unit: metric.unit, unavailable };
    const summary = summarise(
      metric,
      values,
      metric.hiddenError?.(motion, context.pelvicError) ?? null,
      sidesLost,
    );
    return sidesLost === null ? withLegReasons(summary, metric, counted, context) : summary;
  });
}

/** Where a leg has strides enough and numbers too few, what hides these is the reason, not their count. */
function withLegReasons(
  summary: MetricSummary,
  metric: Metric,
  counted: readonly Stride[],
  { outside }: MetricContext,
): MetricSummary {
  const leg = (side: Side): SideSummary => {
    const strides = counted.filter((stride) => stride.side === side).length;
    const why = legShortage(metric, strides, summary[side].n, outside);
    return why === null ? summary[side] : { ...summary[side], withheld: why };
  };
  return { ...summary, left: leg('left'), right: leg('right') };
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
