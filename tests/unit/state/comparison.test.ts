import { beforeAll, describe, expect, it } from 'vitest';
import { analyseRun } from '../../../src/analysis/analyse-run';
import { NO_CORRECTIONS } from '../../../src/analysis/run-analysis';
import { NO_FACTS } from '../../../src/analysis/session';
import type { RunFacts } from '../../../src/analysis/session';
import { compareCurves, type ComparedCurve } from '../../../src/compare/compare-curves';
import { type CompareCurves, Comparison } from '../../../src/state/comparison.svelte';
import { toRadians } from '../../../src/geometry';
import { Review } from '../../../src/state/review.svelte';
import { recordingOf } from '../../truth/recording-of';
import { type RunnerOptions, syntheticRun } from '../../truth/synthetic-runner';
import { useBackend } from '../../rig/backends';
import { moved } from '../../truth/metrics-runner';

const keep = () => Promise.reject(new Error('not asked for'));
const noCurves: CompareCurves = () => Promise.resolve([]);

/** What was filmed; with `cameraRollDeg` by a camera that leans so much, which nobody knows, else by markers. */
type Filmed = Partial<RunnerOptions> & { cameraRollDeg?: number };

async function reviewOf(id: string, runs: readonly Filmed[], facts: Partial<RunFacts> = {}): Promise<Review> {
  const measured = runs.map(async ({ cameraRollDeg, ...run }, k) => {
    const { track } = syntheticRun({ durationS: 10, ...run });
    const recording =
      cameraRollDeg === undefined
        ? { ...recordingOf(track), pose: null }
        : recordingOf(moved(track, turnedBy(cameraRollDeg)));
    const take = { id: `${id}-${k}`, recording, corrections: NO_CORRECTIONS, clip: null };
    return { take, analysis: await analyseRun(recording, NO_CORRECTIONS) };
  });
  const card = {
    ...{ id, runner: { id: 'r', name: 'Ada', note: '' }, title: id, filmedAtMs: 0 },
    facts: { ...NO_FACTS, ...facts },
  };
  return new Review(card, await Promise.all(measured), keep);
}

const turnedBy = (deg: number) => {
  const [cos, sin] = [Math.cos(toRadians(deg)), Math.sin(toRadians(deg))];
  return (x: number, y: number): [number, number] => [x * cos - y * sin, x * sin + y * cos];
};

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

describe('curves beside the table', () => {
  const curvesOf = async (before: Review, after: Review) => {
    const comparison = new Comparison({ before, after, own: null, saved: null }, compareCurves);
    await expect.poll(() => comparison.curves).not.toBeNull();
    return comparison;
  };

  it('a camera whose lean nobody knows: no leg differs, since the table tells none; their mean is compared', async () => {
    const rear = { view: 'rear', sideLeanDeg: 3, noise: 0.002 } as const;
    const [level, leaning] = [
      await reviewOf('level', [{ ...rear, cameraRollDeg: 0, seed: 5 }]),
      await reviewOf('leaning', [{ ...rear, cameraRollDeg: 4, seed: 6 }]),
    ];
    const { curves, withheldCurves, result } = await curvesOf(level, leaning);
    const told = result.rows.filter(({ id }) => id === 'lateralTrunkLeanDeg').map(({ part }) => part);
    expect(told).toEqual(['both']);
    const lean = curves!.filter(({ series }) => series === 'lateralTrunkLeanDeg');
    expect(lean.map(({ side, clusters }) => [side, clusters])).toEqual([['both', []]]);
    expect(withheldCurves.filter(({ series }) => series === 'lateralTrunkLeanDeg')).toEqual(
      (['left', 'right'] as const).map((side) => ({
        series: 'lateralTrunkLeanDeg',
        side,
        why: 'the camera’s lean is not known: only the mean of both legs is sure',
      })),
    );
  });

  it('what the table does not compare has no curve, for the reason that the table gives', async () => {
    const slow = await reviewOf('slow', [{ trunkLeanDeg: 3, seed: 7 }], { speedKmh: 9 });
    const fast = await reviewOf('fast', [{ trunkLeanDeg: 9, seed: 8 }], { speedKmh: 14 });
    const { curves, withheldCurves } = await curvesOf(slow, fast);
    expect(curves).toEqual([]);
    expect(withheldCurves.map(({ series }) => series)).toContain('trunkLeanDeg');
    expect(new Set(withheldCurves.map(({ why }) => why))).toEqual(new Set(['run at 9 and 14 km/h']));
  });
});
