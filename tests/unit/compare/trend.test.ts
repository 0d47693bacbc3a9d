import { describe, expect, it } from 'vitest';
import { trendOf } from '../../../src/compare/trend';
import { seededRandom } from '../../truth/random';
import { type SummarySession, summarySession } from '../../truth/repeat-takes';

const at = (day: number, more: SummarySession = {}) =>
  summarySession({ id: `day ${day}`, filmedAtMs: day * 86_400_000, ...more }, seededRandom(day + 3));

describe('a metric over time', () => {
  it('stands in order of time with its interval, strides, pain and speed', () => {
    const drop = (left: number) => ({ means: { pelvicDropPeakDeg: { left, right: 5 } } });
    const points = trendOf(
      [at(20, { ...drop(4), facts: { pain: 2, speedKmh: 10 } }), at(1, { ...drop(9), facts: { pain: 6 } })],
      'pelvicDropPeakDeg',
      'left',
    );
    expect(points.map(({ sessionId, pain, speedKmh, n }) => [sessionId, pain, speedKmh, n])).toEqual([
      ['day 1', 6, null, 25],
      ['day 20', 2, 10, 25],
    ]);
    for (const [i, truth] of [9, 4].entries()) {
      const { mean, ci95 } = points[i]!;
      expect(Math.abs(mean - truth)).toBeLessThan(1);
      expect(ci95[0]).toBeLessThan(mean);
      expect(ci95[1]).toBeCloseTo(2 * mean - ci95[0], 9);
    }
  });

  it('joins only sessions that may be compared', () => {
    const speeds = [10, 10.2, 14, 10].map((speedKmh, day) => at(day, { facts: { speedKmh } }));
    const points = trendOf(speeds, 'trunkLeanMeanDeg', 'both');
    expect(points.map(({ group }) => group)).toEqual([0, 0, 1, 0]);
    expect(points.map(({ apart }) => apart)).toEqual([null, null, 'run at 14 and 10 km/h', null]);
  });

  it('leaves out sessions without the number, and takes cadence from one view throughout', () => {
    const rearOnly = at(1);
    const sessions = [at(0), { ...rearOnly, takes: rearOnly.takes.slice(1) }, at(2)];
    expect(trendOf(sessions, 'trunkLeanMeanDeg', 'both').map(({ sessionId }) => sessionId)).toEqual([
      'day 0',
      'day 2',
    ]);
    expect(trendOf(sessions, 'cadenceSpm', 'both')).toHaveLength(3);
    expect(trendOf([], 'cadenceSpm', 'both')).toEqual([]);
  });
});
