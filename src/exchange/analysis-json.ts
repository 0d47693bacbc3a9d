import { APP, PIPELINE_VERSION } from '../analysis/pipeline';
import type { Recording } from '../analysis/recording';
import type { RunAnalysis } from '../analysis/run-analysis';
import { findingsFrom } from '../feedback/findings';
import type { Safety } from '../feedback/safety';
import type { SidedCurve } from '../metrics/curves';
import { LANDMARK_NAMES } from '../pose/landmarks';

/** Digits after the point: a thousandth of a pixel or degree, a microsecond, a ten-thousandth of a confidence. */
const PLACE_DIGITS = 3;
const TIME_DIGITS = 6;
const CONFIDENCE_DIGITS = 4;

/** ANALYSIS.json, version 1 (CONTRACT.md): degrees, seconds, pixels; NaN is null. `safety`: it decides what the findings advise. */
export function toAnalysisJson(recording: Recording, analysis: RunAnalysis, safety: Safety): string {
  const { track, view, viewFrom, identity, trunkLeanDeg, contacts, leftOut, metrics, doubts } = analysis;
  const document = {
    formatVersion: 1,
    safety,
    source: recording.source,
    runner: recording.pose?.runner ?? null,
    receipt: receiptOf(recording, analysis),
    view,
    viewFrom,
    doubts,
    timing: {
      ...recording.timing,
      analysisMs: analysis.computed?.analysisMs ?? null,
      analysisBackend: analysis.computed?.backend ?? null,
    },
    track: {
      timeS: column(track.timeS, TIME_DIGITS),
      landmarks: Object.fromEntries(
        LANDMARK_NAMES.map((name) => {
          const { x, y, confidence } = track.landmarks[name];
          return [
            name,
            {
              x: column(x, PLACE_DIGITS),
              y: column(y, PLACE_DIGITS),
              confidence: column(confidence, CONFIDENCE_DIGITS),
            },
          ];
        }),
      ),
    },
    identity,
    camera: analysis.camera,
    limbs: limbsOf(analysis),
    pelvicLine: pelvicLineOf(analysis),
    trunkLeanDeg: column(trunkLeanDeg, PLACE_DIGITS),
    contacts,
    leftOut,
    noStrides: analysis.noStrides,
    strides: analysis.strides.map(({ side, startS, endS, excluded, values }) => ({
      side,
      startS,
      endS,
      excluded,
      values,
    })),
    metrics,
    curves: Object.fromEntries(Object.entries(analysis.curves).map(([id, curve]) => [id, curveOf(curve)])),
    findings: findingsFrom(metrics, safety),
  };
  // JSON.stringify writes NaN and infinities as null, which is what the contract asks for.
  return JSON.stringify(document);
}

function receiptOf({ pose, cameraRoll }: Recording, analysis: RunAnalysis) {
  const { filters, cameraRollDeg, cameraRollFrom, computed } = analysis;
  // Without a pose model (TRC) the analysis is all that ran.
  const { model, modelSha256, backend } = pose ?? {
    model: null,
    modelSha256: null,
    backend: computed?.backend ?? null,
  };
  return {
    app: APP,
    pipelineVersion: PIPELINE_VERSION,
    model,
    modelSha256,
    backend,
    filters,
    cameraRollDeg,
    cameraRollFrom,
    cameraRoll,
  };
}

/** Why limbs are not measured, and the frames in which a leg is not where the model puts it. */
function limbsOf({ limbTrust }: RunAnalysis) {
  const leg = ({ doubt, doubtful }: RunAnalysis['limbTrust']['left']) => ({
    doubt,
    doubtfulFrames: [...doubtful.keys()].filter((frame) => doubtful[frame] === 1),
  });
  return { left: leg(limbTrust.left), right: leg(limbTrust.right) };
}

function pelvicLineOf({ pelvicLine: line, hipLineDeg, agreement }: RunAnalysis) {
  const none = new Float32Array(hipLineDeg.length);
  return {
    method: line?.method ?? 'none',
    tiltDeg: column(line?.tiltDeg ?? none.map(() => NaN), PLACE_DIGITS),
    confidence: column(line?.confidence ?? none, CONFIDENCE_DIGITS),
    neutralTiltDeg: line?.neutralTiltDeg ?? null,
    hipLineDeg: column(hipLineDeg, PLACE_DIGITS),
    agreement: agreement?.r ?? null,
    agreementDetail: agreement,
  };
}

function curveOf(sides: SidedCurve) {
  const { left, right } = sides;
  const side = ({ mean, sd, n }: SidedCurve['left']) => ({
    mean: column(mean, PLACE_DIGITS),
    sd: column(sd, PLACE_DIGITS),
    n,
  });
  return { left: side(left), right: side(right) };
}

function column(values: Float32Array | Float64Array, digits: number): number[] {
  const scale = 10 ** digits;
  return Array.from(values, (value) => Math.round(value * scale) / scale);
}
