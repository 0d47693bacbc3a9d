import { describe, expect, it } from 'vitest';
import {
  agreedRoll,
  type CameraRoll,
  estimateCameraRoll,
  rollFromUprightLine,
} from '../../../src/core/camera-roll';
import { pictureRegion, STILL_SIZE, StillPictureMean } from '../../../src/core/camera-roll-picture';
import { seededRandom } from '../../truth/pelvic-scene';

/** Upright things: offset from the picture's middle (half sides), half width, brightness. */
const POSTS = [
  { offset: -0.5, half: 0.02, brightness: 40 },
  { offset: 0.45, half: 0.03, brightness: 210 },
  { offset: 0.1, half: 0.006, brightness: 115 },
];
/** Level things: offset downwards. */
const SHELVES = [{ offset: 0.4, half: 0.02, brightness: 60 }];

interface Room {
  rollDeg?: number;
  /** Columns of lean per column of offset: a camera that looks down. */
  convergence?: number;
  posts?: typeof POSTS;
  shelves?: typeof SHELVES;
  grain?: number;
  /** Number of the frame, to have someone move in the middle, below the upper quarter. */
  runner?: number;
}

/** One frame of a room, `STILL_SIZE` square. */
function room(
  { rollDeg = 0, convergence = 0, posts = POSTS, shelves = [], grain = 6, runner }: Room,
  random: () => number,
) {
  const picture = new Float32Array(STILL_SIZE ** 2 * 3);
  const [cos, sin] = [Math.cos((rollDeg * Math.PI) / 180), Math.sin((rollDeg * Math.PI) / 180)];
  for (let row = 0; row < STILL_SIZE; row++)
    for (let column = 0; column < STILL_SIZE; column++) {
      const [x, y] = [(2 * (column + 0.5)) / STILL_SIZE - 1, (2 * (row + 0.5)) / STILL_SIZE - 1];
      // The room turned clockwise by the roll.
      const [u, v] = [cos * x + sin * y, cos * y - sin * x];
      const upright = u / (1 + convergence * v);
      const inPost = posts.find(({ offset, half }) => Math.abs(upright - offset) < half);
      const onShelf = shelves.find(({ offset, half }) => Math.abs(v - offset) < half);
      const hidden = runner !== undefined && Math.abs(x) < 0.3 && y > -0.6;
      const brightness = hidden ? 100 + 60 * (runner % 2) : ((inPost ?? onShelf)?.brightness ?? 135);
      picture.fill(
        brightness + grain * (2 * random() - 1),
        (row * STILL_SIZE + column) * 3,
        (row * STILL_SIZE + column) * 3 + 3,
      );
    }
  return picture;
}

function rollOf(scene: Room | ((frame: number) => Room), width = 1000, height = 1000) {
  const mean = new StillPictureMean();
  const random = seededRandom(3);
  for (let frame = 0; frame < 6; frame++)
    mean.add(room(typeof scene === 'function' ? scene(frame) : scene, random));
  return estimateCameraRoll(mean.still(width, height));
}

describe('estimateCameraRoll', () => {
  it.each([-4, -1.3, 0, 2.5, 4])('finds %d° from the verticals of a room', (rollDeg) => {
    const roll = rollOf({ rollDeg });
    expect(roll).toMatchObject({ known: true, from: 'verticals' });
    if (!roll.known) throw new Error(roll.reason);
    expect(Math.abs(roll.rollDeg - rollDeg)).toBeLessThan(0.25);
    expect(roll.errorDeg).toBeLessThan(0.7);
  });

  it('is not fooled by verticals that converge, since the camera looks down', () => {
    const roll = rollOf({ rollDeg: 2, convergence: -0.08 });
    expect(roll.known && Math.abs(roll.rollDeg - 2)).toBeLessThan(0.5);
  });

  it('believes one short upright only with something level beside it', () => {
    // A seam above the runner's head: what is below moves.
    const posts = [{ offset: 0.02, half: 0.006, brightness: 60 }];
    const seam = (frame: number, shelves: typeof SHELVES): Room => ({
      rollDeg: 1.5,
      posts,
      shelves,
      runner: frame,
    });
    expect(rollOf((frame) => seam(frame, [])).known).toBe(false);
    expect(rollOf((frame) => seam(frame, SHELVES))).toMatchObject({
      known: true,
      from: 'a vertical and horizontals',
    });
  });

  it('is unknown on a bare wall, with what to do', () => {
    const roll = rollOf({ posts: [] });
    expect(roll).toMatchObject({ known: false, reason: expect.stringContaining('tripod') as string });
  });

  it('is unknown while the camera moves', () => {
    expect(rollOf((frame) => ({ rollDeg: 3 * Math.sin(frame) })).known).toBe(false);
  });

  it('takes the picture’s own rim for nothing', () => {
    expect(rollOf({ posts: [], rollDeg: 0 }, 560, 1000).known).toBe(false);
  });
});

describe('the rest', () => {
  it('samples the whole picture in a square', () => {
    expect(pictureRegion(720, 1280)).toEqual({
      xCenter: 360,
      yCenter: 640,
      width: 1280,
      height: 1280,
      rotation: 0,
    });
  });

  it('reads a roll from a line that the user drew', () => {
    expect(
      rollFromUprightLine({ x: 100, y: 900 }, { x: 100 + 800 * Math.tan(Math.PI / 60), y: 100 }),
    ).toBeCloseTo(3, 6);
  });
});

describe('two estimates of one camera', () => {
  const told = (rollDeg: number): CameraRoll => ({
    known: true,
    rollDeg,
    errorDeg: 0.3,
    convergence: null,
    from: 'verticals',
    lines: 5,
  });
  const refused: CameraRoll = { known: false, reason: 'The upright lines in the picture do not agree.' };

  it('tell a roll where they agree, the later one', () => {
    expect(agreedRoll(told(2), told(2.4))).toEqual(told(2.4));
  });

  it('tell none where one of them stands alone, or they differ', () => {
    for (const [before, now] of [
      [refused, told(-3.8)],
      [told(-3.8), refused],
      [told(-3.8), told(-1)],
    ] as const)
      expect(agreedRoll(before, now).known).toBe(false);
  });
});
