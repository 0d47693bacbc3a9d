import { summariseCurves, type CurveSummary } from '../core/stride-curves';
import { strideNodes } from '../core/stride-nodes';
import type { Stride } from '../gait/strides';
import { SIDES, type Side } from '../units';
import type { Motion, SeriesId } from './motion';
import { LEAST_STRIDES } from './summary';

/** Mean and SD over one leg's strides at 0, 1, … 100 % of the stride, each [101]; NaN where fewer than 5 strides are known. */
export interface MetricCurve {
  mean: Float32Array;
  sd: Float32Array;
  /** Strides known at the best covered node. */
  n: number;
}

export type SidedCurve = Record<Side, MetricCurve>;

/** Curves of several series at once, by the strides that count. */
export async function curvesOf(
  ids: readonly SeriesId[],
  motion: Motion,
  counted: readonly Stride[],
): Promise<Map<SeriesId, SidedCurve>> {
  const [left, right] = await Promise.all(
    SIDES.map((side) => {
      const windows = counted.filter((stride) => stride.side === side);
      const series = ids.map((id) => motion.series[id][side]);
      return summariseCurves(series, strideNodes(motion.timeS, windows));
    }),
  );
  return new Map(ids.map((id, i) => [id, { left: trusted(left![i]!), right: trusted(right![i]!) }]));
}

/** Withholds nodes with too few strides. */
function trusted({ mean, sd, counts }: CurveSummary): MetricCurve {
  const enough = (value: number, node: number) => (counts[node]! >= LEAST_STRIDES ? value : NaN);
  return { mean: mean.map(enough), sd: sd.map(enough), n: Math.max(...counts) };
}
