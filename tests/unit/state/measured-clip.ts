import type { MeasuredStride } from '../../../src/analysis/run-analysis';
import { emptyPoseTrack } from '../../../src/pose/pose-track';
import type { MeasuredClip } from '../../../src/state/measure-clip';
import type { Side } from '../../../src/units';

function stride(side: Side, startS: number, endS: number, leanDeg: number): MeasuredStride {
  return {
    side,
    startS,
    endS,
    stance: { side, initialContactS: startS, toeOffS: startS + 0.25, confidence: 1 },
    oppositeContactS: NaN,
    excluded: null,
    values: { trunkLeanMeanDeg: leanDeg, cadenceSpm: 120 / (endS - startS) },
  };
}

/** Ten frames at 10 fps from 2 s on; nobody in the picture, two strides all the same. */
export function measuredClip(file: File): MeasuredClip {
  const track = emptyPoseTrack(10);
  track.timeS.forEach((_, frame) => (track.timeS[frame] = 2 + frame / 10));
  return {
    file,
    recording: {
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
      pose: { model: 'full', modelSha256: '', backend: 'wasm' },
      timing: { wallS: 1, frames: 10, msPerFrame: 100, decodeMs: 0, poseMs: 0, pelvisMs: 0 },
      track,
    },
    analysis: {
      view: 'left',
      viewReason: null,
      viewFrom: 'detected',
      track,
      trunkLeanDeg: new Float32Array(10).fill(3),
      cameraRollDeg: 0,
      cameraRollFrom: 'none',
      contacts: [],
      strides: [stride('left', 2.05, 2.5, 4), stride('right', 2.31, 2.75, 7)],
      metrics: {
        trunkLeanMeanDeg: {
          name: 'Trunk lean',
          unit: '°',
          left: null,
          right: null,
          both: { mean: 6.5, sd: 2, n: 2, ci95: [5, 8] },
          asymmetryPct: null,
        },
        pelvicDropPeakDeg: { name: 'Pelvic drop', unit: '°', unavailable: 'not measured yet' },
      },
    },
  };
}
