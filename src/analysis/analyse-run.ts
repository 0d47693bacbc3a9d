import type { Stride } from '../gait/strides';
import type { View } from '../gait/view';
import { angleFromVerticalDeg } from '../geometry';
import type { PoseTrack } from '../pose/pose-track';
import { SIDES } from '../units';
import type { Recording } from './recording';
import type { MeasuredStride, RunAnalysis } from './run-analysis';

export interface AnalyseOptions {
  view: View | 'auto';
  /** null = not known, taken as level. */
  cameraRollDeg: number | null;
}

/** PLACEHOLDER while the running core lands: simple stride rules. */
export function analyseRun(
  { track }: Recording,
  { view, cameraRollDeg }: AnalyseOptions,
): Promise<RunAnalysis> {
  const { landmarks: at, timeS } = track;
  const seen: View =
    view === 'auto' ? ((at.nose.x[0] ?? 0) < (at.left_hip.x[0] ?? 0) ? 'left' : 'right') : view;
  const forward = seen === 'left' ? -1 : 1;
  const mid = (a: Float32Array, b: Float32Array, f: number) => ((a[f] ?? NaN) + (b[f] ?? NaN)) / 2;
  const trunkLeanDeg = Float32Array.from(
    timeS,
    (_, f) =>
      forward *
      angleFromVerticalDeg(
        { x: mid(at.left_hip.x, at.right_hip.x, f), y: mid(at.left_hip.y, at.right_hip.y, f) },
        {
          x: mid(at.left_shoulder.x, at.right_shoulder.x, f),
          y: mid(at.left_shoulder.y, at.right_shoulder.y, f),
        },
      ),
  );
  const strides = SIDES.flatMap((side) => simpleStrides(track, side, forward)).sort(
    (a, b) => a.startS - b.startS,
  );
  const measured: MeasuredStride[] = strides.map((stride) => {
    const inside = trunkLeanDeg.filter(
      (_, f) => (timeS[f] ?? 0) >= stride.startS && (timeS[f] ?? 0) < stride.endS,
    );
    const mean = inside.reduce((sum, value) => sum + value, 0) / inside.length;
    return { ...stride, values: { trunkLeanMeanDeg: mean, cadenceSpm: 120 / (stride.endS - stride.startS) } };
  });
  const summary = (id: string) => {
    const values = measured.map((stride) => stride.values[id] ?? NaN);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    return { mean, sd: 0, n: values.length, ci95: [mean, mean] as [number, number] };
  };
  return Promise.resolve({
    view: seen,
    viewReason: null,
    viewFrom: view === 'auto' ? 'detected' : 'user',
    track,
    trunkLeanDeg,
    cameraRollDeg: cameraRollDeg ?? 0,
    cameraRollFrom: cameraRollDeg === null ? 'none' : 'user',
    contacts: strides.map((stride) => stride.stance),
    strides: measured,
    metrics: {
      cadenceSpm: {
        name: 'Cadence',
        unit: 'steps/min',
        left: null,
        right: null,
        both: summary('cadenceSpm'),
        asymmetryPct: null,
      },
      trunkLeanMeanDeg: {
        name: 'Trunk lean, mean',
        unit: '°',
        left: null,
        right: null,
        both: summary('trunkLeanMeanDeg'),
        asymmetryPct: null,
      },
      pelvicDropPeakDeg: { name: 'Pelvic drop, peak', unit: '°', unavailable: 'not measured yet' },
    },
  });
}

function simpleStrides(
  { landmarks: at, timeS }: PoseTrack,
  side: 'left' | 'right',
  forward: number,
): Stride[] {
  const [own, other] = side === 'left' ? [at.left_ankle, at.right_ankle] : [at.right_ankle, at.left_ankle];
  const starts: number[] = [];
  for (let f = 1; f < timeS.length; f++) {
    const before = forward * ((own.x[f - 1] ?? NaN) - (other.x[f - 1] ?? NaN));
    const now = forward * ((own.x[f] ?? NaN) - (other.x[f] ?? NaN));
    const t = (timeS[f - 1] ?? 0) + (((timeS[f] ?? 0) - (timeS[f - 1] ?? 0)) * -before) / (now - before);
    if (before < 0 && now >= 0 && t - (starts.at(-1) ?? -1) > 0.4) starts.push(t);
  }
  return starts.slice(0, -1).map((startS, k) => ({
    side,
    startS,
    endS: starts[k + 1] ?? NaN,
    stance: { side, initialContactS: startS, toeOffS: startS + 0.25, confidence: 0 },
    oppositeContactS: NaN,
    excluded: null,
  }));
}
