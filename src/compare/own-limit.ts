import type { MetricId } from '../metrics/metric';
import type { Part } from './change';
import type { DetectableDifference } from './detectable-difference';
import type { RepeatError } from './own-error';
import { hasMeanRow } from './parts';
import { sidak, studentT } from './student-t';

/** The two numbers that stand first, drop as the mean of both legs. */
const HEADLINES: readonly MetricId[] = ['pelvicDropPeakDeg', 'trunkLeanMeanDeg'];
/** Share of unchanged runners whom a number on its own may call changed. */
const ONE_NUMBER = 0.05;
/** The same of each headline number, so that either is falsely called changed in 5 %. */
const ONE_HEADLINE = sidak(ONE_NUMBER, HEADLINES.length);

/**
 * Weight of the published figure beside own clips, in degrees of freedom. With 4, and only with 4, a spread of runners'
 * errors has both the published SEM as its pooled value and 2.77 · SEM as what two clips differ by in 95 % of cases
 * (t₄² · (4 − 2) / 4 = 1.96²), which is what the publication says of its runners.
 */
const PUBLISHED_FREEDOM = 4;
const PUBLISHED_T = studentT(ONE_NUMBER, PUBLISHED_FREEDOM);
/** From so many degrees of freedom on, ten clips of one day, the own error alone rules: its SEM is then known to about a quarter. */
const ALONE_FREEDOM = 9;

/** How often a row may be called changed falsely, beside the published figure and without it. */
interface FalseAlarms {
  weighed: number;
  alone: number;
}

/**
 * The headline numbers share 5 %. Alone, pelvic drop's half is shared by its three rows: the published figure, which is wider than
 * most runners' own error, no longer keeps the legs' false alarms low.
 */
export function falseAlarmsOf(id: MetricId, part: Part): FalseAlarms {
  if (hasMeanRow(id)) {
    const rows = 3;
    const alone = sidak(ONE_HEADLINE, rows);
    return part === 'both' ? { weighed: ONE_HEADLINE, alone } : { weighed: sidak(ONE_NUMBER, rows), alone };
  }
  const share = HEADLINES.includes(id) ? ONE_HEADLINE : ONE_NUMBER;
  return { weighed: share, alone: share };
}

/**
 * Smallest detectable difference from a runner's own clips. A few clips can agree by luck, so they are weighed with the
 * published figure: variances in proportion to their degrees of freedom (the published one counts 4), and Student's t of the
 * sum in place of 1.96. From 9 degrees of freedom on the own error replaces the published one.
 */
export function detectableOnRunner(
  published: DetectableDifference,
  { sem, freedom, clips, filmedAtMs }: RepeatError,
  { weighed, alone }: FalseAlarms,
): DetectableDifference {
  const day = new Date(filmedAtMs).toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  });
  const measured = `measured on this runner, ${clips} clips, ${day}`;
  if (freedom >= ALONE_FREEDOM)
    return {
      value: Math.SQRT2 * studentT(alone, freedom) * sem,
      source: `${measured}; replaces ${published.source}`,
    };
  const prior = published.value / (Math.SQRT2 * PUBLISHED_T);
  const total = PUBLISHED_FREEDOM + freedom;
  const pooled = Math.sqrt((PUBLISHED_FREEDOM * prior ** 2 + freedom * sem ** 2) / total);
  return {
    value: Math.SQRT2 * studentT(weighed, total) * pooled,
    source: `${measured}; weighed with ${published.source}`,
  };
}
