import { env, memory, ready } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { measureBodyLines, type BodyLine, type BodyLineSeries } from '../../../src/core/body-lines';
import { permutationTest, type CurveTest } from '../../../src/core/permutation-test';
import { strideCurves, summariseCurves, type CurveSummary } from '../../../src/core/stride-curves';
import { strideNodes } from '../../../src/core/stride-nodes';
import type { BackendName } from '../../../src/pose/contract';
import { setUpWasm, startBackend } from '../../../workers/start-backend';
import { noisyCurves, scatteredTrack } from '../../rig/samples';

setUpWasm();

const LINES: BodyLine[] = [
  { from: ['left_hip', 'right_hip'], to: ['left_shoulder', 'right_shoulder'], against: 'vertical' },
  { from: ['left_heel'], to: ['left_foot_index'], against: 'horizontal' },
  { from: [], to: ['left_ankle'], against: 'vertical' },
];
const FRAMES = 3000;

interface Answers {
  lines: BodyLineSeries[];
  summaries: CurveSummary[];
  curves: Float32Array[];
  tests: CurveTest[];
  leaked: number;
}

async function answersOf(backend: BackendName): Promise<Answers> {
  expect(await startBackend(backend)).toBe(true);
  await ready();
  const tensors = memory().numTensors;
  const track = scatteredTrack(FRAMES, 21);
  track.landmarks.left_hip.x.fill(NaN, 100, 110);
  const lines = await measureBodyLines(track, LINES, { cameraRollDeg: 2, acrossSign: -1 });
  const smooth = [1, 2, 3].map((c) =>
    Float32Array.from(track.timeS, (s) => 40 + c * 10 * Math.sin(7 * s + c)),
  );
  smooth[1]!.fill(NaN, 500, 520);
  const strides = Array.from({ length: 60 }, (_, i) => ({ startS: 0.3 + i * 0.72, endS: 1.02 + i * 0.72 }));
  const nodes = strideNodes(track.timeS, strides);
  const holed = noisyCurves(20, 3);
  holed[77] = NaN;
  return {
    lines,
    summaries: await summariseCurves(smooth, nodes),
    curves: await strideCurves(smooth, nodes),
    tests: [
      ...(await permutationTest([noisyCurves(20, 1)], [noisyCurves(25, 2, 1)], { shuffles: 2000, seed: 1 })),
      ...(await permutationTest([holed], [noisyCurves(25, 2, 1)], { shuffles: 2000, seed: 1 })),
    ],
    leaked: memory().numTensors - tensors,
  };
}

function furthest(a: Float32Array, b: Float32Array, counts: (i: number) => boolean = () => true): number {
  let worst = 0;
  a.forEach((value, i) => {
    if (Number.isNaN(value) !== Number.isNaN(b[i])) worst = Infinity;
    else if (!Number.isNaN(value) && counts(i)) worst = Math.max(worst, Math.abs(value - b[i]!));
  });
  return worst;
}

describe.each(['webgl', 'wasm'] as const)('the tensor core on %s', (backend) => {
  let reference: Answers;
  let answers: Answers;
  beforeAll(async () => {
    reference = await answersOf('cpu');
    answers = await answersOf(backend);
  });

  it('gives the angles of the CPU within 0.05°, and misses the same frames', () => {
    answers.lines.forEach((line, i) => {
      const { angleDeg, acrossPx, upPx } = reference.lines[i]!;
      const long = (t: number) => Math.hypot(acrossPx[t]!, upPx[t]!) > 20;
      expect(furthest(line.angleDeg, angleDeg, long)).toBeLessThan(0.05);
      expect(furthest(line.acrossPx, acrossPx)).toBeLessThan(0.01);
    });
  });

  it('gives the curves, means and SDs of the CPU within 0.01', () => {
    answers.curves.forEach((curve, i) => {
      expect(furthest(curve, reference.curves[i]!)).toBeLessThan(0.01);
    });
    answers.summaries.forEach((summary, i) => {
      expect(furthest(summary.mean, reference.summaries[i]!.mean)).toBeLessThan(0.01);
      expect(furthest(summary.sd, reference.summaries[i]!.sd)).toBeLessThan(0.01);
      expect([...summary.counts]).toEqual([...reference.summaries[i]!.counts]);
    });
  });

  it('gives the p of the CPU within 0.002 and its threshold within 0.01', () => {
    answers.tests.forEach((test, i) => {
      expect(Math.abs(test.p - reference.tests[i]!.p)).toBeLessThan(0.002);
      expect(Math.abs(test.threshold - reference.tests[i]!.threshold)).toBeLessThan(0.01);
    });
  });

  it('leaks no tensor', () => {
    expect(answers.leaked).toBe(0);
  });
});

it('refuses float16-only WebGL', async () => {
  expect(await startBackend('webgl')).toBe(true);
  const capable = env().getBool('WEBGL_RENDER_FLOAT32_CAPABLE');
  env().set('WEBGL_RENDER_FLOAT32_CAPABLE', false);
  expect(await startBackend('webgl')).toBe(false);
  env().set('WEBGL_RENDER_FLOAT32_CAPABLE', capable);
});
