import {
  BufferAttribute,
  BufferGeometry,
  Color,
  DynamicDrawUsage,
  Matrix4,
  Mesh,
  MeshLambertMaterial,
  Vector3,
} from 'three';
import { bindPose } from './bind-pose';
import { type BodyShape, bodyShape } from './body-shape';
import { piecesOf } from './clothes';
import type { Piece } from './piece';
import { BONES, type Pose } from './skeleton';
import { skinWeights } from './skin-weights';
import type { Triple } from './solid';
import { surfaceOf } from './surface-nets';

/** The runner as one mesh, and how to put it into a pose. */
export interface RunnerMesh {
  mesh: Mesh;
  moveTo: (pose: Pose) => void;
}

/** Points in the bind pose and the bones that carry each. */
interface Skin {
  positions: number[];
  normals: number[];
  colours: number[];
  /** Distance to the piece's edge, positive beyond it. */
  edges: number[];
  triangles: number[];
  /** Four bones a point, as places in BONES, and how much each carries. */
  bones: number[];
  weights: number[];
}
const BONES_PER_POINT = 4;

export function buildRunner(): RunnerMesh {
  const pose = bindPose();
  const shape = bodyShape(pose);
  const skin = skinOf(piecesOf(pose, shape), skinWeights(pose, shape), shading(shape));
  const geometry = new BufferGeometry();
  const moving = (values: number[]) =>
    new BufferAttribute(new Float32Array(values), 3).setUsage(DynamicDrawUsage);
  geometry.setAttribute('position', moving(skin.positions));
  geometry.setAttribute('normal', moving(skin.normals));
  geometry.setAttribute('color', new BufferAttribute(new Float32Array(skin.colours), 3));
  geometry.setAttribute('edge', new BufferAttribute(new Float32Array(skin.edges), 1));
  geometry.setIndex(skin.triangles);
  const mesh = new Mesh(geometry, cutMaterial());
  mesh.frustumCulled = false;
  mesh.castShadow = mesh.receiveShadow = true;
  const inverses = BONES.map((name) => matrixOf(pose[name]).invert());
  return {
    mesh,
    moveTo(next) {
      const moves = BONES.map((name, k) => matrixOf(next[name]).multiply(inverses[k]!).elements);
      carry(skin, moves, geometry);
    },
  };
}

/** Cuts each piece at its edge, pixel by pixel, the cut smoothed like any outline. */
function cutMaterial(): MeshLambertMaterial {
  const material = new MeshLambertMaterial({ vertexColors: true, alphaToCoverage: true });
  material.onBeforeCompile = (shader) => {
    shader.vertexShader = `attribute float edge; varying float vEdge;\n${shader.vertexShader}`.replace(
      '#include <begin_vertex>',
      '#include <begin_vertex>\n vEdge = edge;',
    );
    shader.fragmentShader = `varying float vEdge;\n${shader.fragmentShader}`.replace(
      '#include <color_fragment>',
      `#include <color_fragment>
       diffuseColor.a = clamp(0.5 - vEdge / max(fwidth(vEdge), 1e-6), 0.0, 1.0);
       if (diffuseColor.a == 0.0) discard;`,
    );
  };
  return material;
}

function matrixOf({ at, turn }: Pose[keyof Pose]): Matrix4 {
  return new Matrix4().compose(at, turn, new Vector3(1, 1, 1));
}

/**
 * Moves every point by the weighted mean of its bones' moves (linear blend skinning). Done here and not in the graphics
 * card's program: where that is played in software it takes ten times as long.
 */
function carry(skin: Skin, moves: readonly number[][], geometry: BufferGeometry): void {
  const position = geometry.getAttribute('position');
  const normal = geometry.getAttribute('normal');
  const move = new Float64Array(12);
  for (let point = 0; point < position.count; point++) {
    move.fill(0);
    for (let k = BONES_PER_POINT * point; k < BONES_PER_POINT * (point + 1); k++) {
      const weight = skin.weights[k]!;
      if (weight === 0) continue;
      const m = moves[skin.bones[k]!]!;
      for (let column = 0; column < 4; column++)
        for (let row = 0; row < 3; row++) move[3 * column + row]! += weight * m[4 * column + row]!;
    }
    const [a, b, c, d, e, f, g, h, i, j, k, l] = move as unknown as number[] & { length: 12 };
    const [x, y, z] = [skin.positions[3 * point]!, skin.positions[3 * point + 1]!, skin.positions[3 * point + 2]!];
    position.setXYZ(point, a! * x + d! * y + g! * z + j!, b! * x + e! * y + h! * z + k!, c! * x + f! * y + i! * z + l!);
    const [p, q, r] = [skin.normals[3 * point]!, skin.normals[3 * point + 1]!, skin.normals[3 * point + 2]!];
    normal.setXYZ(point, a! * p + d! * q + g! * r, b! * p + e! * q + h! * r, c! * p + f! * q + i! * r);
  }
  position.needsUpdate = normal.needsUpdate = true;
}

function skinOf(
  pieces: Piece[],
  weigh: ReturnType<typeof skinWeights>,
  shade: ReturnType<typeof shading>,
): Skin {
  const skin: Skin = { positions: [], normals: [], colours: [], edges: [], triangles: [], bones: [], weights: [] };
  for (const piece of pieces) {
    const surface = surfaceOf(piece);
    const first = skin.positions.length / 3;
    const { r, g, b } = new Color(piece.colour);
    for (let i = 0; i < surface.positions.length; i += 3) {
      const at = tripleAt(surface.positions, i);
      const normal = tripleAt(surface.normals, i);
      const light = shade(at, normal);
      skin.positions.push(...at);
      skin.normals.push(...normal);
      skin.edges.push(piece.edge(...at));
      skin.colours.push(r * light, g * light, b * light);
      const carried = [...weigh(...at)].sort((p, q) => q[1] - p[1]).slice(0, BONES_PER_POINT);
      const total = carried.reduce((sum, [, weight]) => sum + weight, 0);
      for (let k = 0; k < BONES_PER_POINT; k++) {
        const [bone, weight] = carried[k] ?? ['pelvis', 0];
        skin.bones.push(BONES.indexOf(bone));
        skin.weights.push(weight / total);
      }
    }
    for (const point of surface.triangles) skin.triangles.push(first + point);
  }
  return skin;
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
