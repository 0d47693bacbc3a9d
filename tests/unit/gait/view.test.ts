import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findView, type View } from '../../../src/gait/view';
import { emptyPoseTrack } from '../../../src/pose/pose-track';
import { syntheticRun } from '../../truth/synthetic-runner';

const VIEWS: View[] = ['left', 'right', 'rear', 'front'];

describe('finding the view', () => {
  it.each(VIEWS)('tells %s squarely and with noise, with full confidence', (view) => {
    const { track } = syntheticRun({ view, noise: 0.02, durationS: 3 });
    const found = findView(track);
    expect(found.view).toBe(view);
    expect(found.confidence).toBeGreaterThan(0.8);
  });

  it('is less sure of a camera turned by 15°, and right', () => {
    const found = findView(syntheticRun({ view: 'rear', turnDeg: 15 }).track);
    expect(found.view).toBe('rear');
    expect(found.confidence).toBeLessThan(0.6);
  });

  it.each([35, 45, 55])(
    'refuses a camera turned by %i° and says by how much, and which view is nearest',
    (turnDeg) => {
      const found = findView(syntheticRun({ turnDeg }).track);
      expect(found.view).toBeNull();
      expect(found.refused).toMatch(/obliquely, about \d\d°/);
      expect(found.nearest).toBe(found.turnedDeg < 45 ? 'left' : 'rear');
      expect(Math.abs(found.turnedDeg - turnDeg)).toBeLessThan(8);
    },
  );

  it('does with hips where there are no shoulders', () => {
    const missing = ['left_shoulder', 'right_shoulder', 'nose'] as const;
    for (const view of VIEWS)
      expect(findView(syntheticRun({ view, missing, durationS: 3 }).track).view).toBe(view);
  });

  it('depends on neither size nor time', () => {
    fc.assert(
      fc.property(fc.constantFrom(...VIEWS), fc.integer({ min: 60, max: 2000 }), (view, legPx) => {
        const small = findView(syntheticRun({ view, durationS: 2 }).track);
        const scaled = findView(syntheticRun({ view, legPx, durationS: 2, startS: 100 }).track);
        expect(scaled.view).toBe(small.view);
        expect(Math.abs(scaled.turnedDeg - small.turnedDeg)).toBeLessThan(0.5);
      }),
      { numRuns: 20 },
    );
  });

  it('refuses an empty picture and half a runner, with the reason', () => {
    expect(findView(emptyPoseTrack(0)).refused).not.toBeNull();
    expect(findView(emptyPoseTrack(90)).refused).toMatch(/feet/);
    const feet = ['left_foot_index', 'right_foot_index', 'left_heel', 'right_heel'] as const;
    expect(findView(syntheticRun({ missing: feet, durationS: 2 }).track).refused).toMatch(/feet/);
  });
});
