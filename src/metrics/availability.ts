import type { Stride } from '../gait/strides';
import { VIEWS, type View } from '../gait/view';
import type { Side } from '../units';
import type { Metric } from './metric';
import type { MetricContext } from './motion';
import { LEAST_STRIDES } from './summary';
import { FRONTAL_VIEWS } from './view-frame';

/** Camera clocks are not exact: a 50 fps clip may come out as 49.9. */
const FPS_TOLERANCE = 0.5;

const VIEW_WORDS: Record<View, string> = {
  left: 'from the left',
  right: 'from the right',
  rear: 'from behind',
  front: 'from the front',
};

/** Why a metric cannot be had from this clip at all, whatever its strides show; null = it can. */
export function refusal(metric: Metric, context: MetricContext): string | null {
  if (!metric.views.includes(context.view)) {
    const wanted = metric.views === FRONTAL_VIEWS ? 'a view from behind or the front' : 'a side view';
    return `needs ${wanted}; this clip is filmed ${VIEW_WORDS[context.view]}`;
  }
  if (context.viewDoubt !== null && metric.views !== VIEWS) return context.viewDoubt;
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
): string | null {
  const lengths = [known.left.length, known.right.length];
  if (Math.min(...lengths) >= LEAST_STRIDES) return null;
  if (Math.max(...lengths) >= LEAST_STRIDES)
    return sidesLost && `${sidesLost}, and that needs ${LEAST_STRIDES} strides of each`;
  const left = counted.filter((stride) => stride.side === 'left').length;
  const most = Math.max(left, counted.length - left);
  if (most < LEAST_STRIDES) {
    return `only ${most} ${most === 1 ? 'stride' : 'strides'} per leg; ${LEAST_STRIDES} are needed`;
  }
  const seen = known.left.length + known.right.length;
  return `${metric.joints ?? 'the other foot’s contact'} could be seen in only ${seen} of ${counted.length} strides`;
}
