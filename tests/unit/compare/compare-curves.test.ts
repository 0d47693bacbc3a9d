import { beforeAll, describe, expect, it } from 'vitest';
import { clustersOf, compareCurves, type CurveTake } from '../../../src/compare/compare-curves';
import type { CurveName } from '../../../src/compare/curve-plan';
import { computeMetrics, type MetricReport } from '../../../src/metrics/compute-metrics';
import { useBackend } from '../../rig/backends';
import { seededNormal } from '../../rig/samples';
import { contextOf, type Runner } from '../../truth/metrics-runner';

beforeAll(() => useBackend('wasm'));

const OPTIONS = { shuffles: 1000, seed: 1 };
const LEAN: CurveName = { series: 'trunkLeanDeg', side: 'left' };
const legsOf = (series: CurveName['series']): CurveName[] => [
  { series, side: 'left' },
  { series, side: 'right' },
];

type Filmed = Partial<Runner> & { cameraRollDeg?: number };

/** A take of a runner whose trunk and pelvis wobble from frame to frame; `cameraRollDeg`: of a camera that was only taken as level. */
async function take(
  { cameraRollDeg, ...changes }: Filmed,
  seed: number,
): Promise<CurveTake & { report: MetricReport }> {
  const context = contextOf({ seconds: 20, ...changes });
  const normal = seededNormal(seed);
  for (const name of ['left_shoulder', 'right_shoulder'] as const) {
    const { x } = context.track.landmarks[name];
    x.forEach((_, t) => (x[t]! += 2 * normal()));
  }
  const tilt = context.pelvicLine?.tiltDeg;
  tilt?.forEach((_, t) => (tilt[t]! += 0.5 * normal() - (cameraRollDeg ?? 0)));
  const report = await computeMetrics({ ...context, cameraRollKnown: cameraRollDeg === undefined });
  const strides = context.strides.map((stride, i) => ({ ...stride, values: report.strideValues[i]! }));
  return { track: context.track, strides, series: report.motion.series, report };
}

describe('curves of two takes', () => {
  it('finds where the lean differs, and which clip is higher', async () => {
    const curves = await compareCurves(
      await take({ leanSwingDeg: 1 }, 1),
      await take({ leanSwingDeg: 3 }, 2),
      [LEAN, ...legsOf('kneeFlexionDeg')],
      OPTIONS,
    );
    const [lean, ...knee] = curves;
    expect(lean).toMatchObject(LEAN);
    const { p, clusters, before, after } = lean!;
    expect(p).toBeLessThan(0.01);
    expect(clusters.some((c) => c.higher === 'after' && c.fromPct < 25 && c.toPct > 25)).toBe(true);
    expect(clusters.some((c) => c.higher === 'before' && c.fromPct < 75 && c.toPct > 75)).toBe(true);
    expect(before.mean).toHaveLength(101);
    expect(after.mean[25]! - before.mean[25]!).toBeCloseTo(2, 0);
    expect(knee.map(({ side, clusters: found }) => [side, found])).toEqual([
      ['left', []],
      ['right', []],
    ]);
  });

  it('tells the leg whose drop changed', async () => {
    const found = await compareCurves(
      await take({ view: 'rear', dropDeg: { left: 8, right: 5 } }, 3),
      await take({ view: 'rear', dropDeg: { left: 4, right: 5 } }, 4),
      legsOf('pelvicDropDeg'),
      OPTIONS,
    );
    const midstance = ({ clusters }: (typeof found)[number]) =>
      clusters.some((c) => c.higher === 'before' && c.fromPct <= 15 && c.toPct >= 15);
    expect(found.map(midstance)).toEqual([true, false]);
  });

  it('finds no difference between a runner and the same runner', async () => {
    const [lean] = await compareCurves(await take({}, 3), await take({}, 4), [LEAN], OPTIONS);
    expect(lean!.p).toBeGreaterThan(0.05);
    expect(lean!.clusters).toEqual([]);
  });

  it('draws the very curves that the analysis has, evened where the camera’s lean is not known', async () => {
    const rear = await take({ view: 'rear', cameraRollDeg: 3 }, 5);
    const drops = await compareCurves(rear, rear, legsOf('pelvicDropDeg'), OPTIONS);
    expect(drops).toHaveLength(2);
    for (const { side, before } of drops) {
      const own = rear.report.curves.pelvicDropPeakDeg![side === 'left' ? 'left' : 'right'];
      expect(before.n).toBe(own.n);
      for (const node of own.mean.keys()) {
        expect(before.mean[node]).toBeCloseTo(own.mean[node]!, 3); // degrees
        expect(before.sd[node]).toBeCloseTo(own.sd[node]!, 3);
      }
    }
  });

  it('compares the mean of both legs whatever the cameras’ lean: 4° where 8 and 5° became 4 and 1°', async () => {
    const mean: CurveName = { series: 'pelvicDropDeg', side: 'both' };
    const before = await take({ view: 'rear', dropDeg: { left: 8, right: 5 } }, 6);
    const same = await take({ view: 'rear', dropDeg: { left: 8, right: 5 }, cameraRollDeg: 3 }, 7);
    const less = await take({ view: 'rear', dropDeg: { left: 4, right: 1 }, cameraRollDeg: 3 }, 8);
    const [unchanged] = await compareCurves(before, same, [mean], OPTIONS);
    expect(unchanged!.clusters).toEqual([]);
    const [changed] = await compareCurves(before, less, [mean], OPTIONS);
    const midstance = 17; // percent of the stride
    expect(changed!.before.mean[midstance]! - changed!.after.mean[midstance]!).toBeCloseTo(4, 0);
    expect(changed!.before.n).toBe(before.strides.filter(({ side }) => side === 'right').length);
  });

  it('judges no place in the stride that fewer than 5 strides show', async () => {
    const [whole, sparse] = [await take({ leanDeg: 2 }, 9), await take({ leanDeg: 12 }, 10)];
    const seen = sparse.strides.filter(({ side }) => side === 'left').slice(4);
    for (const { startS, endS } of seen)
      for (const [t, atS] of sparse.track.timeS.entries())
        if (atS > startS + 0.4 * (endS - startS) && atS < endS - 0.4 * (endS - startS))
          sparse.series.trunkLeanDeg.left[t] = NaN;
    const [lean] = await compareCurves(whole, sparse, [LEAN], OPTIONS);
    expect(lean!.after.mean[50]).toBeNaN();
    expect(lean!.clusters.map(({ fromPct, toPct }) => fromPct <= 50 && toPct >= 50)).toEqual([false, false]);
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
