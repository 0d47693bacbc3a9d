import { beforeAll, describe, expect, it } from 'vitest';
import { computeMetrics, type MetricReport } from '../../src/metrics/compute-metrics';
import type { MetricContext } from '../../src/metrics/motion';
import { hipLineTiltDeg } from '../../src/metrics/pelvic-line';
import { runnerFrame } from '../../src/metrics/view-frame';
import { ALL_FOLLOWED } from '../../src/gait/limb-trust';
import { NO_CAMERA_DOUBT } from '../../src/metrics/camera-error';
import type { Contact } from '../../src/gait/contacts';
import type { PoseTrack } from '../../src/pose/pose-track';
import { useBackend } from '../rig/backends';
import { stridesBetween } from '../truth/metrics-runner';
import { FIELD_DATA } from '../rig/field-data';
import { mocapTrack, mocapTruth, renderedTruth } from '../rig/truth-files';

beforeAll(() => useBackend('wasm'));

const TRUSTED = {
  landmarksFrom: 'markers',
  cameraDoubt: NO_CAMERA_DOUBT,
  limbTrust: { left: { doubt: ALL_FOLLOWED }, right: { doubt: ALL_FOLLOWED } },
} as const;

async function frontal(
  track: PoseTrack,
  view: 'rear' | 'front',
  fps: number,
  contacts: Contact[],
): Promise<MetricContext> {
  const tiltDeg = await hipLineTiltDeg(track, runnerFrame(view, 0));
  return {
    track,
    fps,
    view,
    viewDoubt: null,
    noStrides: null,
    outside: new Map(),
    cameraRollDeg: 0,
    cameraRollKnown: true,
    strides: stridesBetween(contacts),
    pelvicLine: { method: 'landmarks', tiltDeg, confidence: tiltDeg.map(() => 1), neutralTiltDeg: null },
    pelvicError: null,
    ...TRUSTED,
  };
}

/** Mean of the truth's frames within a stride, or its greatest within a stance: the plain way, frame by frame. */
const framesIn = (timeS: Float64Array, truth: number[], startS: number, endS: number) =>
  truth.filter((_, t) => timeS[t]! >= startS && timeS[t]! <= endS);
const mean = (values: number[]) => values.reduce((a, b) => a + b) / values.length;

describe.skipIf(!FIELD_DATA)('motion capture, hamner04-run300, with its true contacts', () => {
  it('trunk lean per stride is within 0.5° of the truth', async () => {
    const truth = mocapTruth('hamner04-run300');
    const track = mocapTrack('hamner04-run300.side.trc');
    const strides = stridesBetween(truth.contacts);
    const report = await computeMetrics({
      track,
      fps: 100,
      view: 'right', // it runs towards +x
      viewDoubt: null,
      noStrides: null,
      outside: new Map(),
      cameraRollDeg: 0,
      cameraRollKnown: true,
      strides,
      pelvicLine: null,
      pelvicError: null,
      ...TRUSTED,
    });
    expect(strides).toHaveLength(4);
    strides.forEach((stride, i) => {
      const inStride = framesIn(track.timeS, truth.trunkLeanDeg, stride.startS, stride.endS);
      expect(Math.abs(report.strideValues[i]!.trunkLeanMeanDeg - mean(inStride))).toBeLessThan(0.5);
      expect(Math.abs(report.strideValues[i]!.trunkExtensionPeakDeg - Math.min(...inStride))).toBeLessThan(
        0.5,
      );
    });
  });

  it('pelvic drop per stance is within 0.7° of the truth', async () => {
    const truth = mocapTruth('hamner04-run300');
    const track = mocapTrack('hamner04-run300.rear.trc');
    const context = await frontal(track, 'rear', 100, truth.contacts);
    const report = await computeMetrics(context);
    context.strides.forEach(({ side, stance }, i) => {
      const inStance = framesIn(
        track.timeS,
        truth.pelvicObliquityDeg,
        stance.initialContactS,
        stance.toeOffS,
      );
      const drop = Math.max(...inStance.map((tilt) => (side === 'right' ? tilt : -tilt)));
      expect(Math.abs(report.strideValues[i]!.pelvicDropPeakDeg - drop)).toBeLessThan(0.7);
    });
  });
});

describe.skipIf(!FIELD_DATA)('rendered runners, from their true joints', () => {
  const SIDES = ['side-left-lean4', 'side-right-lean12', 'side-left-upright-minus3'];
  it.each(SIDES)('%s: trunk lean of every stride within 0.3°', async (name) => {
    const truth = renderedTruth(name);
    const strides = stridesBetween(truth.contacts);
    const { track, fps, view } = truth;
    const context = {
      track,
      fps,
      view,
      viewDoubt: null,
      noStrides: null,
      outside: new Map(),
      cameraRollDeg: 0,
      cameraRollKnown: true,
      strides,
      pelvicLine: null,
      pelvicError: null,
      ...TRUSTED,
    };
    const report: MetricReport = await computeMetrics(context);
    expect(strides.length).toBeGreaterThan(5);
    strides.forEach((stride, i) => {
      const inStride = framesIn(track.timeS, truth.trunkLeanDeg, stride.startS, stride.endS);
      expect(Math.abs(report.strideValues[i]!.trunkLeanMeanDeg - mean(inStride))).toBeLessThan(0.3);
      expect(Math.abs(report.strideValues[i]!.trunkExtensionPeakDeg - Math.min(...inStride))).toBeLessThan(
        0.3,
      );
    });
  });

  it.each(['rear-band-drop2', 'rear-band-drop6', 'front-band-drop6'])(
    '%s: pelvic drop of every stance within 0.3°',
    async (name) => {
      const truth = renderedTruth(name);
      const view = truth.view === 'front' ? 'front' : 'rear';
      const context = await frontal(truth.track, view, truth.fps, truth.contacts);
      const report = await computeMetrics(context);
      context.strides.forEach(({ side, stance }, i) => {
        const inStance = framesIn(
          context.track.timeS,
          truth.hipLineDeg,
          stance.initialContactS,
          stance.toeOffS,
        );
        const drop = Math.max(...inStance.map((tilt) => (side === 'right' ? tilt : -tilt)));
        expect(Math.abs(report.strideValues[i]!.pelvicDropPeakDeg - drop)).toBeLessThan(0.3);
      });
    },
  );
});
