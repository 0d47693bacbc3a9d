import { Quaternion, Vector3 } from 'three';
import type { Pose } from './skeleton';

/** Signed distance to a surface, metres: negative inside. Exact enough near the surface. */
export type Solid = (x: number, y: number, z: number) => number;

export type Triple = readonly [number, number, number];

/** An ellipsoid. */
export function egg([cx, cy, cz]: Triple, [rx, ry, rz]: Triple): Solid {
  return (x, y, z) => {
    const [dx, dy, dz] = [x - cx, y - cy, z - cz];
    const near = length(dx / rx, dy / ry, dz / rz);
    const steep = length(dx / (rx * rx), dy / (ry * ry), dz / (rz * rz));
    return steep < 1e-9 ? -Math.min(rx, ry, rz) : (near * (near - 1)) / steep;
  };
}

/** A rod from `a` (radius `ra`) to `b` (radius `rb`) with round ends. */
export function rod(a: Triple, b: Triple, ra: number, rb: number): Solid {
  const [ux, uy, uz] = [b[0] - a[0], b[1] - a[1], b[2] - a[2]];
  const square = ux * ux + uy * uy + uz * uz;
  return (x, y, z) => {
    const [px, py, pz] = [x - a[0], y - a[1], z - a[2]];
    const t = Math.min(1, Math.max(0, (px * ux + py * uy + pz * uz) / square));
    return length(px - t * ux, py - t * uy, pz - t * uz) - (ra + t * (rb - ra));
  };
}

/** Union whose seam is rounded over `blend` metres. */
export function joined(blend: number, ...solids: Solid[]): Solid {
  return (x, y, z) => {
    let a = Infinity;
    for (const solid of solids) {
      const b = solid(x, y, z);
      const h = a === Infinity ? 0 : Math.max(blend - Math.abs(a - b), 0) / blend;
      a = Math.min(a, b) - (h * h * blend) / 4;
    }
    return a;
  };
}

/** Thicker by `by` metres: cloth over the body. */
export function thickened(solid: Solid, by: number): Solid {
  return (x, y, z) => solid(x, y, z) - by;
}

/** A solid told in a bone's own frame, put where the bone is. */
export function onBone({ at, turn }: Pose[keyof Pose], solid: Solid): Solid {
  const back = turn.clone().invert();
  const rows = [new Vector3(1, 0, 0), new Vector3(0, 1, 0), new Vector3(0, 0, 1)].map((axis) =>
    axis.applyQuaternion(new Quaternion().copy(back).invert()),
  );
  const [rx, ry, rz] = [rows[0]!, rows[1]!, rows[2]!];
  return (x, y, z) => {
    const [dx, dy, dz] = [x - at.x, y - at.y, z - at.z];
    return solid(
      dx * rx.x + dy * rx.y + dz * rx.z,
      dx * ry.x + dy * ry.y + dz * ry.z,
      dx * rz.x + dy * rz.y + dz * rz.z,
    );
  };
}

/** Math.hypot is ten times slower, and this is most of the work. */
function length(x: number, y: number, z: number): number {
  return Math.sqrt(x * x + y * y + z * z);
}
