import type { RunAnalysis } from '../../src/analysis/run-analysis';
import type { View } from '../../src/gait/view';
import { halfWidth95, meanErrorOf, meanOf } from '../../src/metrics/mean-error';
import type { MetricId } from '../../src/metrics/metric';
import { METRICS } from '../../src/metrics/registry';
import { isMeasured, LEAST_STRIDES } from '../../src/metrics/summary';
import {
  type LandmarkSource,
  truthError95,
  type TruthPart,
  truthPartOf,
  viewKindOf,
  type ViewKind,
} from '../../src/metrics/validation';
import { cameraError95 } from '../../src/metrics/camera-error';
import { PARTS, type Part, type TrueTable } from './true-table';

/** One number of one clip beside its truth. */
export interface Outcome {
  clip: string;
  body: string;
  against: string;
  id: MetricId;
  view: View;
  kind: ViewKind;
  from: LandmarkSource;
  part: Part;
  row: TruthPart;
  truth: number;
  /** NaN = withheld, and why. */
  measured: number;
  why: string | null;
  /** Half of the 95 % interval of all but what this table tells: strides, line, camera. */
  ownHalf: number;
  /** Does the app show it at this very part? */
  shown: boolean;
}

interface Judged {
  clip: string;
  body: string;
  against: string;
  view: View;
  from: LandmarkSource;
  truth: TrueTable;
}

/** Every number that has a truth, of one analysis; left and right also where the app tells only their mean. */
export function outcomesOf(of: Judged, analysis: RunAnalysis): Outcome[] {
  return METRICS.flatMap((metric) => {
    const { id } = metric;
    if (!metric.views.includes(of.view)) return [];
    const parts = metric.sided ? PARTS : (['both'] as const);
    return parts.flatMap((part): Outcome[] => {
      const truth = of.truth[id]?.[part] ?? NaN;
      if (Number.isNaN(truth)) return [];
      const { clip, body, against, view, from } = of;
      const head = { clip, body, against, view, from, id, part, truth };
      const rest = { kind: viewKindOf(view), row: truthPartOf(view, part) };
      return [{ ...head, ...rest, ...measuredOf(id, part, of, analysis) }];
    });
  });
}

function measuredOf(
  id: MetricId,
  part: Part,
  { view, from }: Judged,
  analysis: RunAnalysis,
): Pick<Outcome, 'measured' | 'why' | 'ownHalf' | 'shown'> {
  const withheld = (why: string) => ({ measured: NaN, why, ownHalf: NaN, shown: false });
  const result = analysis.metrics[id];
  if (!isMeasured(result)) return withheld(result.unavailable);
  const { [part]: summary } = result;
  if (summary.withheld === null) {
    // What the shipped table told of other clips is taken off again: coverage is judged with a table made without this one.
    const half = (summary.ci95[1] - summary.ci95[0]) / 2;
    const ownHalf = Math.sqrt(Math.max(0, half ** 2 - truthError95(id, view, from, part) ** 2));
    return { measured: summary.mean, why: null, ownHalf, shown: true };
  }
  if (part === 'both') return withheld(summary.withheld);
  const metric = METRICS.find((one) => one.id === id);
  const doubt = metric?.limbs.map((limb) => analysis.limbTrust[part].doubt[limb]).find((why) => why !== null);
  if (doubt) return withheld(doubt);
  const values = analysis.strides
    .filter(({ side, excluded }) => side === part && excluded === null)
    .map((stride) => stride.values[id])
    .filter(Number.isFinite);
  if (values.length < LEAST_STRIDES) return withheld('too few strides');
  const camera = cameraError95(id, view, part, {
    rollErrorDeg: analysis.camera?.rollDeg?.error ?? 0,
    yawBoundDeg: analysis.camera?.yawDeg?.value ?? 0,
  });
  const ownHalf = Math.hypot(halfWidth95(meanErrorOf(values)), camera);
  return { measured: meanOf(values), why: null, ownHalf, shown: false };
}
