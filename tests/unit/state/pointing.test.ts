import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Pointing } from '../../../src/state/pointing.svelte';

describe('pointing at a picture', () => {
  it('draws the roll that an upright line has, whichever end is which', () => {
    fc.assert(
      fc.property(fc.double({ min: -40, max: 40, noNaN: true }), fc.boolean(), (rollDeg, turned) => {
        const [dx, dy] = [
          300 * Math.sin((rollDeg * Math.PI) / 180),
          300 * Math.cos((rollDeg * Math.PI) / 180),
        ];
        const [lower, upper] = [
          { x: 200, y: 700 },
          { x: 200 + dx, y: 700 - dy },
        ];
        const pointing = new Pointing();
        pointing.begin('roll', turned ? [upper, lower] : [lower, upper]);
        expect(pointing.correction?.cameraRollDeg).toBeCloseTo(rollDeg, 6);
      }),
    );
  });

  it('says nothing of the roll for a line that lies down or has no length', () => {
    const pointing = new Pointing();
    pointing.begin('roll', [
      { x: 0, y: 0 },
      { x: 300, y: 10 },
    ]);
    expect(pointing.correction).toEqual({ cameraRollDeg: null });
    pointing.move(1, { x: 1, y: 1 });
    expect(pointing.correction).toEqual({ cameraRollDeg: null });
  });

  it('names the moment and both points of the pelvis', () => {
    const pointing = new Pointing();
    pointing.shownS = 1.5;
    pointing.begin('pelvis', [
      { x: 1, y: 2 },
      { x: 3, y: 4 },
    ]);
    pointing.move(pointing.nearest({ x: 4, y: 4 }), { x: 5, y: 6 });
    expect(pointing.correction).toEqual({
      pelvis: {
        timeS: 1.5,
        points: [
          { x: 1, y: 2 },
          { x: 5, y: 6 },
        ],
      },
    });
    pointing.end();
    expect(pointing.correction).toBeNull();
  });
});
