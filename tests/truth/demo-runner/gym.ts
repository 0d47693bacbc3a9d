import { Color } from 'three';
import { seededRandom } from '../random';
import type { Triple } from './solid';

/** A box that stands still. `ground` catches the runner's shadow; `belt` is ground that runs. */
export interface Block {
  low: Triple;
  high: Triple;
  colour: Color;
  kind: 'still' | 'ground' | 'belt';
}

const FLOOR_Y = -0.2;
/** The wall ahead of the runner and the one on the runner's right. */
const WALL_AHEAD = 2.6;
const WALL_RIGHT = -2.1;
const FAR = 6;
const BELT = { halfWidth: 0.26, from: -0.95, to: 0.75 };
const COLOURS = {
  wall: 0xd9d5ce,
  seam: 0xbcb7ae,
  skirting: 0xece8e1,
  floor: 0xb8a88f,
  frame: 0x53565b,
  rail: 0x8f9194,
  belt: 0x45474b,
};

/** The room and the treadmill: plain walls with upright seams, a floor, a deck with side rails, two posts and a bar. */
export function gymBlocks(): Block[] {
  const blocks: Block[] = [];
  const put = (colour: keyof typeof COLOURS, low: Triple, high: Triple, kind: Block['kind'] = 'still') =>
    blocks.push({ low, high, colour: new Color(COLOURS[colour]), kind });
  put('floor', [WALL_RIGHT, FLOOR_Y - 1, -FAR], [FAR, FLOOR_Y, WALL_AHEAD], 'ground');
  put('wall', [-FAR, FLOOR_Y, WALL_AHEAD], [FAR, FAR, WALL_AHEAD + 1]);
  put('wall', [WALL_RIGHT - 1, FLOOR_Y, -FAR], [WALL_RIGHT, FAR, FAR]);
  put('skirting', [-FAR, FLOOR_Y, WALL_AHEAD - 0.015], [FAR, FLOOR_Y + 0.11, WALL_AHEAD]);
  put('skirting', [WALL_RIGHT, FLOOR_Y, -FAR], [WALL_RIGHT + 0.015, FLOOR_Y + 0.11, FAR]);
  for (const x of [-0.86, 0.86])
    put('seam', [x - 0.007, FLOOR_Y + 0.1, WALL_AHEAD - 0.004], [x + 0.007, FAR, WALL_AHEAD]);
  for (const z of [-0.82, 0.74])
    put('seam', [WALL_RIGHT, FLOOR_Y + 0.1, z - 0.007], [WALL_RIGHT + 0.004, FAR, z + 0.007]);
  put('belt', [-BELT.halfWidth, -0.1, BELT.from], [BELT.halfWidth, 0, BELT.to], 'belt');
  for (const side of [-1, 1]) {
    const across = (from: number, to: number) =>
      [Math.min(side * from, side * to), Math.max(side * from, side * to)] as const;
    const [inner, outer] = across(BELT.halfWidth, 0.365);
    put('rail', [inner, -0.1, BELT.from - 0.05], [outer, -0.003, BELT.to + 0.05], 'ground');
    put('frame', [inner, FLOOR_Y, BELT.from], [outer, -0.1, BELT.to]);
    const [near, far] = across(0.372, 0.43);
    put('frame', [near, FLOOR_Y, 0.82], [far, 0.98, 0.9]);
  }
  put('frame', [-0.43, FLOOR_Y, 0.72], [0.43, 0.03, 1.1]);
  put('frame', [-0.43, 0.9, 0.83], [0.43, 0.97, 0.9]);
  return blocks;
}

/** The belt's pattern: texels a side, metres per texel. */
const TEXTURE = { across: 64, along: 128, texel: 0.009 };

/** How light the belt is at a place of its own, around 1: grain, and dashes by which its run is seen. */
export function beltPattern(): (across: number, along: number) => number {
  const random = seededRandom(5);
  const { across: nx, along: nz, texel } = TEXTURE;
  const values = Float32Array.from({ length: nx * nz }, () => 1 + 0.22 * random.normal());
  for (const from of [20, 84])
    for (let z = from; z < from + 6; z++) for (let x = 30; x < 33; x++) values[z * nx + x] = 2.9;
  const wrapped = (value: number, size: number) => ((value % size) + size) % size;
  return (across, along) => {
    const [x, z] = [wrapped(across / texel + nx / 2, nx), wrapped(along / texel, nz)];
    const [x0, z0] = [Math.floor(x), Math.floor(z)];
    const at = (dx: number, dz: number) => values[((z0 + dz) % nz) * nx + ((x0 + dx) % nx)]!;
    const near = at(0, 0) + (x - x0) * (at(1, 0) - at(0, 0));
    const next = at(0, 1) + (x - x0) * (at(1, 1) - at(0, 1));
    return near + (z - z0) * (next - near);
  };
}
