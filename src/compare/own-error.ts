import { meanOf, studentT95 } from '../metrics/bootstrap';
import type { Metric, MetricId } from '../metrics/metric';
import { METRICS } from '../metrics/registry';
import { takeMean } from './change';
import { conditionsOf, type ComparedSession, type ComparedTake } from './compared-session';
import { incomparable, type Conditions } from './conditions';
import type { DetectableDifference } from './detectable-difference';
import { partsOf } from './parts';
import { SIDE_VIEWS } from '../metrics/view-frame';

/** Error of one metric as repeat clips of one runner show it. Plain data, to be kept. */
export interface RepeatError {
  /** Standard error of measurement: pooled within-day standard deviation of the clips' means, in the metric's unit. */
  sem: number;
  /** Clips less one on each day: how much the SEM itself is worth. */
  freedom: number;
  clips: number;
  /** The last day of filming, milliseconds since 1970. */
  filmedAtMs: number;
}

/** What a runner's own repeat clips say, by metric. */
export type OwnError = Partial<Record<MetricId, RepeatError>>;

/**
 * Weight of the published figure beside own clips, in degrees of freedom. With 4, and only with 4, a spread of runners'
 * errors has both the published SEM as its pooled value and 2.77 · SEM as what two clips differ by in 95 % of cases
 * (t₄² · (4 − 2) / 4 = 1.96²), which is what the publication says of its runners.
 */
const PUBLISHED_FREEDOM = 4;

/**
 * Measurement error from clips that a person marked as repeats: the same runner, nothing changed in between, the camera put up
 * anew each time. Clips of one day are compared with each other only (another day is another runner), and only where they may be compared
 * at all; a metric takes part with two clips of a day or more. Left and right are pooled and counted once, since the same
 * camera falsifies both.
 */
export function ownErrorOf(repeats: readonly ComparedSession[]): OwnError {
  const clips = repeats.flatMap((of) => of.takes.map((take) => clipOf(of, take)));
  const errors = METRICS.flatMap((metric) => {
    const error = repeatError(metric, clips);
    return error ? [[metric.id, error] as const] : [];
  });
  return Object.fromEntries(errors);
}

/**
 * Smallest detectable difference from a runner's own clips. A few clips can agree by luck, so they are weighed with the
 * published figure: variances in proportion to their degrees of freedom (the published one counts 4), and Student's t of the
 * sum in place of 1.96. No clips give the published figure, two that agree perfectly take a sixth off (2.8° → 2.3°), ten
 * leave hardly anything of it.
 */
export function detectableOnRunner(
  published: DetectableDifference,
  { sem, freedom, clips, filmedAtMs }: RepeatError,
): DetectableDifference {
  const prior = published.value / (Math.SQRT2 * studentT95(PUBLISHED_FREEDOM));
  const total = PUBLISHED_FREEDOM + freedom;
  const weighed = Math.sqrt((PUBLISHED_FREEDOM * prior ** 2 + freedom * sem ** 2) / total);
  const day = new Date(filmedAtMs).toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  });
  return {
    value: Math.SQRT2 * studentT95(total) * weighed,
    source: `measured on this runner, ${clips} clips, ${day}; weighed with ${published.source}`,
  };
}

/** A take, and what decides which others it repeats. */
interface Clip {
  take: ComparedTake;
  conditions: Conditions;
  filmedAtMs: number;
  /** Runner, day and side or not: two cameras at one run show the same strides, which is no repeat. */
  group: string;
}

function clipOf(of: ComparedSession, take: ComparedTake): Clip {
  const { runner, filmedAtMs } = of.session;
  const conditions = conditionsOf(of, take);
  const fromSide = conditions.view !== null && SIDE_VIEWS.includes(conditions.view);
  const group = [runner?.id ?? '', new Date(filmedAtMs).toDateString(), fromSide].join('|');
  return { take, conditions, filmedAtMs, group };
}

function repeatError(metric: Metric, clips: readonly Clip[]): RepeatError | null {
  const groups = new Set(clips.map(({ group }) => group));
  const days = [...groups].flatMap(
    (name) =>
      spreadOf(
        metric,
        clips.filter(({ group }) => group === name),
      ) ?? [],
  );
  if (days.length === 0) return null;
  const freedom = days.reduce((sum, day) => sum + day.freedom, 0);
  return {
    sem: Math.sqrt(days.reduce((sum, day) => sum + day.freedom * day.variance, 0) / freedom),
    freedom,
    clips: days.reduce((sum, day) => sum + day.freedom + 1, 0),
    filmedAtMs: Math.max(...days.map((day) => day.filmedAtMs)),
  };
}

interface DaySpread {
  variance: number;
  freedom: number;
  filmedAtMs: number;
}

/** Variance of one day's clip means, no smaller than what their strides alone would make them differ by. */
function spreadOf(metric: Metric, clips: readonly Clip[]): DaySpread | null {
  const alike = clips.filter(
    ({ conditions }) => incomparable(metric, clips[0]!.conditions, conditions) === null,
  );
  const means = alike.map(({ take }) => partsOf(metric).map((part) => takeMean(take, metric.id, part)));
  const measured = means.map((parts) => parts.flatMap((part) => (typeof part === 'string' ? [] : [part])));
  const whole = measured.filter((parts) => parts.length === partsOf(metric).length);
  if (whole.length < 2) return null;
  const variances = partsOf(metric).map((_, part) => {
    const values = whole.map((parts) => parts[part]!.summary.mean);
    const mean = meanOf(values);
    return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  });
  const byStrides = whole.flat().map(({ error }) => error.standardError ** 2);
  return {
    variance: Math.max(meanOf(variances), meanOf(byStrides)),
    freedom: whole.length - 1,
    filmedAtMs: Math.max(...alike.map(({ filmedAtMs }) => filmedAtMs)),
  };
}
