import type { RunAnalysis } from '../analysis/run-analysis';
import { DEFAULT_PERMUTATION, permutationTest, type PermutationOptions } from '../core/permutation-test';
import { strideCurves } from '../core/stride-curves';
import { CURVE_NODES, strideNodes } from '../core/stride-nodes';
import { meanOf, standardDeviationOf } from '../metrics/mean-error';
import type { MetricCurve } from '../metrics/curves';
import type { SeriesId } from '../metrics/motion';
import { LEAST_STRIDES } from '../metrics/summary';
import type { Part } from './change';
import type { CurveName } from './curve-plan';
import { curveStrides } from './curve-strides';

/** What comparing curves needs of a take: the analysis's own series, small enough to send to a worker. */
export type CurveTake = Pick<RunAnalysis, 'series' | 'strides'> & {
  track: Pick<RunAnalysis['track'], 'timeS'>;
};

/** A stretch of the stride where the clips differ beyond chance, in percent of the stride, ends counted. */
export interface CurveCluster {
  fromPct: number;
  toPct: number;
  /** Which clip's curve is the higher one there. */
  higher: 'before' | 'after';
}

/** One curve of two clips. It says that the clips differ here, not that the runner changed: see SCIENCE.md §5. */
export interface ComparedCurve extends CurveName {
  /** Mean and SD at 0–100 % of the stride, each [101], in the unit that the series' name ends in; `n` = strides, or pairs of them. */
  before: MetricCurve;
  after: MetricCurve;
  /** Two-sided, corrected for the whole curve. */
  p: number;
  clusters: CurveCluster[];
}

/**
 * Curves before and after, in the order in which they are asked for, and where along the stride they differ: max-|t| permutation
 * over the 101 nodes of each. Nodes that fewer than 5 strides of either take show are not judged. Each take needs 2 strides of
 * each side asked for (`planCurves` asks for no fewer than 5). Runs on the active tfjs backend; 11 curves of 27 strides a leg
 * take about a second (WASM).
 */
export async function compareCurves(
  before: CurveTake,
  after: CurveTake,
  asked: readonly CurveName[],
  options: PermutationOptions = DEFAULT_PERMUTATION,
): Promise<ComparedCurve[]> {
  const sides = new Set(asked.map(({ side }) => side));
  const compared = await Promise.all(
    Array.from(sides, (side) => {
      const ids = asked.filter((curve) => curve.side === side).map(({ series }) => series);
      return compareSide(before, after, ids, side, options);
    }),
  );
  const found = compared.flat();
  return asked.flatMap(({ series, side }) =>
    found.filter((curve) => curve.series === series && curve.side === side),
  );
}

async function compareSide(
  before: CurveTake,
  after: CurveTake,
  ids: readonly SeriesId[],
  side: Part,
  options: PermutationOptions,
): Promise<ComparedCurve[]> {
  const [a, b] = await Promise.all([curvesOf(before, ids, side), curvesOf(after, ids, side)]);
  const means = ids.map((_, i) => ({ before: meanCurve(a[i]!), after: meanCurve(b[i]!) }));
  const judged = (curves: readonly Float32Array[]) => curves.map((curve, i) => whereKnown(curve, means[i]!));
  const tests = await permutationTest(judged(a), judged(b), options);
  return tests.map(({ t, threshold, p }, i) => ({
    ...{ series: ids[i]!, side, ...means[i]! },
    ...{ p, clusters: clustersOf(t, threshold) },
  }));
}

/** Curves stride by stride, [strides × 101] for each series; of both legs the mean of each pair. */
async function curvesOf(take: CurveTake, ids: readonly SeriesId[], side: Part): Promise<Float32Array[]> {
  const legs = await Promise.all(
    curveStrides(take.strides, side).map(({ leg, strides }) =>
      strideCurves(
        ids.map((id) => take.series[id][leg]),
        strideNodes(take.track.timeS, strides),
      ),
    ),
  );
  return ids.map((_, i) => legs[0]![i]!.map((__, at) => meanOf(legs.map((of) => of[i]![at]!))));
}

/** Mean and SD over strides at each node; NaN where fewer than 5 are known, as in the analysis's own curves. */
function meanCurve(strides: Float32Array): MetricCurve {
  const nodes = Array.from({ length: CURVE_NODES }, (_, node) =>
    Array.from({ length: strides.length / CURVE_NODES }, (__, k) => strides[k * CURVE_NODES + node]!).filter(
      Number.isFinite,
    ),
  );
  const trusted = (of: (values: readonly number[]) => number) =>
    Float32Array.from(nodes, (values) => (values.length >= LEAST_STRIDES ? of(values) : NaN));
  return {
    mean: trusted(meanOf),
    sd: trusted(standardDeviationOf),
    n: Math.max(...nodes.map(({ length }) => length)),
  };
}

/** The strides at the nodes where both takes have a mean; elsewhere NaN. */
function whereKnown(
  strides: Float32Array,
  { before, after }: Record<'before' | 'after', MetricCurve>,
): Float32Array {
  return strides.map((value, at) =>
    Number.isFinite(before.mean[at % CURVE_NODES]! + after.mean[at % CURVE_NODES]!) ? value : NaN,
  );
}

/** Runs of nodes whose |t| exceeds the threshold with one sign. */
export function clustersOf(t: Float32Array, threshold: number): CurveCluster[] {
  const clusters: CurveCluster[] = [];
  t.forEach((value, node) => {
    if (!(Math.abs(value) > threshold)) return;
    const higher = value > 0 ? 'after' : 'before';
    const last = clusters.at(-1);
    if (last?.toPct === node - 1 && last.higher === higher) last.toPct = node;
    else clusters.push({ fromPct: node, toPct: node, higher });
  });
  return clusters;
}
