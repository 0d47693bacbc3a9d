import type { ReferenceBand } from '../../metrics/metric';
import { differenceHalfWidth, type MetricSummary, type SideSummary } from '../../metrics/summary';
import { number } from '../words';

/** How far a mean may be trusted, and what would make it firmer (SCIENCE.md §4.4). */
const CONFIDENCE_MEANS: Record<NonNullable<SideSummary['confidence']>, string> = {
  firm: 'firm: 25 strides or more a leg',
  provisional: 'provisional: under 25 strides a leg; half a minute of film makes it firm',
  rough: 'rough: under 10 strides a leg; film half a minute to know it better',
};

/** "provisional: fewer than 25 strides …"; empty where there is no number. */
export function confidenceText({ confidence }: SideSummary): string {
  return confidence === null ? '' : CONFIDENCE_MEANS[confidence];
}

/** Where a mean lies against the runners of a study, and who they were. */
export function bandText(mean: number, { low, high, who }: ReferenceBand): string {
  const where = mean < low ? 'below' : mean > high ? 'above' : 'inside';
  return `${where} the grey band: ${who}`;
}

/** Which leg has more, in words; a difference that the legs' intervals explain is none. */
export function differenceText({ left, right }: MetricSummary): string {
  if (left.withheld !== null || right.withheld !== null) {
    const [seen, hidden] = left.withheld === null ? ['left', right] : ['right', left];
    return `${seen} leg only; the other: ${hidden.withheld ?? ''}`;
  }
  const apart = left.mean - right.mean;
  if (Math.abs(apart) <= differenceHalfWidth(left, right))
    return 'left and right alike, as far as this clip tells';
  return `${number(Math.abs(apart))}° more over the ${apart > 0 ? 'left' : 'right'} leg`;
}
