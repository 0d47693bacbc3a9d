/** Points on a grid: x and y in cells, z = distance, smaller is nearer. */
export interface Grid {
  width: number;
  height: number;
  nearest: Float32Array;
}

/** A point of a triangle, seen on a grid. */
interface Corners {
  x: Float32Array;
  y: Float32Array;
  z: Float32Array;
}

/**
 * Fills a grid with triangles, nearest first to stay. `facing` is the sign of the area of triangles that are seen;
 * `onCell(cell, a, b, c, u, v, w)` is called for each cell that a triangle with corners a, b, c now owns, with the
 * corners' shares of it, before its distance is written; false refuses the cell.
 */
export function rasterise(
  grid: Grid,
  { x, y, z }: Corners,
  triangles: Uint32Array,
  facing: 1 | -1,
  onCell: (cell: number, a: number, b: number, c: number, u: number, v: number, w: number) => boolean,
): void {
  const { width, height, nearest } = grid;
  for (let t = 0; t < triangles.length; t += 3) {
    const [a, b, c] = [triangles[t]!, triangles[t + 1]!, triangles[t + 2]!];
    const ax = x[a]!;
    const ay = y[a]!;
    const bx = x[b]! - ax;
    const by = y[b]! - ay;
    const cx = x[c]! - ax;
    const cy = y[c]! - ay;
    const area = bx * cy - by * cx;
    if (area * facing <= 0) continue;
    const fromX = Math.max(0, Math.ceil(ax + Math.min(0, bx, cx) - 0.5));
    const toX = Math.min(width - 1, Math.floor(ax + Math.max(0, bx, cx) - 0.5));
    const fromY = Math.max(0, Math.ceil(ay + Math.min(0, by, cy) - 0.5));
    const toY = Math.min(height - 1, Math.floor(ay + Math.max(0, by, cy) - 0.5));
    for (let row = fromY; row <= toY; row++) {
      const py = row + 0.5 - ay;
      for (let column = fromX; column <= toX; column++) {
        const px = column + 0.5 - ax;
        const v = (px * cy - py * cx) / area;
        const w = (bx * py - by * px) / area;
        if (v < 0 || w < 0 || v + w > 1) continue;
        const u = 1 - v - w;
        const depth = u * z[a]! + v * z[b]! + w * z[c]!;
        const cell = row * width + column;
        if (depth < nearest[cell]! && onCell(cell, a, b, c, u, v, w)) nearest[cell] = depth;
      }
    }
  }
}
