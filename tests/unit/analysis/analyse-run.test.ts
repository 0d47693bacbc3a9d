import { beforeAll, describe, expect, it } from 'vitest';
import { analyseRun } from '../../../src/analysis/analyse-run';
import { type Corrections, NO_CORRECTIONS, type RunAnalysis } from '../../../src/analysis/run-analysis';
import type { MetricId } from '../../../src/metrics/metric';
import { METRICS } from '../../../src/metrics/registry';
import { isMeasured } from '../../../src/metrics/summary';
import { emptyPoseTrack, type PoseTrack } from '../../../src/pose/pose-track';
import { recordingOf } from '../../truth/recording-of';
import { syntheticRun } from '../../truth/synthetic-runner';
import { mirrored, scaled, shifted } from '../../truth/transforms';
import { useBackend } from '../../rig/backends';

beforeAll(() => useBackend('wasm'));

const analysed = (track: PoseTrack, said: Partial<Corrections> = {}) =>
  analyseRun(recordingOf(track), { ...NO_CORRECTIONS, ...said });

/** Mean over both legs; NaN where it is withheld. */
function mean({ metrics }: RunAnalysis, id: MetricId): number {
  const metric = metrics[id];
  return isMeasured(metric) ? metric.both.mean : NaN;
}

describe('the whole journey, on a runner whose truth is known', () => {
  it('finds cadence within 0.5 %, contact time within 20 ms and trunk lean within 0.5°, whatever the frame rate from 50 on', async () => {
    for (const fps of [50, 60, 120, 240]) {
      const analysis = await analysed(
        syntheticRun({ fps, durationS: 14, trunkLeanDeg: 6, noise: 0.002 }).track,
      );
      expect(analysis.view).toBe('left');
      expect(Math.abs(mean(analysis, 'cadenceSpm') - 168) / 168, `${fps} fps`).toBeLessThan(0.005);
      expect(Math.abs(mean(analysis, 'contactTimeS') - 0.25), `${fps} fps`).toBeLessThan(0.02);
      expect(Math.abs(mean(analysis, 'trunkLeanMeanDeg') - 6), `${fps} fps`).toBeLessThan(0.5);
    }
  });

  it('is the same wherever the clip starts, and however large the runner is', async () => {
    const { track } = syntheticRun({ durationS: 12, noise: 0.002 });
    const plain = await analysed(track);
    for (const changed of [await analysed(shifted(track, 100)), await analysed(scaled(track, 0.5, 40))]) {
      for (const { id, unit } of METRICS) {
        const [a, b] = [mean(plain, id), mean(changed, id)];
        expect(Number.isNaN(b), id).toBe(Number.isNaN(a));
        expect(Number.isNaN(a) ? 0 : Math.abs(a - b), id).toBeLessThan(unit === 's' ? 0.002 : 0.1);
      }
      expect(METRICS.filter(({ id }) => !Number.isNaN(mean(changed, id))).length).toBeGreaterThan(12);
    }
  });

  it('swaps the sides of every number when the picture is mirrored', async () => {
    const { track } = syntheticRun({ durationS: 14, contactAsymmetryS: 0.03, noise: 0.001 });
    const [plain, turned] = [await analysed(track), await analysed(mirrored(track))];
    expect([plain.view, turned.view]).toEqual(['left', 'right']);
    const [a, b] = [plain.metrics.contactTimeS, turned.metrics.contactTimeS];
    if (!isMeasured(a) || !isMeasured(b)) throw new Error('contact time was withheld');
    expect(a.left.mean - a.right.mean).toBeGreaterThan(0.015);
    expect(Math.abs(a.left.mean - b.right.mean)).toBeLessThan(0.005);
    expect(Math.abs(mean(plain, 'trunkLeanMeanDeg') - mean(turned, 'trunkLeanMeanDeg'))).toBeLessThan(0.05);
  });

  it('takes the camera roll off the lean: a lean of 6° with 4° of roll said is 6° again', async () => {
    const { track } = syntheticRun({ durationS: 12, trunkLeanDeg: 6 });
    const plain = mean(await analysed(track), 'trunkLeanMeanDeg');
    // Facing image-left, a true vertical that leans to the right makes the runner look as if leaning back.
    const rolled = mean(await analysed(track, { cameraRollDeg: 4 }), 'trunkLeanMeanDeg');
    expect(rolled - plain).toBeCloseTo(4, 1);
  });
});

describe('bad input gives reasons, never a crash and never NaN in a mean that is shown', () => {
  const nobody = emptyPoseTrack(600);
  nobody.timeS.forEach((_, frame) => (nobody.timeS[frame] = frame / 60));
  const { track: runner } = syntheticRun({ durationS: 10 });
  const still = structuredClone(runner);
  for (const { x, y } of Object.values(still.landmarks)) {
    x.fill(x[0] ?? NaN);
    y.fill(y[0] ?? NaN);
  }
  const backwards = structuredClone(runner);
  backwards.timeS.reverse();
  const upperHalf = structuredClone(runner);
  for (const [name, { x, y, confidence }] of Object.entries(upperHalf.landmarks)) {
    if (!/knee|ankle|heel|foot/.test(name)) continue;
    x.fill(NaN);
    y.fill(NaN);
    confidence.fill(0);
  }

  it.each<[string, PoseTrack]>([
    ['no runner', nobody],
    ['no frames', emptyPoseTrack(0)],
    ['one frame', emptyPoseTrack(1)],
    ['half a second', syntheticRun({ durationS: 0.5 }).track],
    ['half a runner', upperHalf],
    ['a still image', still],
    ['timestamps that go backwards', backwards],
    ['someone walking', syntheticRun({ cadenceSpm: 110, contactTimeS: 0.68, durationS: 12 }).track],
    ['a camera that looks obliquely', syntheticRun({ turnDeg: 45, durationS: 10 }).track],
  ])('%s', async (_, track) => {
    const analysis = await analysed(track);
    const { metrics, findings } = analysis;
    const results = METRICS.map(({ id }) => metrics[id]);
    const reasons = results.flatMap((result) => (isMeasured(result) ? [] : [result.unavailable]));
    for (const reason of reasons) expect(reason.length, reason).toBeGreaterThan(10);
    for (const metric of results.filter(isMeasured)) {
      expect(Number.isFinite(metric.both.mean), metric.name).toBe(true);
      for (const side of [metric.left, metric.right])
        expect(side.withheld === null, metric.name).toBe(Number.isFinite(side.mean));
    }
    expect(isMeasured(metrics.trunkLeanMeanDeg)).toBe(false);
    expect(findings.map(({ id }) => id)).toEqual(['not-enough-seen']);
  });
});
