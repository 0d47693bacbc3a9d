import { describe, expect, it } from 'vitest';
import { mostWorkers, PoolGrowth } from '../../../src/pose/pool-size';

it.each([
  ['two cores', 'wasm', { cores: 2, memoryGiB: 8 }, 2],
  ['a desk with sixteen cores', 'wasm', { cores: 16, memoryGiB: 8 }, 8],
  ['a small phone', 'wasm', { cores: 8, memoryGiB: 2 }, 2],
  ['a browser that tells no memory', 'wasm', { cores: 6, memoryGiB: NaN }, 3],
  ['half a GiB', 'wasm', { cores: 4, memoryGiB: 0.5 }, 1],
  ['a graphics card', 'webgl', { cores: 16, memoryGiB: 8 }, 1],
  ['a graphics card', 'webgpu', { cores: 16, memoryGiB: 8 }, 1],
] as const)('most workers: %s, %s', (_, backend, machine, workers) => {
  expect(mostWorkers(backend, machine)).toBe(workers);
});

/** How many workers are taken on a machine where so many give so many frames a second in all, after a minute. */
function grown(most: number, ratePerS: (workers: number) => number): number {
  const growth = new PoolGrowth(most);
  let frames = 0;
  for (let ms = 0; ms < 60_000; ms += 100) {
    frames += ratePerS(growth.workers) / 10;
    growth.measure(ms, growth.workers, frames);
  }
  return growth.workers;
}

describe('the pool grows', () => {
  it('to all cores where each brings its share', () => {
    expect(grown(8, (workers) => 20 * workers)).toBe(8);
  });

  it('no further than cores that are worth something: four large ones and four of a tenth', () => {
    const growth = grown(8, (workers) => 20 * Math.min(4, workers) + 2 * Math.max(0, workers - 4));
    expect(growth).toBe(5); // one more than pays is how it is found out
  });

  it('not at all past what the machine allows', () => {
    expect(grown(1, () => 20)).toBe(1);
    expect(grown(2, (workers) => 20 * workers)).toBe(2);
  });

  it('never before all workers that are there run: one that still loads says nothing of the rate', () => {
    const growth = new PoolGrowth(4);
    for (let ms = 0; ms < 10_000; ms += 100) growth.measure(ms, 1, ms);
    expect(growth.workers).toBe(2);
  });
});
