import type { Piece } from './piece';
import type { Solid, Triple } from './solid';

/** Triangles of a closed surface, three numbers a point. */
export interface Surface {
  positions: Float32Array;
  /** Of unit length, outward. */
  normals: Float32Array;
  triangles: Uint32Array;
}

/** A box to look for a surface in. */
export interface Box {
  low: Triple;
  high: Triple;
}

/** Blocks of so many points a side that lie further from the surface than so many cells (twice their half diagonal) are not looked into. */
const BLOCK = 5;
/** The mesh ends this far beyond the piece's edge, metres: more than a cell. */
const BEYOND_EDGE = 0.03;
const FAR_BLOCK = 7;

/**
 * The surface of a piece, a little beyond its edge: one point in each cell that the surface passes through, four of them joined round each edge that
 * crosses it (naive surface nets, Gibson 1998), then drawn onto the surface along its own normal.
 */
export function surfaceOf({ solid, edge, box: { low, high }, cell }: Piece): Surface {
  const near: Solid = (x, y, z) => Math.max(solid(x, y, z), edge(x, y, z) - BEYOND_EDGE);
  const size = [0, 1, 2].map((axis) => Math.ceil((high[axis]! - low[axis]!) / cell) + 2) as [
    number,
    number,
    number,
  ];
  const [nx, ny] = size;
  const step = [1, nx, nx * ny];
  const values = new Float32Array(size[0] * size[1] * size[2]);
  const coarse = size.map((n) => Math.ceil(n / BLOCK)) as [number, number, number];
  const at = (axis: number, k: number) => low[axis]! + k * cell;
  eachCell(coarse, 0, (_, bx, by, bz) => {
    const [x0, y0, z0] = [bx * BLOCK, by * BLOCK, bz * BLOCK];
    const middle = (BLOCK - 1) / 2;
    const there = near(at(0, x0 + middle), at(1, y0 + middle), at(2, z0 + middle));
    const far = Math.abs(there) > FAR_BLOCK * cell;
    for (let z = z0; z < Math.min(z0 + BLOCK, size[2]); z++)
      for (let y = y0; y < Math.min(y0 + BLOCK, ny); y++)
        for (let x = x0; x < Math.min(x0 + BLOCK, nx); x++)
          values[x + nx * (y + ny * z)] = far ? there : near(at(0, x), at(1, y), at(2, z));
  });
  const points: number[] = [];
  const pointIn = new Int32Array(values.length).fill(-1);
  eachCell(size, 1, (i, x, y, z) => {
    const point = crossingPoint(values, i, step);
    if (!point) return;
    pointIn[i] = points.length / 3;
    points.push(
      low[0] + (x + point[0]) * cell,
      low[1] + (y + point[1]) * cell,
      low[2] + (z + point[2]) * cell,
    );
  });
  const triangles: number[] = [];
  eachCell(size, 1, (i, x, y, z) => {
    [x, y, z].forEach((_, axis) => {
      const [u, v] = [(axis + 1) % 3, (axis + 2) % 3];
      if ([x, y, z][u] === 0 || [x, y, z][v] === 0) return;
      const inside = values[i]! < 0;
      if (inside === values[i + step[axis]!]! < 0) return;
      const [a, b, c, d] = [i, i - step[u]!, i - step[u]! - step[v]!, i - step[v]!].map((k) => pointIn[k]!);
      triangles.push(...(inside ? [a!, b!, c!, a!, c!, d!] : [a!, c!, b!, a!, d!, c!]));
    });
  });
  const positions = new Float32Array(points);
  return { positions, normals: settle(solid, positions), triangles: new Uint32Array(triangles) };
}

function eachCell(
  [nx, ny, nz]: [number, number, number],
  margin: number,
  visit: (index: number, x: number, y: number, z: number) => void,
): void {
  for (let z = 0; z < nz - margin; z++)
    for (let y = 0; y < ny - margin; y++)
      for (let x = 0; x < nx - margin; x++) visit(x + nx * (y + ny * z), x, y, z);
}

/** Mean of the places where a cell's edges cross the surface, in cells; null where none does. */
function crossingPoint(values: Float32Array, i: number, step: number[]): Triple | null {
  const sum = [0, 0, 0];
  let crossings = 0;
  for (let corner = 0; corner < 8; corner++) {
    const from = i + cornerOffset(corner, step);
    for (let axis = 0; axis < 3; axis++) {
      if ((corner >> axis) & 1) continue;
      const [a, b] = [values[from]!, values[from + step[axis]!]!];
      if (a < 0 === b < 0) continue;
      crossings++;
      for (let k = 0; k < 3; k++) sum[k]! += k === axis ? a / (a - b) : (corner >> k) & 1;
    }
  }
  return crossings === 0 ? null : [sum[0]! / crossings, sum[1]! / crossings, sum[2]! / crossings];
}

function cornerOffset(corner: number, step: number[]): number {
  return (corner & 1) * step[0]! + ((corner >> 1) & 1) * step[1]! + ((corner >> 2) & 1) * step[2]!;
}

const NEAR = 0.0015;
/** Further than this a point is not drawn: at an edge its normal says nothing. */
const MOST_DRAWN = 0.0008;

/** Draws points onto the surface (in place) and gives its normals there. */
function settle(solid: Solid, positions: Float32Array): Float32Array {
  const normals = new Float32Array(positions.length);
  for (let i = 0; i < positions.length; i += 3) {
    const [x, y, z] = [positions[i]!, positions[i + 1]!, positions[i + 2]!];
    const gradient = [
      solid(x + NEAR, y, z) - solid(x - NEAR, y, z),
      solid(x, y + NEAR, z) - solid(x, y - NEAR, z),
      solid(x, y, z + NEAR) - solid(x, y, z - NEAR),
    ];
    const length = Math.hypot(...gradient) || 1;
    const off = Math.max(-MOST_DRAWN, Math.min(MOST_DRAWN, (solid(x, y, z) * 2 * NEAR) / length));
    gradient.forEach((part, axis) => {
      normals[i + axis] = part / length;
      positions[i + axis]! -= off * (part / length);
    });
  }
  return normals;
}
