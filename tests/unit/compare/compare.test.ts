import { beforeAll, describe, expect, it } from 'vitest';
import { clustersOf, compareCurves } from '../../../src/compare/compare-curves';
import { compareMetrics, type ComparableClip, type Comparison } from '../../../src/compare/compare-metrics';
import type { Conditions } from '../../../src/compare/conditions';
import { DETECTABLE_DIFFERENCE } from '../../../src/compare/detectable-difference';
import { computeMetrics, type MetricReport } from '../../../src/metrics/compute-metrics';
import { METRICS } from '../../../src/metrics/registry';
import { useBackend } from '../core/backends';
import { seededNormal } from '../core/samples';
import { contextOf, type Runner } from '../metrics/runner';

const CONDITIONS: Conditions = {
  view: 'left',
  landmarksFrom: 'full',
  pelvicMethod: 'none',
  speedKmh: 10,
  inclinePct: 1,
};

/** A runner whose trunk wobbles by `wobbleDeg` (SD) from stride to stride and frame to frame. */
async function reportOf(changes: Partial<Runner>, seed: number, wobblePx = 2): Promise<MetricReport> {
  const context = contextOf({ seconds: 20, ...changes });
  const normal = seededNormal(seed);
  for (const name of ['left_shoulder', 'right_shoulder'] as const) {
    const { x } = context.track.landmarks[name];
    for (let t = 0; t < x.length; t++) x[t]! += wobblePx * normal();
  }
  return computeMetrics(context);
}

async function clip(
  changes: Partial<Runner>,
  conditions: Partial<Conditions> = {},
  seed = 1,
): Promise<ComparableClip> {
  const view = changes.view ?? 'left';
  return {
    metrics: (await reportOf(changes, seed)).metrics,
    conditions: { ...CONDITIONS, view, ...conditions },
  };
}

beforeAll(() => useBackend('wasm'));

describe('change against error', () => {
  const lean = (before: ComparableClip, after: ComparableClip): Comparison =>
    compareMetrics(before, after).trunkLeanMeanDeg;

  it('calls 4° more lean changed, with its size and interval', async () => {
    const result = lean(await clip({ leanDeg: 2 }), await clip({ leanDeg: 6 }, {}, 2));
    expect(result.verdict).toBe('changed');
    if (result.verdict === 'not comparable') return;
    expect(result.both!.delta).toBeCloseTo(4, 0);
    expect(result.both!.ci95[0]).toBeGreaterThan(3.5);
    expect(result.why).toContain('more than 2.8°');
  });

  it('calls 2° within error, though hundreds of strides could tell it from 0', async () => {
    const result = lean(await clip({ leanDeg: 4 }), await clip({ leanDeg: 6 }, {}, 2));
    expect(result.verdict).toBe('within error');
    if (result.verdict === 'not comparable') return;
    expect(result.both!.ci95[0]).toBeGreaterThan(0);
  });

  it('calls nothing changed between a runner and the same runner', async () => {
    const all = compareMetrics(await clip({}), await clip({}, {}, 2));
    expect(METRICS.filter(({ id }) => all[id].verdict === 'changed')).toEqual([]);
  });

  it('does not compare other speeds, inclines, views, models or pelvic lines, and says why', async () => {
    const side = await clip({});
    const why = async (conditions: Partial<Conditions>) => lean(side, await clip({}, conditions)).why;
    expect(await why({ speedKmh: 12 })).toBe('run at 10 and 12 km/h');
    expect(await why({ inclinePct: 4 })).toBe('run at 1 % and 4 % incline');
    expect(await why({ landmarksFrom: 'lite' })).toBe('read by different models, full and lite');
    expect(lean(side, await clip({ view: 'rear' })).why).toBe('filmed from left and from rear');
    expect(lean(side, await clip({}, { speedKmh: null })).verdict).toBe('within error');
    const rear = (pelvicMethod: Conditions['pelvicMethod']) => clip({ view: 'rear' }, { pelvicMethod });
    const drop = compareMetrics(await rear('dots'), await rear('waistband')).pelvicDropPeakDeg;
    expect(drop).toEqual({
      verdict: 'not comparable',
      why: 'the pelvic line came from dots and from waistband',
    });
  });

  it('compares times across views', async () => {
    const all = compareMetrics(await clip({}), await clip({ view: 'rear' }));
    expect(all.cadenceSpm.verdict).toBe('within error');
    expect(all.pelvicDropPeakDeg.verdict).toBe('not comparable');
  });

  it('passes on why a clip has no number', async () => {
    const result = lean(await clip({}), await clip({ seconds: 2 }));
    expect(result).toEqual({ verdict: 'not comparable', why: 'after: only 2 strides per leg; 5 are needed' });
  });

  it('knows an error with a source for every metric', () => {
    for (const { id } of METRICS) {
      expect(DETECTABLE_DIFFERENCE[id].value).toBeGreaterThan(0);
      expect(DETECTABLE_DIFFERENCE[id].source).not.toBe('');
    }
  });
});

describe('curves of two clips', () => {
  const source = async (changes: Partial<Runner>, seed: number) => {
    const context = contextOf({ seconds: 20, ...changes });
    return { motion: (await reportOf(changes, seed)).motion, strides: context.strides };
  };
  const options = { shuffles: 1000, seed: 1 };

  it('finds where the lean differs, and which clip is higher', async () => {
    const [before, after] = [await source({ leanSwingDeg: 1 }, 1), await source({ leanSwingDeg: 3 }, 2)];
    const [lean, knee] = (await compareCurves(
      before,
      after,
      ['trunkLeanDeg', 'kneeFlexionDeg'],
      'left',
      options,
    ))!;
    expect(lean!.p).toBeLessThan(0.01);
    expect(
      lean!.clusters.some(({ fromPct, toPct, higher }) => higher === 'after' && fromPct < 25 && toPct > 25),
    ).toBe(true);
    expect(
      lean!.clusters.some(({ fromPct, toPct, higher }) => higher === 'before' && fromPct < 75 && toPct > 75),
    ).toBe(true);
    expect(knee!.clusters).toEqual([]);
  });

  it('finds no difference between a runner and the same runner', async () => {
    const [lean] = (await compareCurves(
      await source({}, 3),
      await source({}, 4),
      ['trunkLeanDeg'],
      'right',
      options,
    ))!;
    expect(lean!.p).toBeGreaterThan(0.05);
    expect(lean!.clusters).toEqual([]);
  });

  it('needs 5 strides of the leg in both clips', async () => {
    expect(
      await compareCurves(await source({ seconds: 2 }, 1), await source({}, 1), ['trunkLeanDeg'], 'left'),
    ).toBeNull();
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
