import { DEFAULT_PERMUTATION, permutationTest, type PermutationOptions } from '../core/permutation-test';
import { strideCurves } from '../core/stride-curves';
import { strideNodes } from '../core/stride-nodes';
import type { MetricContext, Motion, SeriesId } from '../metrics/motion';
import { LEAST_STRIDES, type Leg } from '../metrics/summary';

/** A stretch of the stride where the clips differ beyond chance, in percent of the stride, ends counted. */
export interface CurveCluster {
  fromPct: number;
  toPct: number;
  /** Which clip's curve is the higher one there. */
  higher: 'before' | 'after';
}

/** One curve of two clips. It says that the clips differ here, not that the runner changed: see SCIENCE.md §5. */
export interface CurveComparison {
  series: SeriesId;
  /** Two-sided, corrected for the whole curve. */
  p: number;
  clusters: CurveCluster[];
}

/** One clip's series and the strides that cut them into curves. */
export interface CurveSource {
  motion: Motion;
  strides: MetricContext['strides'];
}

/**
 * Where along the stride two clips' curves of one leg differ: max-|t| permutation over the 101 nodes of each series.
 * null when either clip has fewer than 5 strides of the leg that count.
 */
export async function compareCurves(
  before: CurveSource,
  after: CurveSource,
  ids: readonly SeriesId[],
  side: Leg,
  options: PermutationOptions = DEFAULT_PERMUTATION,
): Promise<CurveComparison[] | null> {
  const counted = [before, after].map(({ strides }) =>
    strides.filter((stride) => stride.side === side && stride.excluded === null),
  );
  if (counted.some((strides) => strides.length < LEAST_STRIDES)) return null;
  const [curvesBefore, curvesAfter] = await Promise.all(
    [before, after].map(({ motion }, clip) =>
      strideCurves(
        ids.map((id) => motion.series[id][side]),
        strideNodes(motion.timeS, counted[clip]!),
      ),
    ),
  );
  const tests = await permutationTest(curvesBefore!, curvesAfter!, options);
  return tests.map(({ t, threshold, p }, i) => ({ series: ids[i]!, p, clusters: clustersOf(t, threshold) }));
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
