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
import { type BodyShape, bodyShape } from './body-shape';
import { type Piece, piecesOf } from './clothes';
import { BONES, type Pose } from './skeleton';
import { skinWeights } from './skin-weights';
import type { Triple } from './solid';
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
  const geometry = geometryOf(pieces, skinWeights(pose, shape), shading(shape));
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

function geometryOf(
  pieces: Piece[],
  weigh: ReturnType<typeof skinWeights>,
  shade: ReturnType<typeof shading>,
): BufferGeometry {
  const [positions, normals, colours, indices, weights, triangles]: number[][] = [[], [], [], [], [], []];
  for (const { solid, box, cell, colour } of pieces) {
    const surface = surfaceOf(solid, box, cell);
    const first = positions!.length / 3;
    const { r, g, b } = new Color(colour);
    for (let i = 0; i < surface.positions.length; i += 3) {
      const at = tripleAt(surface.positions, i);
      const normal = tripleAt(surface.normals, i);
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

function tripleAt(values: Float32Array, i: number): Triple {
  return [values[i]!, values[i + 1]!, values[i + 2]!];
}

/** How far along its normal a point is looked round for what shades it, metres. */
const LOOK_OUT = [0.02, 0.07];
/** Clothes lie this far out from the body. */
const CLOTH = 0.008;

/** 0–1: how open the surroundings of a point are, so that creases are darker (ambient occlusion). */
function shading({ trunk, head, leg, arm, foot }: BodyShape) {
  const solids = [trunk, head, leg.left, leg.right, arm.left, arm.right, foot.left, foot.right];
  return ([x, y, z]: Triple, [nx, ny, nz]: Triple): number => {
    let open = 1;
    for (const out of LOOK_OUT) {
      const [px, py, pz] = [x + out * nx, y + out * ny, z + out * nz];
      const free = Math.min(...solids.map((solid) => solid(px, py, pz))) - CLOTH;
      open -= (0.5 / LOOK_OUT.length) * Math.min(1, Math.max(0, 1 - free / out));
    }
    return open;
  };
}
