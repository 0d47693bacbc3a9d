import type { Stride } from '../gait/strides';
import { VIEW_WORDS, VIEWS } from '../gait/view';
import type { LandmarkName } from '../pose/landmarks';
import type { Side } from '../units';
import type { Metric } from './metric';
import type { MetricContext } from './motion';
import { LEAST_STRIDES } from './summary';
import { FRONTAL_VIEWS } from './view-frame';

/** Camera clocks are not exact: a 50 fps clip may come out as 49.9. */
const FPS_TOLERANCE = 0.5;

/** Why a metric cannot be had from this clip at all, whatever its strides show; null = it can. */
export function refusal(metric: Metric, context: MetricContext): string | null {
  const { viewDoubt, noStrides } = context;
  if (!metric.views.includes(context.view)) {
    const wanted = metric.views === FRONTAL_VIEWS ? 'a view from behind or the front' : 'a side view';
    // A view that is only a guess is no reason.
    if (viewDoubt !== null && !viewDoubt.oblique) return noStrides ?? viewDoubt.says;
    const oblique = viewDoubt === null ? '' : ', obliquely';
    return `needs ${wanted}; this clip is filmed ${VIEW_WORDS[context.view]}${oblique}`;
  }
  if (viewDoubt !== null && metric.views !== VIEWS) return noStrides ?? viewDoubt.says;
  if (!(context.fps + FPS_TOLERANCE >= metric.minFps)) {
    return `needs at least ${metric.minFps} frames per second; this clip has ${Math.round(context.fps)}`;
  }
  if (metric.needsPelvicLine && (context.pelvicLine === null || context.pelvicLine.method === 'none')) {
    return 'no waistband, hem or dots could be seen on the pelvis: tuck the shirt in or stick two dots on';
  }
  return null;
}

/**
 * Why the strides of a clip do not carry a metric: too few strides, or too few that show its joints; null = they do. `sidesLost`:
 * why only the mean of both legs is sure, and so both are needed; null = one leg will do.
 */
export function shortage(
  metric: Metric,
  counted: readonly Stride[],
  known: Record<Side, readonly number[]>,
  sidesLost: string | null,
  { noStrides, outside }: Pick<MetricContext, 'noStrides' | 'outside'>,
): string | null {
  const lengths = [known.left.length, known.right.length];
  if (Math.min(...lengths) >= LEAST_STRIDES) return null;
  if (Math.max(...lengths) >= LEAST_STRIDES)
    return sidesLost && `${sidesLost}, and that needs ${LEAST_STRIDES} strides of each`;
  const left = counted.filter((stride) => stride.side === 'left').length;
  const most = Math.max(left, counted.length - left);
  if (most < LEAST_STRIDES) {
    return (
      noStrides ?? `only ${most} ${most === 1 ? 'stride' : 'strides'} per leg; ${LEAST_STRIDES} are needed`
    );
  }
  const cutOff = partOutside(metric, outside);
  if (cutOff !== null) return cutOff;
  const seen = known.left.length + known.right.length;
  return `${metric.joints ?? 'the other foot’s contact'} could be seen in only ${seen} of ${counted.length} strides`;
}

/** Why one leg has too few numbers although it has strides enough; null = it has enough, or too few strides. */
export function legShortage(
  metric: Metric,
  strides: number,
  known: number,
  outside: MetricContext['outside'],
): string | null {
  if (known >= LEAST_STRIDES || strides < LEAST_STRIDES) return null;
  const seen = metric.joints ?? 'the other foot’s contact';
  return (
    partOutside(metric, outside) ?? `${seen} could be seen in only ${known} of this leg’s ${strides} strides`
  );
}

/** Body parts as `joints` names them, and their landmarks. */
const PARTS: readonly (readonly [RegExp, string, readonly LandmarkName[]])[] = [
  [/\bears?\b/, 'the head is', ['left_ear', 'right_ear']],
  [/\bshoulders?\b/, 'the shoulders are', ['left_shoulder', 'right_shoulder']],
  [/\bwrists?\b/, 'the hands are', ['left_wrist', 'right_wrist']],
  [/\bhips?\b/, 'the hips are', ['left_hip', 'right_hip']],
  [/\bknees?\b/, 'the knees are', ['left_knee', 'right_knee']],
  [/\bankles?\b/, 'the feet are', ['left_ankle', 'right_ankle']],
  [/\b(heel|toe)\b/, 'the feet are', ['left_heel', 'right_heel', 'left_foot_index', 'right_foot_index']],
];
/** A part that is outside the picture in more than this share of the frames is why strides are missing *(judgement)*. */
const OFTEN_OUTSIDE = 0.2;

/** Which part of the body that a metric needs lies outside the picture; null = none. */
function partOutside({ joints }: Metric, outside: MetricContext['outside']): string | null {
  for (const [named, are, landmarks] of PARTS) {
    const share = Math.max(...landmarks.map((name) => outside.get(name) ?? 0));
    if (joints !== null && named.test(joints) && share > OFTEN_OUTSIDE)
      return `${are} outside the picture in ${Math.round(100 * share)} % of the frames`;
  }
  return null;
}
