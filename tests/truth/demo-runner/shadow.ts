import { Vector3 } from 'three';
import { SUN } from './light';
import { type Grid, rasterise } from './rasterise';
import type { RunnerSkin } from './runner-skin';

/** The map is a square of so many cells round the runner, of this size in metres. */
const CELLS = 448;
const CELL = 0.0072;
/** Where the square's middle is. */
const MIDDLE = new Vector3(0, 0.75, -0.1);
/** Things nearer than this behind the nearest are the same surface. */
const SAME = 0.02;

/** What the runner hides from the sun. */
export interface Shadow {
  /** Draws the map anew for where the runner is. */
  cast: (skin: RunnerSkin) => void;
  /** 0 (in shadow) – 1 (in the sun) at a point, soft over ± `spread` cells. */
  sunAt: (x: number, y: number, z: number, spread: number) => number;
}

export function makeShadow(): Shadow {
  const across = new Vector3(0, 0, 1).cross(SUN).normalize();
  const along = SUN.clone().cross(across);
  const grid: Grid = { width: CELLS, height: CELLS, nearest: new Float32Array(CELLS * CELLS) };
  const place = (axis: Vector3, x: number, y: number, z: number) =>
    (axis.x * (x - MIDDLE.x) + axis.y * (y - MIDDLE.y) + axis.z * (z - MIDDLE.z)) / CELL + CELLS / 2;
  const away = (x: number, y: number, z: number) => -(SUN.x * x + SUN.y * y + SUN.z * z);
  return {
    cast({ count, positions, triangles }) {
      const corners = { x: new Float32Array(count), y: new Float32Array(count), z: new Float32Array(count) };
      for (let k = 0; k < count; k++) {
        const [x, y, z] = [positions[3 * k]!, positions[3 * k + 1]!, positions[3 * k + 2]!];
        corners.x[k] = place(across, x, y, z);
        corners.y[k] = place(along, x, y, z);
        corners.z[k] = away(x, y, z);
      }
      grid.nearest.fill(Infinity);
      rasterise(grid, corners, triangles, 1, () => true);
    },
    sunAt(x, y, z, spread) {
      const [column, row] = [place(across, x, y, z), place(along, x, y, z)];
      const depth = away(x, y, z) - SAME;
      let open = 0;
      for (let dy = -2; dy <= 2; dy++)
        for (let dx = -2; dx <= 2; dx++) {
          const [i, j] = [Math.floor(column + (dx * spread) / 2), Math.floor(row + (dy * spread) / 2)];
          const outside = i < 0 || j < 0 || i >= CELLS || j >= CELLS;
          if (outside || grid.nearest[j * CELLS + i]! > depth) open++;
        }
      return open / 25;
    },
  };
}
