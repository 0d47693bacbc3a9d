import { beforeAll, describe, expect, it } from 'vitest';
import { clustersOf, compareCurves, type CurveTake } from '../../../src/compare/compare-curves';
import { computeMetrics } from '../../../src/metrics/compute-metrics';
import { useBackend } from '../../rig/backends';
import { seededNormal } from '../../rig/samples';
import { contextOf, type Runner } from '../../truth/metrics-runner';

beforeAll(() => useBackend('wasm'));

const OPTIONS = { shuffles: 1000, seed: 1 };

/** A take of a runner whose trunk and pelvis wobble from frame to frame. */
async function take(changes: Partial<Runner>, seed: number): Promise<CurveTake> {
  const context = contextOf({ seconds: 20, ...changes });
  const normal = seededNormal(seed);
  for (const name of ['left_shoulder', 'right_shoulder'] as const) {
    const { x } = context.track.landmarks[name];
    x.forEach((_, t) => (x[t]! += 2 * normal()));
  }
  const tilt = context.pelvicLine?.tiltDeg;
  tilt?.forEach((_, t) => (tilt[t]! += 0.5 * normal()));
  const { metrics, strideValues } = await computeMetrics(context);
  const strides = context.strides.map((stride, i) => ({ ...stride, values: strideValues[i]! }));
  return { ...context, strides, metrics };
}

describe('curves of two takes', () => {
  it('finds where the lean differs, and which clip is higher', async () => {
    const curves = await compareCurves(
      await take({ leanSwingDeg: 1 }, 1),
      await take({ leanSwingDeg: 3 }, 2),
      OPTIONS,
    );
    const lean = curves.filter(({ series }) => series === 'trunkLeanDeg');
    expect(lean.map(({ side }) => side)).toEqual(['left']); // one trunk, one curve
    const [{ p, clusters, before, after }] = lean as [(typeof lean)[number]];
    expect(p).toBeLessThan(0.01);
    expect(clusters.some((c) => c.higher === 'after' && c.fromPct < 25 && c.toPct > 25)).toBe(true);
    expect(clusters.some((c) => c.higher === 'before' && c.fromPct < 75 && c.toPct > 75)).toBe(true);
    expect(before.mean).toHaveLength(101);
    expect(after.mean[25]! - before.mean[25]!).toBeCloseTo(2, 0);
    const knee = curves.filter(({ series }) => series === 'kneeFlexionDeg');
    expect(knee.map(({ side, clusters: found }) => [side, found])).toEqual([
      ['left', []],
      ['right', []],
    ]);
  });

  it('tells the leg whose drop changed', async () => {
    const curves = await compareCurves(
      await take({ view: 'rear', dropDeg: { left: 8, right: 5 } }, 3),
      await take({ view: 'rear', dropDeg: { left: 4, right: 5 } }, 4),
      OPTIONS,
    );
    const found = curves.filter(({ series }) => series === 'pelvicDropDeg');
    expect(found.map(({ side }) => side)).toEqual(['left', 'right']);
    const midstance = ({ clusters }: (typeof found)[number]) =>
      clusters.some((c) => c.higher === 'before' && c.fromPct <= 15 && c.toPct >= 15);
    expect(found.map(midstance)).toEqual([true, false]);
  });

  it('finds no difference between a runner and the same runner', async () => {
    const curves = await compareCurves(await take({}, 3), await take({}, 4), OPTIONS);
    const lean = curves.find(({ series }) => series === 'trunkLeanDeg')!;
    expect(lean.p).toBeGreaterThan(0.05);
    expect(lean.clusters).toEqual([]);
  });

  it('needs 5 strides of the leg in both takes, and a view', async () => {
    const whole = await take({}, 1);
    expect(await compareCurves(await take({ seconds: 2 }, 1), whole, OPTIONS)).toEqual([]);
    expect(await compareCurves({ ...whole, view: null }, whole, OPTIONS)).toEqual([]);
  });

  it('shows only what both takes show', async () => {
    const curves = await compareCurves(await take({}, 1), await take({ view: 'rear' }, 1), OPTIONS);
    expect(curves.map(({ series }) => series)).toEqual(['hipHeightPctHeight']);
  });

  it('joins neighbouring nodes of one sign', () => {
    const t = new Float32Array(101);
    t.fill(5, 10, 13).fill(-5, 13, 15);
    t[100] = 9;
    expect(clustersOf(t, 4)).toEqual([
      { fromPct: 10, toPct: 12, higher: 'after' },
      { fromPct: 13, toPct: 14, higher: 'before' },
      { fromPct: 100, toPct: 100, higher: 'after' },
    ]);
  });
});
