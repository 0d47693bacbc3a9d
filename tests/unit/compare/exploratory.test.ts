import { describe, expect, it } from 'vitest';
import type { ComparedSession } from '../../../src/compare/compared-session';
import { compareSessions } from '../../../src/compare/compare-sessions';
import { trendOf } from '../../../src/compare/trend';
import type { MetricId } from '../../../src/metrics/metric';
import { tableOf } from '../../../src/metrics/registry';
import { EXPLORATORY, isMeasured } from '../../../src/metrics/summary';
import { seededRandom } from '../../truth/random';
import { summarySession } from '../../truth/repeat-takes';

const ID = 'kneeFlexionAtContactDeg';

const kneeOf = (day: number, mean: number) =>
  summarySession(
    { id: `day ${day}`, filmedAtMs: day * 86_400_000, means: { [ID]: mean } },
    seededRandom(day + 1),
  );

/** The same session with one of its metrics exploratory. */
function withExploratory(of: ComparedSession, id: MetricId): ComparedSession {
  const takes = of.takes.map(({ analysis, recording }) => {
    const metrics = tableOf((metric) => {
      const result = analysis.metrics[metric.id];
      return metric.id === id && isMeasured(result) ? { ...result, exploratory: true } : result;
    });
    return { recording, analysis: { ...analysis, metrics } };
  });
  return { ...of, takes };
}

const verdictsOf = (before: ComparedSession, after: ComparedSession) =>
  compareSessions(before, after, null).rows.filter(({ id }) => id === ID);

describe('a number that was not held against truth', () => {
  const [before, after] = [kneeOf(1, 20), kneeOf(2, 60)];

  it('is never called changed, whichever of the two it stands in, and however far apart they are', () => {
    expect(verdictsOf(before, after).map(({ verdict }) => verdict)).toEqual(['changed', 'changed']);
    for (const rows of [
      verdictsOf(withExploratory(before, ID), after),
      verdictsOf(before, withExploratory(after, ID)),
    ])
      expect(rows.map(({ verdict, why }) => [verdict, why])).toEqual([
        ['not comparable', EXPLORATORY],
        ['not comparable', EXPLORATORY],
      ]);
  });

  it('is no point of a trend', () => {
    const points = trendOf([before, withExploratory(after, ID)], ID, 'left');
    expect(points.map(({ sessionId }) => sessionId)).toEqual(['day 1']);
  });
});
