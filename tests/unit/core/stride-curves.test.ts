import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { strideCurves, summariseCurves } from '../../../src/core/stride-curves';
import { CURVE_NODES, strideNodes } from '../../../src/core/stride-nodes';
import { seededRandom } from '../../../src/core/seeded-random';
import { NODE_BACKENDS, useBackend } from '../../rig/backends';

/** Frames at uneven times around 60 fps. */
function unevenTimes(frames: number): Float64Array {
  const random = seededRandom(11);
  return Float64Array.from({ length: frames }, (_, i) => (i + 0.6 * (random() - 0.5)) / 60);
}

const consecutive = (strides: number, lengthS: number) =>
  Array.from({ length: strides }, (_, i) => ({ startS: 0.1 + i * lengthS, endS: 0.1 + (i + 1) * lengthS }));

describe.each(NODE_BACKENDS)('stride curves on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  it('reads a straight line exactly, however uneven the frames', async () => {
    const timeS = unevenTimes(400);
    const line = Float32Array.from(timeS, (s) => 1000 + 20 * s);
    const nodes = strideNodes(timeS, consecutive(3, 0.7));
    const [curves] = await strideCurves([line], nodes);
    for (let node = 0; node < CURVE_NODES; node++)
      expect(curves![CURVE_NODES + node]).toBeCloseTo(1000 + 20 * (0.8 + 0.007 * node), 3);
  });

  it('gives mean and sample SD by hand: strides at 1, 2 and 6 everywhere', async () => {
    const timeS = Float64Array.from({ length: 31 }, (_, i) => i / 10);
    const level = Float32Array.from(timeS, (s) => (s < 1 ? 1 : s < 2 ? 2 : 6));
    const strides = [0, 1, 2].map((s) => ({ startS: s, endS: s + 0.9 }));
    const [summary] = await summariseCurves([level], strideNodes(timeS, strides));
    expect(summary!.mean[50]).toBeCloseTo(3, 5);
    expect(summary!.sd[50]).toBeCloseTo(Math.sqrt(7), 4);
    expect(summary!.counts[50]).toBe(3);
  });

  it('leaves missing frames out node by node, and marks what no stride knows', async () => {
    const timeS = Float64Array.from({ length: 21 }, (_, i) => i / 10);
    const value = Float32Array.from(timeS, (_, i) => (i === 5 ? NaN : i < 10 ? 1 : 3));
    const strides = [
      { startS: 0, endS: 0.9 },
      { startS: 1, endS: 1.9 },
      { startS: 1.9, endS: 2.8 },
    ];
    const [summary] = await summariseCurves([value], strideNodes(timeS, strides));
    expect(summary!.counts[0]).toBe(3);
    expect(summary!.counts[55]).toBe(1); // 0.495 s leans on the missing frame; 2.395 s lies after the clip
    expect(summary!.mean[55]).toBeCloseTo(3, 5);
    expect(summary!.sd[55]).toBeNaN();
    const [none] = await summariseCurves([value.map(() => NaN)], strideNodes(timeS, strides));
    expect(none!.mean[0]).toBeNaN();
  });

  it('keeps mean and SD to 0.001 of a small spread on a far offset, over more strides than one pass holds', async () => {
    const timeS = Float64Array.from({ length: 60_000 }, (_, i) => i / 60);
    const strides = consecutive(1200, 0.7);
    const height = Float32Array.from(timeS, (s) => -400 + 0.1 * Math.sin(s * 1.37));
    const nodes = strideNodes(timeS, strides);
    const [summary] = await summariseCurves([height], nodes);
    const [curves] = await strideCurves([height], nodes);
    const at50 = strides.map((_, i) => curves![i * CURVE_NODES + 50]!);
    const mean = at50.reduce((a, b) => a + b) / at50.length;
    const sd = Math.sqrt(at50.reduce((a, b) => a + (b - mean) ** 2, 0) / (at50.length - 1));
    expect(summary!.mean[50]).toBeCloseTo(mean, 3);
    expect(summary!.sd[50]).toBeCloseTo(sd, 4);
  });

  it('leaks no tensor', async () => {
    const timeS = unevenTimes(400);
    const series = [Float32Array.from(timeS), Float32Array.from(timeS, Math.sin)];
    const before = memory().numTensors;
    await summariseCurves(series, strideNodes(timeS, consecutive(5, 0.7)));
    await strideCurves(series, strideNodes(timeS, consecutive(5, 0.7)));
    expect(memory().numTensors).toBe(before);
  });

  it('answers for no strides', async () => {
    const [summary] = await summariseCurves([new Float32Array(3)], strideNodes(new Float64Array(3), []));
    expect(summary!.mean[0]).toBeNaN();
    expect(summary!.counts[0]).toBe(0);
  });
});
