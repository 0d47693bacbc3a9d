import { afterAll, describe, expect, it } from 'vitest';
import { AnalysisClient } from '../../../src/analysis/analysis-client';
import { NO_CORRECTIONS } from '../../../src/analysis/run-analysis';
import { recordingOf } from '../../truth/recording-of';
import { syntheticRun } from '../../truth/synthetic-runner';

const client = new AnalysisClient();
afterAll(() => {
  client.close();
});

async function analysed(trunkLeanDeg: number, cadenceSpm: number) {
  const { track } = syntheticRun({ trunkLeanDeg, cadenceSpm, durationS: 12, noise: 0.002, seed: cadenceSpm });
  return client.analyse(recordingOf(track), NO_CORRECTIONS);
}

describe('curves of two analyses, compared in the worker', () => {
  it('finds 4° more lean over the whole stride, whatever the cadences', async () => {
    const [before, after] = [await analysed(4, 164), await analysed(8, 176)];
    const [lean] = await client.compareCurves(before, after, [{ series: 'trunkLeanDeg', side: 'left' }]);
    if (lean === undefined) throw new Error('One curve was asked for.');
    expect(lean.p).toBeLessThan(0.001);
    expect(lean.clusters).toEqual([{ fromPct: 0, toPct: 100, higher: 'after' }]);
    const differences = lean.before.mean.map((mean, node) => lean.after.mean[node]! - mean);
    expect(Math.min(...differences)).toBeGreaterThan(3);
    expect(Math.max(...differences)).toBeLessThan(5);
  });
});
