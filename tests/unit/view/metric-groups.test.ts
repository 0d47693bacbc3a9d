import { describe, expect, it } from 'vitest';
import { METRICS } from '../../../src/metrics/registry';
import type { MetricResult } from '../../../src/metrics/summary';
import { GROUPS, measuredGroups, unmeasuredByReason } from '../../../src/view/numbers/metric-groups';
import { measuredTake } from '../../truth/measured-take';

const entries = METRICS.map((metric) => {
  const result: MetricResult = measuredTake(new File([], 'side.mp4')).analysis.metrics[metric.id];
  return { metric, result };
});

describe('the table of metrics', () => {
  it('has a place for every metric, the two headlines’ first in their groups', () => {
    const placed = GROUPS.flatMap(({ ids }) => ids);
    expect([...placed].sort()).toEqual(METRICS.map(({ id }) => id).sort());
    expect([GROUPS[0]?.ids[0], GROUPS[1]?.ids[0]]).toEqual(['trunkLeanMeanDeg', 'pelvicDropPeakDeg']);
  });

  it('shows only groups that have a number', () => {
    const groups = measuredGroups(entries);
    expect(groups.map(({ title, rows }) => [title, rows.map(({ metric }) => metric.id)])).toEqual([
      ['Trunk', ['trunkLeanMeanDeg']],
    ]);
  });

  it('says each reason once, with all that it is the reason for', () => {
    const [reason, ...others] = unmeasuredByReason(entries);
    expect(others).toEqual([]);
    expect(reason?.reason).toBe('not measured yet');
    expect(reason?.names).toHaveLength(METRICS.length - 1);
  });
});
