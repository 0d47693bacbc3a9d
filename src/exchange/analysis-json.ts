import { APP, PIPELINE_VERSION } from '../analysis/pipeline';
import type { Recording } from '../analysis/recording';
import type { MeasuredStride, RunAnalysis } from '../analysis/run-analysis';
import { LANDMARK_NAMES } from '../pose/landmarks';

/** Digits after the point: a thousandth of a pixel or degree, a microsecond, a ten-thousandth of a confidence. */
const PLACE_DIGITS = 3;
const TIME_DIGITS = 6;
const CONFIDENCE_DIGITS = 4;

/** ANALYSIS.json, version 1 (CONTRACT.md): degrees, seconds, pixels; NaN is null. */
export function toAnalysisJson(recording: Recording, analysis: RunAnalysis, analysisMs: number): string {
  const { track } = analysis;
  const document = {
    formatVersion: 1,
    source: recording.source,
    receipt: {
      app: APP,
      pipelineVersion: PIPELINE_VERSION,
      ...recording.pose,
      filters: {},
      cameraRollDeg: analysis.cameraRollDeg,
      cameraRollFrom: analysis.cameraRollFrom,
    },
    view: analysis.view,
    viewFrom: analysis.viewFrom,
    timing: { ...recording.timing, analysisMs },
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
    trunkLeanDeg: column(analysis.trunkLeanDeg, PLACE_DIGITS),
    contacts: analysis.contacts,
    strides: analysis.strides.map(strideOf),
    metrics: analysis.metrics,
  };
  // JSON.stringify writes NaN and infinities as null, which is what the contract asks for.
  return JSON.stringify(document);
}

function strideOf({ side, startS, endS, excluded, values }: MeasuredStride) {
  return { side, startS, endS, excluded, values };
}

function column(values: Float32Array | Float64Array, digits: number): number[] {
  const scale = 10 ** digits;
  return Array.from(values, (value) => Math.round(value * scale) / scale);
}
