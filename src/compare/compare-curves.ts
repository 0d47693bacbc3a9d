import type { RunAnalysis } from '../analysis/run-analysis';
import { DEFAULT_PERMUTATION, permutationTest, type PermutationOptions } from '../core/permutation-test';
import { strideCurves } from '../core/stride-curves';
import { strideNodes } from '../core/stride-nodes';
import type { Stride } from '../gait/strides';
import { curvesOf, type MetricCurve } from '../metrics/curves';
import { measureMotion, type Motion, type SeriesId } from '../metrics/motion';
import { METRICS } from '../metrics/registry';
import { isMeasured, LEAST_STRIDES, LEGS, type Leg } from '../metrics/summary';

/** What comparing curves needs of a take: the parts of a RunAnalysis, small enough to send to a worker. */
export type CurveTake = Pick<
  RunAnalysis,
  'track' | 'view' | 'cameraRollDeg' | 'strides' | 'pelvicLine' | 'metrics'
>;

/** A stretch of the stride where the clips differ beyond chance, in percent of the stride, ends counted. */
export interface CurveCluster {
  fromPct: number;
  toPct: number;
  /** Which clip's curve is the higher one there. */
  higher: 'before' | 'after';
}

/** One curve of two clips, over the strides of one leg. It says that the clips differ here, not that the runner changed: see SCIENCE.md §5. */
export interface ComparedCurve {
  series: SeriesId;
  /** Whose strides; series of the whole body, such as trunk lean, are given once, over left strides where they can be. */
  side: Leg;
  /** Mean and SD at 0–100 % of the stride, each [101], in the unit that the series' name ends in. */
  before: MetricCurve;
  after: MetricCurve;
  /** Two-sided, corrected for the whole curve. */
  p: number;
  clusters: CurveCluster[];
}

/** A take with the motion that its curves are cut from. */
interface MovingTake {
  motion: Motion;
  counted: readonly Stride[];
  shown: ReadonlySet<SeriesId>;
}

/**
 * Every curve that both takes can show, before and after, and where along the stride they differ: max-|t| permutation over
 * the 101 nodes of each. Legs with fewer than 5 counted strides in either take are left out; takes whose view is in doubt
 * have no curves. Runs on the active tfjs backend; 11 curves of 27 strides a leg take about a second (WASM).
 */
export async function compareCurves(
  before: CurveTake,
  after: CurveTake,
  options: PermutationOptions = DEFAULT_PERMUTATION,
): Promise<ComparedCurve[]> {
  const [a, b] = await Promise.all([movingTake(before), movingTake(after)]);
  if (a === null || b === null) return [];
  const legs = LEGS.filter((leg) => [a, b].every((take) => ofLeg(take, leg).length >= LEAST_STRIDES));
  const ids = [...a.shown].filter((id) => b.shown.has(id));
  const compared = await Promise.all(
    legs.map((leg, i) => {
      const once = (id: SeriesId) => i === 0 || isSided(a.motion, id);
      return compareLeg(a, b, ids.filter(once), leg, options);
    }),
  );
  return ids.flatMap((id) => compared.flat().filter(({ series }) => series === id));
}

async function movingTake(take: CurveTake): Promise<MovingTake | null> {
  const { track, view, cameraRollDeg, strides, pelvicLine, metrics } = take;
  if (view === null) return null;
  const shown = METRICS.flatMap(({ id, curve }) => (curve && isMeasured(metrics[id]) ? [curve] : []));
  return {
    motion: await measureMotion({ track, view, cameraRollDeg, strides, pelvicLine }),
    counted: strides.filter(({ excluded }) => excluded === null),
    shown: new Set(shown),
  };
}

async function compareLeg(
  before: MovingTake,
  after: MovingTake,
  ids: readonly SeriesId[],
  side: Leg,
  options: PermutationOptions,
): Promise<ComparedCurve[]> {
  const [strides, means] = [
    await Promise.all([before, after].map((take) => stridesOf(take, ids, side))),
    await Promise.all([before, after].map(({ motion, counted }) => curvesOf(ids, motion, counted))),
  ];
  const tests = await permutationTest(strides[0]!, strides[1]!, options);
  return tests.map(({ t, threshold, p }, i) => {
    const [a, b] = means.map((of) => of.get(ids[i]!)![side]);
    return { series: ids[i]!, side, before: a!, after: b!, p, clusters: clustersOf(t, threshold) };
  });
}

/** Curves stride by stride, [strides × 101] for each series. */
function stridesOf(take: MovingTake, ids: readonly SeriesId[], side: Leg): Promise<Float32Array[]> {
  const { motion } = take;
  return strideCurves(
    ids.map((id) => motion.series[id][side]),
    strideNodes(motion.timeS, ofLeg(take, side)),
  );
}

function ofLeg({ counted }: MovingTake, side: Leg): Stride[] {
  return counted.filter((stride) => stride.side === side);
}

/** Are left and right strides read from different series? */
function isSided({ series }: Motion, id: SeriesId): boolean {
  return series[id].left !== series[id].right;
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
