import { beforeAll, describe, expect, it } from 'vitest';
import { computeMetrics, type MetricReport } from '../../../src/metrics/compute-metrics';
import type { MetricContext } from '../../../src/metrics/motion';
import { METRICS, metricOf } from '../../../src/metrics/registry';
import { isMeasured } from '../../../src/metrics/summary';
import { LANDMARK_NAMES, type LandmarkName } from '../../../src/pose/landmarks';
import { useBackend } from '../../rig/backends';
import { measured, reasonOf } from './report-values';
import { contextOf, moved } from '../../truth/metrics-runner';

const CONTRACT_IDS =
  'cadenceSpm strideTimeS stepTimeS contactTimeS flightTimeS dutyFactorPct trunkLeanMeanDeg trunkLeanAtContactDeg trunkLeanMidstanceDeg trunkLeanRangeDeg trunkExtensionPeakDeg pelvicDropPeakDeg pelvicDropMidstanceDeg pelvicObliquityRangeDeg lateralTrunkLeanDeg kneeFlexionAtContactDeg kneeFlexionPeakStanceDeg shankAngleAtContactDeg footStrikeAngleDeg overstridePctHeight verticalOscillationPctHeight stepWidthPctHip hipAdductionDeg headForwardDeg armSwingAsymmetryPct';

beforeAll(() => useBackend('wasm'));

describe('the registry', () => {
  it('holds every id of the contract once, with its words', () => {
    expect(METRICS.map((metric) => metric.id).sort()).toEqual(CONTRACT_IDS.split(' ').sort());
    for (const metric of METRICS) {
      expect(metricOf(metric.id)).toBe(metric);
      expect([metric.name, metric.definition, metric.sign, metric.source].every(Boolean)).toBe(true);
    }
    const bands = METRICS.flatMap(({ band }) => band ?? []);
    expect(bands.length).toBeGreaterThan(5);
    for (const { low, high } of bands) expect(low).toBeLessThan(high);
  });
});

describe('a side view', () => {
  let report: MetricReport;
  beforeAll(async () => {
    report = await computeMetrics(contextOf());
  });

  it('gives the times that were set', () => {
    expect(measured(report, 'cadenceSpm').both.mean).toBeCloseTo(166.667, 2);
    expect(measured(report, 'strideTimeS').both.mean).toBeCloseTo(0.72, 4);
    expect(measured(report, 'contactTimeS').left.mean).toBeCloseTo(0.25, 4);
    expect(measured(report, 'flightTimeS').left.mean).toBeCloseTo(0.11, 4);
    expect(measured(report, 'dutyFactorPct').both.mean).toBeCloseTo(34.722, 2);
  });

  it('gives the trunk lean that was set: 6° + 2° · sin', () => {
    expect(measured(report, 'trunkLeanMeanDeg').both.mean).toBeCloseTo(6, 1);
    expect(measured(report, 'trunkLeanAtContactDeg').left.mean).toBeCloseTo(6, 1);
    expect(measured(report, 'trunkLeanMidstanceDeg').left.mean).toBeCloseTo(
      6 + 2 * Math.sin((2 * Math.PI * 0.125) / 0.72),
      1,
    );
    expect(measured(report, 'trunkLeanMidstanceDeg').right.mean).toBeCloseTo(
      6 - 2 * Math.sin((2 * Math.PI * 0.125) / 0.72),
      1,
    );
    expect(measured(report, 'trunkLeanRangeDeg').both.mean).toBeCloseTo(4, 1);
    expect(measured(report, 'trunkExtensionPeakDeg').both.mean).toBeCloseTo(4, 1);
  });

  it('gives knee, shin and foot by hand: knee bent 20°, ankle behind it, foot flat', () => {
    expect(measured(report, 'kneeFlexionAtContactDeg').left.mean).toBeCloseTo(20, 2);
    expect(measured(report, 'kneeFlexionPeakStanceDeg').right.mean).toBeCloseTo(20, 2);
    expect(measured(report, 'shankAngleAtContactDeg').left.mean).toBeCloseTo(-20, 2);
    expect(measured(report, 'footStrikeAngleDeg').left.mean).toBeCloseTo(0, 2);
  });

  it('takes body height from trunk, thigh and shank, and the overstride as a share of it', () => {
    const heightPx = (180 + 150 + 150) / 0.779;
    expect(report.motion.bodyHeightPx).toBeCloseTo(heightPx, 0);
    const ahead = -150 * Math.sin((20 * Math.PI) / 180) - 4;
    expect(measured(report, 'overstridePctHeight').left.mean).toBeCloseTo((100 * ahead) / heightPx, 1);
    expect(measured(report, 'verticalOscillationPctHeight').both.mean).toBeCloseTo(0, 2);
  });

  it('says of every other metric what view it needs', () => {
    expect(reasonOf(report, 'pelvicDropPeakDeg')).toBe(
      'needs a view from behind or the front; this clip is filmed from the left',
    );
    expect(report.strideValues[0]!.pelvicDropPeakDeg).toBeNaN();
  });

  it('gives one set of values per stride and the curve of the lean', () => {
    expect(report.strideValues[0]!.trunkExtensionPeakDeg).toBeCloseTo(4, 1);
    const curve = report.curves.trunkLeanMeanDeg!;
    expect(curve.left.n).toBe(13);
    expect(curve.left.mean[25]).toBeCloseTo(8, 1);
    expect(curve.right.mean[25]).toBeCloseTo(4, 1);
    expect(report.curves.trunkExtensionPeakDeg).toBe(curve);
    expect(report.trunkLeanDeg).toHaveLength(600);
  });

  it('calls 12 strides of a leg provisional', () => {
    const lean = measured(report, 'trunkLeanMidstanceDeg');
    expect([lean.left.n, lean.right.n]).toEqual([13, 12]);
    expect(lean.left.confidence).toBe('provisional');
    expect(lean.both.n).toBe(25);
    expect(lean.both.confidence).toBe('provisional');
  });
});

describe('a rear view', () => {
  it('gives each stance leg its own drop, with its sign', async () => {
    const report = await computeMetrics(contextOf({ view: 'rear' }));
    expect(measured(report, 'pelvicDropPeakDeg').left.mean).toBeCloseTo(3, 1);
    expect(measured(report, 'pelvicDropPeakDeg').right.mean).toBeCloseTo(5, 1);
    expect(measured(report, 'pelvicDropMidstanceDeg').right.mean).toBeCloseTo(5, 1);
    expect(measured(report, 'pelvicObliquityRangeDeg').both.mean).toBeCloseTo(8, 1);
    expect(measured(report, 'pelvicDropPeakDeg').asymmetryDeg).toBeNaN(); // not more than contacts alone may do
    const uneven = await computeMetrics(contextOf({ view: 'rear', dropDeg: { left: 2, right: 9 } }));
    expect(measured(uneven, 'pelvicDropPeakDeg').asymmetryDeg).toBeCloseTo(-7, 0);
    expect(measured(report, 'hipAdductionDeg').right.mean).toBeCloseTo(5, 1);
  });

  it('gives the step width: ankles as far apart as the hips are 100 %', async () => {
    const report = await computeMetrics(contextOf({ view: 'rear' }));
    expect(measured(report, 'stepWidthPctHip').both.mean).toBeCloseTo(100, 1);
    expect(measured(report, 'armSwingAsymmetryPct').both.mean).toBeCloseTo(0, 3);
  });

  it('signs sideways lean towards the stance leg: a steady lean to the right is + on the right', async () => {
    for (const view of ['rear', 'front'] as const) {
      const report = await computeMetrics(contextOf({ view, leanDeg: 3, leanSwingDeg: 0 }));
      expect(measured(report, 'lateralTrunkLeanDeg').right.mean).toBeCloseTo(3, 2);
      expect(measured(report, 'lateralTrunkLeanDeg').left.mean).toBeCloseTo(-3, 2);
    }
  });

  it('takes standing neutral off the drop', async () => {
    const context = contextOf({ view: 'rear' });
    const pelvicLine = { ...context.pelvicLine!, neutralTiltDeg: 1 };
    const report = await computeMetrics({ ...context, pelvicLine });
    expect(measured(report, 'pelvicDropPeakDeg').right.mean).toBeCloseTo(4, 1);
    expect(measured(report, 'pelvicDropPeakDeg').left.mean).toBeCloseTo(4, 1);
  });

  it('never lets the hips of a pose model stand in for a pelvic line', async () => {
    const context = contextOf({ view: 'rear' });
    for (const pelvicLine of [null, { ...context.pelvicLine!, method: 'none' as const }]) {
      const report = await computeMetrics({ ...context, pelvicLine });
      expect(reasonOf(report, 'pelvicDropPeakDeg')).toContain('no waistband, hem or dots');
      expect(reasonOf(report, 'hipAdductionDeg')).toContain('no waistband, hem or dots');
    }
  });
});

/** Neither of a pair is seen. */
function hide(context: MetricContext, name: LandmarkName): void {
  const pair = name.slice(name.indexOf('_'));
  for (const one of LANDMARK_NAMES) if (one.endsWith(pair)) context.track.landmarks[one].x.fill(NaN);
}

describe('withholding', () => {
  it('keeps contact, flight and duty factor back below 50 fps, and only those', async () => {
    const report = await computeMetrics(contextOf({ fps: 30 }));
    for (const id of ['contactTimeS', 'flightTimeS', 'dutyFactorPct'] as const)
      expect(reasonOf(report, id)).toBe('needs at least 50 frames per second; this clip has 30');
    expect(reasonOf(report, 'cadenceSpm')).toBe('measured');
    expect(reasonOf(await computeMetrics({ ...contextOf(), fps: 49.95 }), 'contactTimeS')).toBe('measured');
  });

  it('says how many strides are short', async () => {
    const report = await computeMetrics(contextOf({ seconds: 3 }));
    expect(reasonOf(report, 'trunkLeanMeanDeg')).toBe('only 3 strides per leg; 5 are needed');
    expect(report.curves).toEqual({});
    expect(report.strideValues[0]!.trunkLeanMeanDeg).toBeCloseTo(6, 1);
  });

  it('names joints that were hidden, and withholds one leg alone', async () => {
    const context = contextOf();
    context.track.landmarks.right_ankle.x.fill(NaN);
    const knee = measured(await computeMetrics(context), 'kneeFlexionAtContactDeg');
    expect(knee.left.mean).toBeCloseTo(20, 2);
    expect(knee.right.withheld).toBe('hip, knee and ankle could be seen in only 0 of this leg’s 12 strides');
    expect(knee.both.mean).toBe(knee.left.mean);
    expect(knee.asymmetryDeg).toBeNaN();
    context.track.landmarks.left_knee.x.fill(NaN);
    expect(reasonOf(await computeMetrics(context), 'kneeFlexionAtContactDeg')).toBe(
      'hip, knee and ankle could be seen in only 0 of 25 strides',
    );
  });

  it('says of one leg that a part of the body lies outside the picture, and of few strides their number', async () => {
    const context = { ...contextOf(), outside: new Map([['right_ankle', 0.9] as const]) };
    context.track.landmarks.right_ankle.x.fill(NaN);
    const knee = measured(await computeMetrics(context), 'kneeFlexionAtContactDeg');
    expect(knee.right.withheld).toBe('the feet are outside the picture in 90 % of the frames');
    const oneLeg = contextOf();
    const strides = oneLeg.strides.filter(({ side }, i) => side === 'left' || i < 6);
    const few = measured(await computeMetrics({ ...oneLeg, strides }), 'kneeFlexionAtContactDeg');
    expect(few.right.withheld).toBe('only 3 strides counted; 5 are needed');
  });

  it.each([
    ['left_ear', 'headForwardDeg', 'the head is outside the picture in 40 % of the frames'],
    ['right_shoulder', 'trunkLeanMeanDeg', 'the shoulders are outside the picture in 40 % of the frames'],
    ['left_hip', 'trunkLeanMeanDeg', 'the hips are outside the picture in 40 % of the frames'],
    ['left_knee', 'kneeFlexionAtContactDeg', 'the knees are outside the picture in 40 % of the frames'],
    ['left_ankle', 'shankAngleAtContactDeg', 'the feet are outside the picture in 40 % of the frames'],
    ['left_foot_index', 'footStrikeAngleDeg', 'the feet are outside the picture in 40 % of the frames'],
  ] as const)('names what lies outside the picture: %s', async (name, id, reason) => {
    const context = { ...contextOf(), outside: new Map([[name, 0.4] as const]) };
    hide(context, name);
    expect(reasonOf(await computeMetrics(context), id)).toBe(reason);
  });

  it('names the wrists in a view from behind, and nothing that is outside for a moment only', async () => {
    const rear = { ...contextOf({ view: 'rear' }), outside: new Map([['left_wrist', 0.5] as const]) };
    hide(rear, 'left_wrist');
    expect(reasonOf(await computeMetrics(rear), 'armSwingAsymmetryPct')).toBe(
      'the hands are outside the picture in 50 % of the frames',
    );
    const seldom = { ...rear, outside: new Map([['left_wrist', 0.1] as const]) };
    expect(reasonOf(await computeMetrics(seldom), 'armSwingAsymmetryPct')).toContain(
      'shoulders and wrists could be seen in only 0',
    );
  });

  it('names why there are no strides, and from where an oblique clip is filmed', async () => {
    const short = { ...contextOf({ seconds: 3 }), noStrides: 'this looks like walking' };
    expect(reasonOf(await computeMetrics(short), 'trunkLeanMeanDeg')).toBe('this looks like walking');
    const oblique = { ...contextOf(), viewDoubt: { says: 'the camera stands oblique', oblique: true } };
    expect(reasonOf(await computeMetrics(oblique), 'pelvicDropPeakDeg')).toBe(
      'needs a view from behind or the front; this clip is filmed from the left, obliquely',
    );
    const guessed = {
      ...contextOf(),
      viewDoubt: { says: 'Neither shoulders nor hips are seen.', oblique: false },
    };
    expect(reasonOf(await computeMetrics(guessed), 'pelvicDropPeakDeg')).toBe(
      'Neither shoulders nor hips are seen.',
    );
    const nobody = await computeMetrics({ ...guessed, noStrides: 'nobody is seen in the picture' });
    expect(reasonOf(nobody, 'pelvicDropPeakDeg')).toBe('nobody is seen in the picture');
  });

  it('passes a doubt about the view on, except to times', async () => {
    const report = await computeMetrics({
      ...contextOf(),
      viewDoubt: { says: 'the camera stands oblique', oblique: true },
    });
    expect(reasonOf(report, 'trunkLeanMeanDeg')).toBe('the camera stands oblique');
    expect(reasonOf(report, 'cadenceSpm')).toBe('measured');
  });

  it('counts no excluded stride', async () => {
    const context = contextOf();
    const strides = context.strides.map((stride, i) => ({ ...stride, excluded: i < 2 ? 'stumbled' : null }));
    const report = await computeMetrics({ ...context, strides });
    expect(measured(report, 'trunkLeanMeanDeg').both.n).toBe(context.strides.length - 2);
    expect(report.strideValues).toHaveLength(context.strides.length);
  });

  it('refuses a pelvic line of another clip', async () => {
    const context = contextOf({ view: 'rear' });
    const pelvicLine = { ...context.pelvicLine!, tiltDeg: new Float32Array(3) };
    await expect(computeMetrics({ ...context, pelvicLine })).rejects.toThrow(
      'The pelvic line has 3 frames when the track has 600.',
    );
  });

  it('survives a track of nothing', async () => {
    const context = contextOf({ seconds: 1 });
    const nothing = moved(context.track, () => [NaN, NaN]);
    const report = await computeMetrics({ ...context, track: nothing, strides: [] });
    expect(METRICS.every(({ id }) => !isMeasured(report.metrics[id]))).toBe(true);
  });
});
