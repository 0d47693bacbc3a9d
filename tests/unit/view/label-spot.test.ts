import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { labelSpot, NEVER } from '../../../src/view/player/label-spot';

const STAGE = { left: 100, top: 50, width: 400, height: 800 };
const LABEL = { width: 120, height: 44 };
const apart = (x: number, y: number, box: { left: number; top: number; width: number; height: number }) =>
  x + LABEL.width <= box.left ||
  x >= box.left + box.width ||
  y + LABEL.height <= box.top ||
  y >= box.top + box.height;

describe('the place of a label', () => {
  it('is the wished one where nothing is in the way', () => {
    expect(labelSpot(LABEL, { x: 200, y: 300 }, STAGE, [], 100)).toEqual({ x: 200, y: 300 });
  });

  it('lies inside the stage and never on what must not be covered, wherever that is and whatever is wished', () => {
    const anywhere = fc.record({
      wishX: fc.integer({ min: -500, max: 1000 }),
      wishY: fc.integer({ min: -500, max: 1500 }),
      headX: fc.integer({ min: 100, max: 400 }),
      headY: fc.integer({ min: 50, max: 700 }),
      bodyWeight: fc.integer({ min: 0, max: 10 }),
    });
    fc.assert(
      fc.property(anywhere, ({ wishX, wishY, headX, headY, bodyWeight }) => {
        const head = { left: headX, top: headY, width: 110, height: 140 };
        const body = { left: headX - 60, top: headY + 140, width: 220, height: 500 };
        const obstacles = [
          { box: head, weight: NEVER },
          { box: body, weight: bodyWeight },
        ];
        const { x, y } = labelSpot(LABEL, { x: wishX, y: wishY }, STAGE, obstacles, 100);
        expect(x).toBeGreaterThanOrEqual(STAGE.left);
        expect(x + LABEL.width).toBeLessThanOrEqual(STAGE.left + STAGE.width);
        expect(y).toBeGreaterThanOrEqual(STAGE.top);
        expect(y + LABEL.height).toBeLessThanOrEqual(STAGE.top + STAGE.height);
        expect(apart(x, y, head)).toBe(true);
      }),
    );
  });

  it('keeps off the body where there is room near by, and lies on it where the room is far away', () => {
    const body = { left: 220, top: 250, width: 160, height: 500 };
    const wish = { x: 230, y: 400 };
    const beside = labelSpot(LABEL, wish, STAGE, [{ box: body, weight: 6 }], 60);
    expect(apart(beside.x, beside.y, { ...body, left: body.left + 25, width: body.width - 50 })).toBe(true);
    expect(labelSpot(LABEL, wish, STAGE, [{ box: body, weight: 0.1 }], 60)).toEqual(wish);
  });
});
