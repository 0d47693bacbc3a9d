import type { SidedCurve } from '../../metrics/curves';
import { isSound, SIDES_LOST, sidesLost } from '../../metrics/summary';
import type { MetricId, ReferenceBand } from '../../metrics/metric';
import type { SeriesId } from '../../metrics/motion';
import { METRICS, metricOf } from '../../metrics/registry';
import type { OpenTake } from '../../state/open-take.svelte';
import type { Review } from '../../state/review.svelte';

/** What is told of a curve, and where in the stride its study's band holds. */
export interface CurveWords {
  id: SeriesId;
  name: string;
  /** What a greater value means. */
  up: string;
  band?: { metric: MetricId; over: 'stride' | 'stance' };
}

/** In the order in which they are offered; the first three as tabs. */
export const CURVES: readonly CurveWords[] = [
  {
    id: 'trunkLeanDeg',
    name: 'Trunk lean',
    up: 'forward',
    band: { metric: 'trunkLeanMeanDeg', over: 'stride' },
  },
  { id: 'pelvicDropDeg', name: 'Pelvic drop', up: 'swing side lower' },
  {
    id: 'kneeFlexionDeg',
    name: 'Knee bend',
    up: 'more bent',
    band: { metric: 'kneeFlexionPeakStanceDeg', over: 'stance' },
  },
  { id: 'lateralTrunkLeanDeg', name: 'Sideways trunk lean', up: 'towards the standing leg' },
  {
    id: 'hipAdductionDeg',
    name: 'Thigh against the pelvis',
    up: 'knee towards the midline',
    band: { metric: 'hipAdductionDeg', over: 'stance' },
  },
  { id: 'shankAngleDeg', name: 'Shin angle', up: 'foot ahead of the knee' },
  { id: 'footPitchDeg', name: 'Foot angle', up: 'toes up' },
  { id: 'ankleAheadPctHeight', name: 'Foot ahead of the body', up: 'ahead' },
  { id: 'hipHeightPctHeight', name: 'Bounce', up: 'higher' },
  { id: 'headForwardDeg', name: 'Head forward of the shoulders', up: 'ahead' },
];

const LEGS_EVEN =
  'Both legs are drawn about their mean: which one has more is not known, since the camera’s lean is not.';

/** A curve that some take of the session has. */
export interface CurveChoice {
  id: SeriesId;
  name: string;
  up: string;
  unit: '°' | '%';
  take: OpenTake;
  /** The metric through which the analysis holds it. */
  metric: MetricId;
  curve: SidedCurve;
  band: (ReferenceBand & { over: 'stride' | 'stance' }) | null;
  /** Is it of numbers that nothing should be concluded from? */
  exploratory: boolean;
  /** What the two legs' curves cannot say; null = nothing. */
  caution: string | null;
}

/** The curves of a session, each from the take that measures it. */
export function curveChoices(review: Review): CurveChoice[] {
  return CURVES.flatMap(({ id, name, up, band }) => {
    const found = METRICS.filter((metric) => metric.curve === id).flatMap((metric) => {
      const take = review.takeOf(metric.id);
      const curve = take.analysis.curves[metric.id];
      return curve ? [{ take, metric: metric.id, curve, exploratory: !isSound(take.metric(metric.id)) }] : [];
    });
    // Metrics of one series share its curve: it is as sound as the soundest of them.
    const shown = found.find(({ exploratory }) => !exploratory) ?? found[0];
    if (shown === undefined) return [];
    const study = band && metricOf(band.metric).band;
    return [
      {
        id,
        name,
        up,
        unit: id.endsWith('Deg') ? '°' : '%',
        ...shown,
        band: study ? { ...study, over: band.over } : null,
        caution: cautionOf(sidesLost(shown.take.metric(shown.metric))),
      },
    ];
  });
}

function cautionOf(lost: string | null): string | null {
  if (lost === null) return null;
  return lost === SIDES_LOST ? LEGS_EVEN : `Left and right are not to be held against each other: ${lost}.`;
}
