import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { computeMetrics, type MetricReport } from '../../../src/metrics/compute-metrics';
import { METRICS } from '../../../src/metrics/registry';
import { isMeasured } from '../../../src/metrics/summary';
import { seededRandom } from '../../../src/core/seeded-random';
import { useBackend } from '../../rig/backends';
import { contextOf, mirrored, moved } from '../../truth/metrics-runner';

beforeAll(() => useBackend('wasm'));

describe('properties', () => {
  const expectSame = (a: MetricReport, b: MetricReport, swap = false) => {
    for (const { id, unit, sided } of METRICS) {
      const [x, y] = [a.metrics[id], b.metrics[id]];
      expect(isMeasured(y), id).toBe(isMeasured(x));
      if (!isMeasured(x) || !isMeasured(y)) continue;
      const digits = unit === '%' ? 1 : 2;
      const sign = swap && id === 'armSwingAsymmetryPct' ? -1 : 1;
      expect(sign * y.both.mean, id).toBeCloseTo(x.both.mean, digits);
      if (!sided) continue;
      expect(sign * (swap ? y.right : y.left).mean, id).toBeCloseTo(x.left.mean, digits);
      expect(sign * (swap ? y.left : y.right).mean, id).toBeCloseTo(x.right.mean, digits);
    }
  };

  it.each(['left', 'right', 'rear', 'front'] as const)(
    'mirroring a %s view swaps the sides',
    async (view) => {
      const context = { ...contextOf({ view }), cameraRollDeg: 2 };
      expectSame(await computeMetrics(context), await computeMetrics(mirrored(context)), true);
    },
  );

  it.each(['left', 'rear'] as const)('scaling the picture changes no metric (%s)', async (view) => {
    const context = contextOf({ view });
    const larger = { ...context, track: moved(context.track, (x, y) => [3 * x + 50, 3 * y - 20]) };
    expectSame(await computeMetrics(context), await computeMetrics(larger));
  });

  it.each(['left', 'rear'] as const)(
    'turning the camera and taking its roll off changes nothing (%s)',
    async (view) => {
      const context = contextOf({ view });
      const roll = (4 * Math.PI) / 180; // the picture turns clockwise: what was upright leans right
      const turned = moved(context.track, (x, y) => [
        x * Math.cos(roll) - y * Math.sin(roll),
        x * Math.sin(roll) + y * Math.cos(roll),
      ]);
      expectSame(
        await computeMetrics(context),
        await computeMetrics({ ...context, track: turned, cameraRollDeg: 4 }),
      );
    },
  );

  it('doubling the frame rate changes no metric beyond its noise', async () => {
    expectSame(await computeMetrics(contextOf({ fps: 100 })), await computeMetrics(contextOf({ fps: 200 })));
  });

  it('shifting time changes nothing', async () => {
    const context = contextOf();
    const shift = 1234.5;
    const track = moved(context.track, (x, y) => [x, y]);
    track.timeS = track.timeS.map((s) => s + shift);
    const strides = context.strides.map((stride) => ({
      ...stride,
      startS: stride.startS + shift,
      endS: stride.endS + shift,
      oppositeContactS: stride.oppositeContactS + shift,
      stance: {
        ...stride.stance,
        initialContactS: stride.stance.initialContactS + shift,
        toeOffS: stride.stance.toeOffS + shift,
      },
    }));
    expectSame(await computeMetrics(context), await computeMetrics({ ...context, track, strides }));
  });

  it.each(['left', 'rear'] as const)('no mean is ever NaN, whatever is missing (%s)', async (view) => {
    for (const share of [0.01, 0.1, 0.5]) {
      const random = seededRandom(100 * share);
      const context = contextOf({ view });
      const track = moved(context.track, (x, y) => (random() < share ? [NaN, NaN] : [x, y]));
      const { metrics } = await computeMetrics({ ...context, track });
      for (const { id } of METRICS) {
        const result = metrics[id];
        if (!isMeasured(result)) continue;
        for (const part of [result.left, result.right, result.both])
          expect(Number.isFinite(part.mean) || part.withheld !== null, id).toBe(true);
        expect(Number.isFinite(result.both.mean), id).toBe(true);
      }
    }
  });

  it('repeats itself, interval and all, and leaks no tensor', async () => {
    const first = await computeMetrics(contextOf());
    const tensors = memory().numTensors;
    expect((await computeMetrics(contextOf())).metrics).toEqual(first.metrics);
    expect(memory().numTensors).toBe(tensors);
  });
});
