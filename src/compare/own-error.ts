import { meanOf } from '../metrics/mean-error';
import type { Metric, MetricId } from '../metrics/metric';
import { METRICS } from '../metrics/registry';
import { takeMean, type Part } from './change';
import { conditionsOf, type ComparedSession, type ComparedTake } from './compared-session';
import { incomparable, type Conditions } from './conditions';
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

/**
 * A metric's error of one leg, and of the mean of both legs, in which what the camera does to the legs in opposite ways cancels.
 * `leg` is absent for numbers of the whole body, and where no clip tells the legs apart.
 */
export interface PartError {
  leg?: RepeatError;
  both?: RepeatError;
}

/** What a runner's own repeat clips say, by metric. */
export type OwnError = Partial<Record<MetricId, PartError>>;

/** The error that a row of a comparison is judged by. */
export function errorOfPart(error: PartError | undefined, part: Part): RepeatError | undefined {
  return part === 'both' ? error?.both : error?.leg;
}

/**
 * Measurement error from clips that a person marked as repeats: the same runner, nothing changed in between, the camera put up
 * anew each time. Clips of one day are compared with each other only (another day is another runner), and only where they may be compared
 * at all; a metric takes part with two clips of a day or more. For the error of one leg, left and right are pooled and counted once,
 * since the same camera falsifies both.
 */
export function ownErrorOf(repeats: readonly ComparedSession[]): OwnError {
  const clips = repeats.flatMap((of) => of.takes.map((take) => clipOf(of, take)));
  const errors = METRICS.flatMap((metric) => {
    const parts = partsOf(metric);
    const leg = parts.includes('both') ? null : repeatError(metric, parts, clips);
    const both = repeatError(metric, ['both'], clips);
    if (leg === null && both === null) return [];
    return [[metric.id, { ...(leg && { leg }), ...(both && { both }) }] as const];
  });
  return Object.fromEntries(errors);
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

function repeatError(metric: Metric, parts: readonly Part[], clips: readonly Clip[]): RepeatError | null {
  const groups = new Set(clips.map(({ group }) => group));
  const days = [...groups].flatMap(
    (name) =>
      spreadOf(
        metric,
        parts,
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
function spreadOf(metric: Metric, parts: readonly Part[], clips: readonly Clip[]): DaySpread | null {
  const alike = clips.filter(
    ({ conditions }) => incomparable(metric, clips[0]!.conditions, conditions) === null,
  );
  const measured = alike.map(({ take }) =>
    parts.map((part) => takeMean(take, metric.id, part)).filter((mean) => typeof mean !== 'string'),
  );
  const whole = measured.filter((means) => means.length === parts.length);
  if (whole.length < 2) return null;
  const variances = parts.map((_, i) => {
    const values = whole.map((means) => means[i]!.summary.mean);
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
