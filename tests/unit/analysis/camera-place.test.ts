import { beforeAll, describe, expect, it } from 'vitest';
import { analyseRun } from '../../../src/analysis/analyse-run';
import { NO_CORRECTIONS, type RunAnalysis } from '../../../src/analysis/run-analysis';
import type { Recording } from '../../../src/analysis/recording';
import { toDegrees, toRadians } from '../../../src/geometry';
import type { MetricId } from '../../../src/metrics/metric';
import { METRICS } from '../../../src/metrics/registry';
import { isMeasured } from '../../../src/metrics/summary';
import { pitched } from '../../truth/pitched-camera';
import { seededRandom } from '../../truth/random';
import { recordingOf } from '../../truth/recording-of';
import { syntheticRun } from '../../truth/synthetic-runner';
import { useBackend } from '../../rig/backends';

beforeAll(() => useBackend('wasm'));

const WIDTH = 1280;
/** A phone's lens. */
const FOCAL_PX = 900;
const TRUTH: Partial<Record<MetricId, number>> = {
  trunkLeanMeanDeg: 8,
  lateralTrunkLeanDeg: 0,
  cadenceSpm: 168,
  contactTimeS: 0.25,
};

interface Place {
  view: 'left' | 'rear';
  yawDeg: number;
  pitchDeg: number;
  /** Leg lengths above the belt, about 0.9 m each. */
  height: number;
  /** How far beside the picture's middle the runner is, half pictures. */
  offCentre: number;
  verticalsSeen: boolean;
  seed: number;
}

/** Places that a phone is put at, drawn evenly. */
function places(view: Place['view'], count: number): Place[] {
  const random = seededRandom(view === 'left' ? 5 : 6);
  const between = (from: number, to: number) => from + (to - from) * random.even();
  return Array.from({ length: count }, (_, seed) => ({
    view,
    yawDeg: between(0, 20),
    pitchDeg: between(0, 15),
    height: between(0.1, 1.7) / 0.9,
    offCentre: between(-0.5, 0.5),
    verticalsSeen: random.even() < 0.5,
    seed: seed + 1,
  }));
}

/** A symmetric runner as a camera there sees them, and as verticals of the room would tell of it. */
function filmed({ view, yawDeg, pitchDeg, height, offCentre, verticalsSeen, seed }: Place): Recording {
  const { track } = syntheticRun({
    view,
    turnDeg: yawDeg,
    cameraHeight: height,
    cameraDistance: 3.3,
    durationS: 10,
    legPx: 300,
    noise: 0.004,
    seed,
  });
  const hips = track.landmarks.left_hip;
  const middle = { x: meanOf(hips.x) - (offCentre * WIDTH) / 2, y: meanOf(hips.y) };
  const tilted = pitched(track, { pitchDeg, focalPx: FOCAL_PX, centre: middle });
  // The recording's picture is where its middle is.
  for (const { x } of Object.values(tilted.landmarks))
    x.forEach((at, t) => (x[t] = at - middle.x + WIDTH / 2));
  const recording = recordingOf(tilted);
  if (!verticalsSeen) return recording;
  const perHalf = -toDegrees((WIDTH / 2 / FOCAL_PX) * Math.tan(toRadians(pitchDeg)));
  return {
    ...recording,
    cameraRoll: {
      known: true,
      rollDeg: 0,
      errorDeg: 0.2,
      convergence: { deg: perHalf, errorDeg: 0.3, correlation: 0 },
      from: 'verticals',
      lines: 6,
    },
  };
}

function meanOf(values: Float32Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Do intervals of numbers that are shown hold the truth? */
function coverage(analyses: readonly RunAnalysis[]): number {
  const held = analyses.flatMap(({ metrics }) =>
    Object.entries(TRUTH).flatMap(([id, truth]) => {
      const result = metrics[id as MetricId];
      if (!isMeasured(result) || result.both.withheld !== null) return [];
      const [low, high] = result.both.ci95;
      return [low <= truth && truth <= high];
    }),
  );
  return held.filter(Boolean).length / held.length;
}

describe.each(['left', 'rear'] as const)(
  'a symmetric runner filmed from the %s by a phone put down anyhow',
  (view) => {
    let analyses: RunAnalysis[];
    beforeAll(async () => {
      analyses = [];
      for (const place of places(view, 40)) analyses.push(await analyseRun(filmed(place), NO_CORRECTIONS));
    }, 240_000);

    it('is given intervals that hold the truth in 93 of 100 numbers or more', () => {
      expect(coverage(analyses)).toBeGreaterThanOrEqual(0.93);
    });

    it('is found nothing, and told no difference between the legs', () => {
      for (const { metrics, findings } of analyses) {
        expect(findings.filter(({ severity }) => severity !== 'none')).toEqual([]);
        for (const { id } of METRICS) {
          const result = metrics[id];
          if (!isMeasured(result) || result.exploratory) continue;
          expect(result.asymmetryDeg, id).toBeNaN();
          expect(result.asymmetryPct, id).toBeNaN();
        }
      }
    });
  },
);
