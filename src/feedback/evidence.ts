import type { MetricTable } from '../metrics/compute-metrics';
import type { MetricId } from '../metrics/metric';
import type { Degrees } from '../units';
import {
  differenceHalfWidth,
  LEGS,
  isMeasured,
  PROVISIONAL_STRIDES,
  type MetricSummary,
  type SideSummary,
  type Leg,
  sidesLost,
} from '../metrics/summary';

/** A metric that was measured and held against truth: nothing is concluded from others; null otherwise. */
export function measuredMetric(metrics: MetricTable, id: MetricId): MetricSummary | null {
  const result = metrics[id];
  return isMeasured(result) && !result.exploratory ? result : null;
}

/** Are there strides enough for a finding (10, SCIENCE.md §4.4)? */
export function carriesFinding(summary: SideSummary): boolean {
  return summary.withheld === null && summary.n >= PROVISIONAL_STRIDES;
}

/** Are there strides enough of either leg, or of each where only the mean of both is known? */
export function legsCarryFinding(summary: MetricSummary): boolean {
  if (sidesLost(summary) === null) return LEGS.some((side) => carriesFinding(summary[side]));
  return LEGS.every((side) => summary[side].n >= PROVISIONAL_STRIDES);
}

/** How far either leg lies beyond a limit, or the legs lie apart beyond another, by the nearer end of the interval. */
export interface SidedExcess {
  /** Degrees beyond the limit that is exceeded most; 0 or less = none is. */
  marginDeg: number;
  /** Legs beyond the limit for each; empty when only their difference stands out, or only their mean is known. */
  sides: Leg[];
}

/** Compares each leg with `eachDeg` and their difference with `differenceDeg`; where only the mean of both is known, that with `eachDeg`. */
export function sidedExcess(
  summary: MetricSummary,
  limits: { eachDeg: number; differenceDeg: number },
): SidedExcess {
  if (sidesLost(summary) !== null) {
    const marginDeg = legsCarryFinding(summary) ? summary.both.ci95[0] - limits.eachDeg : -Infinity;
    return { marginDeg, sides: [] };
  }
  const margin = (side: Leg) =>
    carriesFinding(summary[side]) ? summary[side].ci95[0] - limits.eachDeg : -Infinity;
  const apart = LEGS.every((side) => carriesFinding(summary[side])) ? leastDifference(summary) : -Infinity;
  return {
    marginDeg: Math.max(...LEGS.map(margin), apart - limits.differenceDeg),
    sides: LEGS.filter((side) => margin(side) > 0),
  };
}

/** |left − right| less half of its own 95 % interval, which is made of the two legs'. */
function leastDifference({ left, right }: MetricSummary): number {
  return Math.abs(left.mean - right.mean) - differenceHalfWidth(left, right);
}

/** `−1.2°`: one decimal, a true minus sign. */
export function degrees(value: number): string {
  const rounded = value.toFixed(1);
  return `${rounded === '-0.0' ? '0.0' : rounded.replace('-', '−')}°`;
}

/** `6.4° (95 % interval 6.0° to 6.9°, 24 strides)` */
export function withInterval({ mean, ci95, n }: SideSummary): string {
  return `${degrees(mean)} (95 % interval ${degrees(ci95[0])} to ${degrees(ci95[1])}, ${n} strides)`;
}

/** Each leg that was measured, in words: `3.1° (…) over the left leg, 6.4° (…) over the right leg`; else the mean of both. */
export function legByLeg(summary: MetricSummary): string {
  if (sidesLost(summary) !== null) return `${withInterval(summary.both)} on average over both legs`;
  return LEGS.filter((side) => summary[side].withheld === null)
    .map((side) => `${withInterval(summary[side])} over the ${side} leg`)
    .join(' and ');
}

/** What a leaning camera does to numbers of one leg, and that they are therefore withheld where its lean is not known. */
export function leanCaution(summary: MetricSummary): string {
  const lost = sidesLost(summary);
  if (lost !== null) return `${lost[0]!.toUpperCase()}${lost.slice(1)}.`;
  return 'A camera 1° askew adds 1° on one leg and takes it from the other.';
}

/** What stands out: a number over either leg, and a difference between them where both are known. */
export function limitText(summary: MetricSummary, eachDeg: Degrees, differenceDeg: Degrees): string {
  const each = `More than ${degrees(eachDeg)}`;
  if (sidesLost(summary) !== null) return each;
  return `${each}, or a difference of more than ${degrees(differenceDeg)} between the legs,`;
}
