import type { Solid, Triple } from './solid';
import type { Box } from './surface-nets';

/** One thing that is seen of the runner, in the bind pose. */
export interface Piece {
  /** What it is a surface of. */
  solid: Solid;
  /** Where it ends: negative inside, 0 at the hem. Cut when it is drawn, so hems are crisp however coarse the mesh. */
  edge: Solid;
  /** Where to look for it, and how finely, metres. */
  box: Box;
  cell: number;
  colour: number;
}

/** Ends nowhere. */
export const WHOLE: Solid = () => -1;

/** What lies within all the edges. */
export function within(...edges: Solid[]): Solid {
  return (x, y, z) => {
    let most = -Infinity;
    for (const edge of edges) most = Math.max(most, edge(x, y, z));
    return most;
  };
}

export function around([x, y, z]: Triple, [rx, ry, rz]: Triple): Box {
  return { low: [x - rx, y - ry, z - rz], high: [x + rx, y + ry, z + rz] };
}

/** The box round some points, `margin` wider. */
export function boxOf(margin: number, ...points: Triple[]): Box {
  const bound = (of: (...values: number[]) => number, by: number): Triple => [
    of(...points.map(([x]) => x)) + by,
    of(...points.map(([, y]) => y)) + by,
    of(...points.map(([, , z]) => z)) + by,
  ];
  return { low: bound(Math.min, -margin), high: bound(Math.max, margin) };
}
