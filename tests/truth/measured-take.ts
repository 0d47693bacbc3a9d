import type { Recording } from '../../src/analysis/recording';
import { ALL_FOLLOWED } from '../../src/gait/limb-trust';
import { tableOf } from '../../src/metrics/registry';
import type { SideSummary } from '../../src/metrics/summary';
import { emptyPoseTrack } from '../../src/pose/pose-track';
import { NO_CORRECTIONS, type MeasuredStride, type RunAnalysis } from '../../src/analysis/run-analysis';
import type { MeasuredTake } from '../../src/state/open-take.svelte';
import { FILTER_SETTINGS } from '../../src/signal/filter-settings';
import type { Side } from '../../src/units';

const NONE: SideSummary = {
  mean: NaN,
  sd: NaN,
  n: 0,
  ci95: [NaN, NaN],
  ci95OfStrides: [NaN, NaN],
  freedom: NaN,
  confidence: null,
  withheld: 'no stride',
};

function stride(side: Side, startS: number, endS: number, leanDeg: number): MeasuredStride {
  return {
    side,
    startS,
    endS,
    stance: { side, initialContactS: startS, toeOffS: startS + 0.25, confidence: 1 },
    oppositeContactS: NaN,
    excluded: null,
    values: { ...tableOf(() => NaN), trunkLeanMeanDeg: leanDeg, cadenceSpm: 120 / (endS - startS) },
  };
}

function noSeries(): RunAnalysis['series'] {
  const none = { left: new Float32Array(10).fill(NaN), right: new Float32Array(10).fill(NaN) };
  return {
    trunkLeanDeg: { left: new Float32Array(10).fill(3), right: new Float32Array(10).fill(3) },
    headForwardDeg: none,
    kneeFlexionDeg: none,
    shankAngleDeg: none,
    footPitchDeg: none,
    ankleAheadPctHeight: none,
    hipHeightPctHeight: none,
    lateralTrunkLeanDeg: none,
    pelvicDropDeg: none,
    hipAdductionDeg: none,
    ankleAcrossPx: none,
    wristAcrossPx: none,
    wristUpPx: none,
  };
}

/** Ten frames at 10 fps from 2 s on; nobody in the picture, two strides all the same. */
export function measuredTake(file: File): MeasuredTake {
  const track = emptyPoseTrack(10);
  track.timeS.forEach((_, frame) => (track.timeS[frame] = 2 + frame / 10));
  const recording: Recording = {
    formatVersion: 1,
    source: {
      name: file.name,
      sha256: '',
      frames: 10,
      fps: 10,
      durationS: 1,
      width: 720,
      height: 1280,
      rotationDeg: 0,
      variableFrameRate: false,
      slowMotionFactor: 1,
      warnings: [],
    },
    pose: { model: 'full', modelSha256: '', backend: 'wasm', runner: null },
    timing: { workers: 2, wallS: 1, frames: 10, msPerFrame: 100, decodeMs: 0, poseMs: 0, pelvisMs: 0 },
    track,
    cleaned: null,
    pelvis: null,
    cameraRoll: { known: false, reason: 'There is no picture.' },
  };
  return {
    take: { id: file.name, recording, corrections: NO_CORRECTIONS, clip: file },
    analysis: {
      view: 'left',
      viewFrom: 'detected',
      track,
      trunkLeanDeg: new Float32Array(10).fill(3),
      cameraRollDeg: 0,
      cameraRollFrom: 'none',
      camera: null,
      limbTrust: {
        left: { doubt: ALL_FOLLOWED, doubtful: new Uint8Array(10) },
        right: { doubt: ALL_FOLLOWED, doubtful: new Uint8Array(10) },
      },
      doubtfulSpans: [],
      doubts: [],
      filters: FILTER_SETTINGS,
      identity: { relabelledFrames: [], hiddenFrames: { left: [], right: [] } },
      pelvicLine: null,
      pelvicLineInPicture: null,
      agreement: null,
      hipLineDeg: new Float32Array(10).fill(NaN),
      series: noSeries(),
      contacts: [],
      leftOut: [],
      curves: {},
      findings: [],
      noStrides: null,
      strides: [stride('left', 2.05, 2.5, 4), stride('right', 2.31, 2.75, 7)],
      metrics: {
        ...tableOf(({ name, unit }) => ({ name, unit, unavailable: 'not measured yet' })),
        trunkLeanMeanDeg: {
          name: 'Trunk lean',
          unit: '°',
          left: NONE,
          right: NONE,
          both: {
            ...{ mean: 6.5, sd: 2, n: 2, ci95: [5, 8], ci95OfStrides: [5, 8], freedom: 2 },
            ...{ confidence: 'rough', withheld: null },
          },
          asymmetryPct: NaN,
          asymmetryNoisePct: NaN,
          asymmetryDeg: NaN,
          asymmetryNoiseDeg: NaN,
          validated: null,
          exploratory: false,
        },
      },
    },
  };
}
