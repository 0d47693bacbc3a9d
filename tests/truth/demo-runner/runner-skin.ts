import { Color, Matrix4, Vector3 } from 'three';
import { bindPose } from './bind-pose';
import { type BodyShape, bodyShape } from './body-shape';
import { piecesOf } from './clothes';
import { smoothStep } from './interpolate';
import type { Piece } from './piece';
import { BONES, type Pose } from './skeleton';
import { skinWeights } from './skin-weights';
import type { Triple } from './solid';
import { surfaceOf } from './surface-nets';

/** The runner's surface: points in the bind pose, what carries each, and where they are now. Three numbers a point where not said. */
export interface RunnerSkin {
  count: number;
  /** Linear colour, creases darkened. */
  colours: Float32Array;
  /** One a point: distance to its piece's edge, positive beyond it. */
  edges: Float32Array;
  triangles: Uint32Array;
  /** Now; written by `moveTo`. */
  positions: Float32Array;
  normals: Float32Array;
  moveTo: (pose: Pose) => void;
}

interface BoundSkin {
  positions: number[];
  normals: number[];
  colours: number[];
  edges: number[];
  triangles: number[];
  /** Four bones a point, as places in BONES, and how much each carries. */
  bones: number[];
  weights: number[];
}
const BONES_PER_POINT = 4;

export function buildRunner(): RunnerSkin {
  const pose = bindPose();
  const shape = bodyShape(pose);
  const bound = boundSkin(piecesOf(pose, shape), skinWeights(pose, shape), shading(shape, pose.pelvis.at.y));
  const inverses = BONES.map((name) => matrixOf(pose[name]).invert());
  const skin: RunnerSkin = {
    count: bound.edges.length,
    colours: new Float32Array(bound.colours),
    edges: new Float32Array(bound.edges),
    triangles: new Uint32Array(bound.triangles),
    positions: new Float32Array(bound.positions.length),
    normals: new Float32Array(bound.normals.length),
    moveTo(next) {
      carry(
        bound,
        BONES.map((name, k) => matrixOf(next[name]).multiply(inverses[k]!).elements),
        skin,
      );
    },
  };
  return skin;
}

function matrixOf({ at, turn }: Pose[keyof Pose]): Matrix4 {
  return new Matrix4().compose(at, turn, new Vector3(1, 1, 1));
}

/** Moves every point by the weighted mean of its bones' moves (linear blend skinning). */
function carry(
  bound: BoundSkin,
  moves: readonly number[][],
  { count, positions, normals }: RunnerSkin,
): void {
  const m = new Float64Array(16);
  for (let point = 0; point < count; point++) {
    m.fill(0);
    for (let k = BONES_PER_POINT * point; k < BONES_PER_POINT * (point + 1); k++) {
      const weight = bound.weights[k]!;
      if (weight === 0) continue;
      const move = moves[bound.bones[k]!]!;
      for (let i = 0; i < 15; i++) m[i]! += weight * move[i]!;
    }
    const i = 3 * point;
    const [x, y, z] = [bound.positions[i]!, bound.positions[i + 1]!, bound.positions[i + 2]!];
    const [p, q, r] = [bound.normals[i]!, bound.normals[i + 1]!, bound.normals[i + 2]!];
    for (let row = 0; row < 3; row++) {
      positions[i + row] = m[row]! * x + m[4 + row]! * y + m[8 + row]! * z + m[12 + row]!;
      normals[i + row] = m[row]! * p + m[4 + row]! * q + m[8 + row]! * r;
    }
  }
}

function boundSkin(
  pieces: Piece[],
  weigh: ReturnType<typeof skinWeights>,
  shade: ReturnType<typeof shading>,
): BoundSkin {
  const skin: BoundSkin = {
    positions: [],
    normals: [],
    colours: [],
    edges: [],
    triangles: [],
    bones: [],
    weights: [],
  };
  for (const piece of pieces) {
    const surface = surfaceOf(piece);
    const first = skin.edges.length;
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

/** The inner sides of the legs see each other more than the room. */
const BETWEEN_LEGS = 0.34;

/** 0–1: how open the surroundings of a point are, so that creases are darker (ambient occlusion). */
function shading({ trunk, head, leg, arm, foot }: BodyShape, hipsY: number) {
  const solids = [trunk, head, leg.left, leg.right, arm.left, arm.right, foot.left, foot.right];
  return ([x, y, z]: Triple, [nx, ny, nz]: Triple): number => {
    const inward = Math.max(0, -nx * Math.sign(x)) * smoothStep(hipsY - y, 0.05, 0.3);
    let open = 1 - BETWEEN_LEGS * smoothStep(inward, 0, 0.8);
    for (const out of LOOK_OUT) {
      const [px, py, pz] = [x + out * nx, y + out * ny, z + out * nz];
      const free = Math.min(...solids.map((solid) => solid(px, py, pz))) - CLOTH;
      open -= (0.5 / LOOK_OUT.length) * Math.min(1, Math.max(0, 1 - free / out));
    }
    return open;
  };
}
