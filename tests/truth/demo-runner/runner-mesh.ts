import {
  Bone,
  BufferAttribute,
  BufferGeometry,
  Color,
  Matrix4,
  MeshStandardMaterial,
  Skeleton,
  SkinnedMesh,
  Vector3,
} from 'three';
import { bindPose } from './bind-pose';
import { bodyShape } from './body-shape';
import { type Piece, piecesOf } from './clothes';
import { BONES, type Pose } from './skeleton';
import { skinWeights } from './skin-weights';
import type { Solid } from './solid';
import { surfaceOf } from './surface-nets';

/** The runner as one skinned mesh, and how to put it into a pose. */
export interface RunnerMesh {
  mesh: SkinnedMesh;
  moveTo: (pose: Pose) => void;
}

export function buildRunner(): RunnerMesh {
  const pose = bindPose();
  const shape = bodyShape(pose);
  const pieces = piecesOf(pose, shape);
  const geometry = geometryOf(pieces, skinWeights(pose, shape));
  const bones = BONES.map(() => {
    const bone = new Bone();
    bone.matrixAutoUpdate = false;
    return bone;
  });
  const inverses = BONES.map((name) => matrixOf(pose[name]).invert());
  const mesh = new SkinnedMesh(geometry, new MeshStandardMaterial({ vertexColors: true, roughness: 0.78 }));
  mesh.add(...bones);
  mesh.bind(new Skeleton(bones, inverses), new Matrix4());
  mesh.frustumCulled = false;
  mesh.castShadow = mesh.receiveShadow = true;
  return {
    mesh,
    moveTo(next) {
      BONES.forEach((name, k) => bones[k]!.matrix.copy(matrixOf(next[name])));
      mesh.updateMatrixWorld(true);
    },
  };
}

function matrixOf({ at, turn }: Pose[keyof Pose]): Matrix4 {
  return new Matrix4().compose(at, turn, new Vector3(1, 1, 1));
}

/** three.js carries a point by at most four bones. */
const BONES_PER_POINT = 4;

function geometryOf(pieces: Piece[], weigh: ReturnType<typeof skinWeights>): BufferGeometry {
  const [positions, normals, colours, indices, weights, triangles]: number[][] = [[], [], [], [], [], []];
  const shade = shading(pieces);
  for (const { solid, box, cell, colour } of pieces) {
    const surface = surfaceOf(solid, box, cell);
    const first = positions!.length / 3;
    const { r, g, b } = new Color(colour);
    for (let i = 0; i < surface.positions.length; i += 3) {
      const at = surface.positions.subarray(i, i + 3) as unknown as [number, number, number];
      const normal = surface.normals.subarray(i, i + 3) as unknown as [number, number, number];
      const light = shade(at, normal);
      positions!.push(...at);
      normals!.push(...normal);
      colours!.push(r * light, g * light, b * light);
      const carried = [...weigh(...at)].sort((p, q) => q[1] - p[1]).slice(0, BONES_PER_POINT);
      const total = carried.reduce((sum, [, weight]) => sum + weight, 0);
      for (let k = 0; k < BONES_PER_POINT; k++) {
        const [bone, weight] = carried[k] ?? ['pelvis', 0];
        indices!.push(BONES.indexOf(bone));
        weights!.push(weight / total);
      }
    }
    for (const point of surface.triangles) triangles!.push(first + point);
  }
  const geometry = new BufferGeometry();
  geometry.setAttribute('position', new BufferAttribute(new Float32Array(positions!), 3));
  geometry.setAttribute('normal', new BufferAttribute(new Float32Array(normals!), 3));
  geometry.setAttribute('color', new BufferAttribute(new Float32Array(colours!), 3));
  geometry.setAttribute('skinIndex', new BufferAttribute(new Uint16Array(indices!), 4));
  geometry.setAttribute('skinWeight', new BufferAttribute(new Float32Array(weights!), 4));
  geometry.setIndex(triangles!);
  return geometry;
}

/** How far along its normal a point is looked round for what shades it, metres. */
const LOOK_OUT = [0.015, 0.04, 0.09];

/** 0–1: how open the surroundings of a point are, so that creases are darker (ambient occlusion). */
function shading(pieces: Piece[]): (at: [number, number, number], normal: [number, number, number]) => number {
  const boxed = pieces.map(({ solid, box: { low, high } }): Solid => (x, y, z) => {
    const outside = Math.max(low[0] - x, x - high[0], low[1] - y, y - high[1], low[2] - z, z - high[2]);
    return outside > 0 ? outside + 0.03 : solid(x, y, z);
  });
  return ([x, y, z], [nx, ny, nz]) => {
    let open = 1;
    for (const out of LOOK_OUT) {
      const [px, py, pz] = [x + out * nx, y + out * ny, z + out * nz];
      const free = Math.min(...boxed.map((solid) => solid(px, py, pz)));
      open -= (0.55 / LOOK_OUT.length) * Math.min(1, Math.max(0, 1 - free / out));
    }
    return open;
  };
}
