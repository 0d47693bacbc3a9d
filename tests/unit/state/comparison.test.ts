import { beforeAll, describe, expect, it } from 'vitest';
import { analyseRun } from '../../../src/analysis/analyse-run';
import { NO_CORRECTIONS } from '../../../src/analysis/run-analysis';
import { NO_FACTS } from '../../../src/analysis/session';
import type { ComparedCurve } from '../../../src/compare/compare-curves';
import { type CompareCurves, Comparison } from '../../../src/state/comparison.svelte';
import { Review } from '../../../src/state/review.svelte';
import { recordingOf } from '../../truth/recording-of';
import { type RunnerOptions, syntheticRun } from '../../truth/synthetic-runner';
import { useBackend } from '../../rig/backends';

const keep = () => Promise.reject(new Error('not asked for'));
const noCurves: CompareCurves = () => Promise.resolve([]);

async function reviewOf(id: string, runs: readonly Partial<RunnerOptions>[]): Promise<Review> {
  const measured = runs.map(async (run, k) => {
    const recording = { ...recordingOf(syntheticRun({ durationS: 10, ...run }).track), pose: null };
    const take = { id: `${id}-${k}`, recording, corrections: NO_CORRECTIONS, clip: null };
    return { take, analysis: await analyseRun(recording, NO_CORRECTIONS) };
  });
  const card = { id, runner: { id: 'r', name: 'Ada', note: '' }, title: id, filmedAtMs: 0, facts: NO_FACTS };
  return new Review(card, await Promise.all(measured), keep);
}

let before: Review;
let after: Review;
beforeAll(async () => {
  await useBackend('wasm');
  const drops = (left: number, right: number) => ({ pelvicDropDeg: { left, right } });
  before = await reviewOf('before', [
    { view: 'left', trunkLeanDeg: 5, seed: 1 },
    { view: 'rear', ...drops(8, 5), seed: 2 },
  ]);
  after = await reviewOf('after', [
    { view: 'left', trunkLeanDeg: 5, seed: 3 },
    { view: 'rear', ...drops(3, 3), seed: 4 },
  ]);
});

describe('two sessions against each other', () => {
  it('opens on the view that shows what changed, and keeps the percent through views and swaps', () => {
    const comparison = new Comparison({ before, after, own: null, saved: null }, noCurves);
    expect(comparison.angles).toEqual(['side', 'rear']);
    expect(comparison.pair.angle).toBe('rear');
    comparison.stride?.seek(42);
    comparison.look('side');
    expect([comparison.pair.angle, comparison.stride?.percent]).toEqual(['side', 42]);
    comparison.swap();
    expect(comparison.stride?.percent).toBe(42);
  });

  it('turns every difference round when it is swapped, and leaves the verdicts', () => {
    const comparison = new Comparison({ before, after, own: null, saved: null }, noCurves);
    const rows = () =>
      comparison.result.rows.map(({ change, verdict }) => ({ delta: change?.delta ?? 0, verdict }));
    const first = rows();
    comparison.swap();
    rows().forEach(({ delta, verdict }, k) => {
      expect(delta).toBeCloseTo(-first[k]!.delta, 9);
      expect(verdict).toBe(first[k]!.verdict);
    });
    expect(comparison.record.sessionIds).toEqual(['after', 'before']);
  });

  it('opens again as it was left', () => {
    const left = new Comparison({ before, after, own: null, saved: null }, noCurves);
    left.look('side');
    left.setGhost(true);
    left.showCurve('kneeFlexionDeg/right');
    left.stride?.seek(37);
    const saved = { ...left.record, createdAtMs: 0, changedAtMs: 0 };
    const again = new Comparison({ before, after, own: null, saved }, noCurves);
    expect(again.record).toEqual(left.record);
    expect(again.record.settings).toMatchObject({ angle: 'side', ghost: true, percent: 37 });
  });

  it('shows the curves of the order asked for last, whatever order the answers come in', async () => {
    const answers: ((curves: ComparedCurve[]) => void)[] = [];
    const slow: CompareCurves = () => new Promise((resolve) => answers.push(resolve));
    const comparison = new Comparison({ before, after, own: null, saved: null }, slow);
    const first = answers.length;
    comparison.swap();
    const curve = (p: number): ComparedCurve => {
      const none = { mean: new Float32Array(101), sd: new Float32Array(101), n: 5 };
      return { series: 'trunkLeanDeg', side: 'left', before: none, after: none, p, clusters: [] };
    };
    // Each asks for the side, then for the rear.
    answers[first]!([curve(0.2)]);
    await Promise.resolve().then(() => undefined);
    answers[first + 1]!([]);
    answers[0]!([curve(0.1)]);
    await new Promise((resolve) => setTimeout(resolve));
    answers.at(-1)!([]);
    await new Promise((resolve) => setTimeout(resolve));
    expect(comparison.curves?.map(({ p }) => p)).toEqual([0.2]);
  });

  it('says so where the curves could not be compared, and keeps the rest', async () => {
    const broken: CompareCurves = () => Promise.reject(new Error('The worker died.'));
    const comparison = new Comparison({ before, after, own: null, saved: null }, broken);
    await new Promise((resolve) => setTimeout(resolve));
    expect([comparison.curvesFailed, comparison.curves]).toEqual([true, null]);
    expect(comparison.result.rows.length).toBeGreaterThan(10);
  });
});
