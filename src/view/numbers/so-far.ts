import type { RunAnalysis } from '../../analysis/run-analysis';
import {
  PROVISIONAL_STRIDES,
  type SideSummary,
  isMeasured,
  sidesLost,
  soundResult,
} from '../../metrics/summary';
import { headlineOf } from '../../state/headline';
import { leanText, number } from '../words';

/** A headline number of a clip that is still being followed. */
export interface NumberSoFar {
  name: string;
  value: string;
  /** How far it may be off yet, and from how many strides it is known. */
  doubt: string;
}

/** What the strides so far show; null before there are about ten of them, or where the number is withheld. */
export function numberSoFar({ view, metrics }: RunAnalysis): NumberSoFar | null {
  if (view === null) return null;
  const id = headlineOf(view);
  const metric = soundResult(metrics[id]);
  if (!isMeasured(metric) || metric.both.withheld !== null || metric.both.n < PROVISIONAL_STRIDES)
    return null;
  const { both, left, right } = metric;
  if (id === 'trunkLeanMeanDeg')
    return { name: 'Trunk lean', value: leanText(both.mean), doubt: doubtOf(both) };
  const legs = [left, right].every(({ withheld }) => withheld === null) && sidesLost(metric) === null;
  const value = legs
    ? `${number(left.mean)}° over the left leg, ${number(right.mean)}° over the right`
    : `${number(both.mean)}°, mean of both legs`;
  return { name: 'Pelvic drop', value, doubt: doubtOf(both) };
}

function doubtOf({ ci95: [low, high], n }: SideSummary): string {
  return `± ${number((high - low) / 2)}° yet, from ${n} strides`;
}
