import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { permutationTest } from '../../../src/core/permutation-test';
import { CURVE_NODES } from '../../../src/core/stride-nodes';
import { NODE_BACKENDS, useBackend } from '../../rig/backends';
import { noisyCurves, seededNormal } from '../../rig/samples';

const constant = (levels: number[]) =>
  Float32Array.from({ length: levels.length * CURVE_NODES }, (_, i) => levels[Math.floor(i / CURVE_NODES)]!);

describe.each(NODE_BACKENDS)('permutation test on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  it('gives Student’s t by hand: 1 2 3 against 4 5 6 is 3 / √(2/3)', async () => {
    const [test] = await permutationTest([constant([1, 2, 3])], [constant([4, 5, 6])], {
      shuffles: 2000,
      seed: 1,
    });
    expect(test!.t[40]).toBeCloseTo(3 / Math.sqrt(2 / 3), 4);
    // Of the 20 ways to deal 3 of 6, this one and its mirror image reach it: p = 0.1.
    expect(test!.p).toBeGreaterThan(0.08);
    expect(test!.p).toBeLessThan(0.12);
  });

  it('finds a bump where it is, with the sign of second minus first, and only there', async () => {
    const [test] = await permutationTest([noisyCurves(30, 1)], [noisyCurves(30, 2, 3)], {
      shuffles: 2000,
      seed: 3,
    });
    expect(test!.p).toBeLessThan(0.01);
    expect(test!.t[30]).toBeGreaterThan(test!.threshold);
    expect(Math.abs(test!.t[70]!)).toBeLessThan(test!.threshold);
  });

  it('is right about chance: of 120 pairs without a difference about 5 % are called different', async () => {
    const normal = seededNormal(99);
    const draw = () => {
      const curves = new Float32Array(8 * CURVE_NODES);
      for (let stride = 0; stride < 8; stride++) {
        const [a, b] = [normal(), normal()];
        for (let node = 0; node < CURVE_NODES; node++)
          curves[stride * CURVE_NODES + node] = a * Math.sin(node / 16) + b * Math.cos(node / 16);
      }
      return curves;
    };
    const before = Array.from({ length: 120 }, draw);
    const after = Array.from({ length: 120 }, draw);
    const tests = await permutationTest(before, after, { shuffles: 300, seed: 5 });
    const called = tests.filter((test) => test.p <= 0.05).length;
    expect(called).toBeGreaterThanOrEqual(1);
    expect(called).toBeLessThanOrEqual(13); // 6 expected, SD 2.4
  });

  it('does not change with the unit or an offset of the curves', async () => {
    const [a, b] = [noisyCurves(12, 4), noisyCurves(9, 5, 1)];
    const [plain] = await permutationTest([a], [b], { shuffles: 500, seed: 1 });
    const moved = (curves: Float32Array) => curves.map((value) => 200 + 0.01 * value);
    const [other] = await permutationTest([moved(a)], [moved(b)], { shuffles: 500, seed: 1 });
    expect(other!.t[30]).toBeCloseTo(plain!.t[30]!, 1);
    expect(other!.p).toBeCloseTo(plain!.p, 1);
  });

  it('leaves missing nodes out: the rest is as if their strides had not them', async () => {
    const [a, b] = [noisyCurves(10, 6), noisyCurves(10, 7, 2)];
    const holed = Float32Array.from(a, (value, i) => (i === 3 * CURVE_NODES + 80 ? NaN : value));
    const [full] = await permutationTest([a], [b], { shuffles: 1000, seed: 2 });
    const [test] = await permutationTest([holed], [b], { shuffles: 1000, seed: 2 });
    expect(test!.t[30]).toBeCloseTo(full!.t[30]!, 3);
    expect(test!.threshold).toBeCloseTo(full!.threshold, 0);
    expect(Number.isFinite(test!.t[80]!)).toBe(true);
  });

  it('says nothing where either clip knows fewer than 2 strides', async () => {
    const hidden = noisyCurves(10, 6).map((value, i) =>
      i >= CURVE_NODES && i % CURVE_NODES < 20 ? NaN : value,
    );
    const options = { shuffles: 500, seed: 2 };
    const [test] = await permutationTest([hidden], [noisyCurves(10, 7)], options);
    expect([test!.t[0], test!.t[19]]).toEqual([0, 0]);
    expect(test!.t[20]).not.toBe(0);
    const [none] = await permutationTest([hidden.map(() => NaN)], [noisyCurves(10, 7)], options);
    expect(none!.p).toBe(1);
  });

  it('calls two equal flat curves equal', async () => {
    const [test] = await permutationTest([constant([5, 5, 5])], [constant([5, 5])], {
      shuffles: 100,
      seed: 1,
    });
    expect(test!.p).toBe(1);
    expect(test!.t[0]).toBe(0);
  });

  it('repeats itself for a seed, leaks no tensor, and names what is wrong', async () => {
    const [a, b] = [noisyCurves(6, 8), noisyCurves(6, 9)];
    const before = memory().numTensors;
    const once = await permutationTest([a], [b], { shuffles: 200, seed: 4 });
    expect(await permutationTest([a], [b], { shuffles: 200, seed: 4 })).toEqual(once);
    expect(memory().numTensors).toBe(before);
    await expect(permutationTest([constant([1])], [b])).rejects.toThrow(
      'Each clip needs 2 strides; got 1 and 6.',
    );
    await expect(permutationTest([a, a], [b])).rejects.toThrow('2 curves before and 1 after');
  });
});

describe('permutation test', () => {
  it('gives the same t and threshold on every backend', async () => {
    const results = [];
    for (const backend of NODE_BACKENDS) {
      await useBackend(backend);
      results.push(
        (
          await permutationTest([noisyCurves(15, 1)], [noisyCurves(15, 2, 1)], { shuffles: 1000, seed: 7 })
        )[0]!,
      );
    }
    expect(results[1]!.threshold).toBeCloseTo(results[0]!.threshold, 3);
    expect(results[1]!.p).toBeCloseTo(results[0]!.p, 2);
  });

  it('does 10,000 shuffles on 2 × 60 strides × 101 nodes × 8 curves within 3 s on WASM', async () => {
    await useBackend('wasm');
    const curves = (seed: number) => Array.from({ length: 8 }, (_, i) => noisyCurves(60, seed + i));
    const started = performance.now();
    await permutationTest(curves(1), curves(100));
    expect(performance.now() - started).toBeLessThan(3000);
  });
});
