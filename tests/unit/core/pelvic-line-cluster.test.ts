import { describe, expect, it } from 'vitest';
import { cluster, colourDistance } from '../../../src/core/pelvic-line-cluster';

describe('colourDistance', () => {
  it('knows a change of colour again when blur or shade has halved it', () => {
    expect(colourDistance([-120, -118, -100], [-60, -59, -50])).toBeLessThan(0.1);
    expect(colourDistance([-60, -59, -50], [-120, -118, -100])).toBeLessThan(0.1);
  });

  it('tells the two edges of a belt apart, and a fold from a hem', () => {
    expect(colourDistance([140, 112, 60], [-150, -150, -145])).toBeGreaterThan(2);
    expect(colourDistance([-120, -118, -100], [-6, -6, -5])).toBeGreaterThan(1);
  });
});

describe('cluster', () => {
  const kind = {
    distance: (a: { x: number }, b: { x: number }) => Math.abs(a.x - b.x),
    mean: (of: readonly { x: number }[]) => ({ x: of.reduce((sum, { x }) => sum + x, 0) / of.length }),
    weight: () => 1,
  };

  it('finds the most often seen first, at its mean', () => {
    const sightings = [9.7, 0.1, 10.1, 0, 10.2, -0.1, 0.2, 50].map((x) => ({ x }));
    const found = cluster(sightings, kind, 2);
    expect(found[0]!.x).toBeCloseTo(0.05, 6);
    expect(found[1]!.x).toBeCloseTo(10, 6);
  });

  it('finds nothing in nothing', () => {
    expect(cluster([], kind, 3)).toEqual([]);
  });
});
