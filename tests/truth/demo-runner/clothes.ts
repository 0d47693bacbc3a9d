import { Vector3 } from 'three';
import { SIDES, type Side } from '../../../src/units';
import type { BodyShape } from './body-shape';
import { common, egg, joined, onBone, rod, type Solid, thickened, type Triple } from './solid';
import { smoothStep } from './interpolate';
import { OUT, type Pose } from './skeleton';
import type { Box } from './surface-nets';

/** One thing that is seen of the runner: a solid in the bind pose, where to look for it, how finely, and its colour. */
export interface Piece {
  name: string;
  solid: Solid;
  box: Box;
  cell: number;
  colour: number;
}

const SKIN = 0xcf9f80;
const COLOURS = {
  shirt: 0x5a82b4,
  collar: 0x4c73a4,
  shorts: 0x343c52,
  band: 0xf1efe8,
  sock: 0xf0eee8,
  shoe: 0xd9573b,
  sole: 0xf3efe6,
  tread: 0x4b4f58,
  hair: 0x3a281e,
  dark: 0x2b1d17,
  white: 0xf4f1ec,
  lips: 0xb06a57,
};

/** The waistband's edges above the hips' middle: it sits on the pelvis, 36 mm wide. */
const BAND_LOW = 0.078;
const BAND_HIGH = 0.114;

/** Where sleeves and trouser legs end below their joint. */
const SLEEVE = 0.19;
const TROUSER = 0.25;

/** Everything that is seen of the runner. */
export function piecesOf(pose: Pose, shape: BodyShape): Piece[] {
  return [
    ...trunkPieces(pose, shape),
    ...headPieces(pose, shape),
    ...SIDES.flatMap((side) => [...legPieces(pose, shape, side), ...armPieces(pose, shape, side)]),
  ];
}

function trunkPieces(pose: Pose, shape: BodyShape): Piece[] {
  const hips = pose.pelvis.at.y;
  const sleeve = (side: Side) =>
    common(
      shape.arm[side],
      onBone(pose[`${side}UpperArm`], (_, y) => -y - SLEEVE),
    );
  const trouser = (side: Side) =>
    common(
      shape.leg[side],
      onBone(pose[`${side}Thigh`], (_, y) => -y - TROUSER),
    );
  const cloth = joined(0.045, shape.trunk, sleeve('left'), sleeve('right'));
  const seat = joined(0.03, shape.trunk, trouser('left'), trouser('right'));
  const neckHole = onBone(pose.neck, rod([0, -0.09, 0.012], [0, 0.2, -0.03], 0.074, 0.07));
  const shirtBox = around(pose.thorax.at.toArray(), [0.5, 0.42, 0.2]);
  const collar = onBone(pose.neck, rod([0, -0.09, 0.012], [0, 0.2, -0.03], 0.076, 0.072));
  return [
    piece(
      'collar',
      common(thickened(cloth, 0.0105), (x, y, z) => Math.abs(collar(x, y, z)) - 0.009),
      around(pose.neck.at.toArray(), [0.13, 0.14, 0.15]),
      0.005,
      COLOURS.collar,
    ),
    piece(
      'shirt',
      common(
        folded(thickened(cloth, 0.008)),
        (_, y) => hips + BAND_LOW + 0.01 - y,
        (x, y, z) => -neckHole(x, y, z),
      ),
      shirtBox,
      0.009,
      COLOURS.shirt,
    ),
    piece(
      'shorts',
      common(thickened(seat, 0.008), (_, y) => y - hips - BAND_LOW - 0.008),
      around(pose.pelvis.at.toArray(), [0.28, 0.36, 0.26]),
      0.009,
      COLOURS.shorts,
    ),
    piece(
      'band',
      common(
        thickened(seat, 0.0105),
        (_, y) => Math.abs(y - hips - (BAND_LOW + BAND_HIGH) / 2) - (BAND_HIGH - BAND_LOW) / 2,
      ),
      around([0, hips + 0.1, 0], [0.22, 0.04, 0.18]),
      0.006,
      COLOURS.band,
    ),
  ];
}

/** Soft folds across the cloth, 1.3 mm deep. */
function folded(cloth: Solid): Solid {
  return (x, y, z) =>
    cloth(x, y, z) + 0.0013 * Math.sin(70 * y + 14 * Math.sin(9 * x + 4) + 12 * Math.sin(11 * z + 1));
}

function headPieces(pose: Pose, shape: BodyShape): Piece[] {
  const at = pose.head.at.toArray();
  const skull = joined(0.035, egg([0, 0.122, 0.01], [0.0805, 0.0925, 0.0975]), egg([0, 0.075, -0.025], [0.064, 0.06, 0.054]));
  const hairline: Solid = (_, y, z) => 0.034 + 0.138 * smoothStep(z, -0.035, 0.09) - y;
  const eyes = [1, -1].flatMap((out) => [
    small('eye white', pose, egg([out * 0.028, 0.094, 0.098], [0.0125, 0.0075, 0.009]), COLOURS.white),
    small('iris', pose, egg([out * 0.028, 0.094, 0.1042], [0.006, 0.0065, 0.005]), COLOURS.dark),
    small(
      'brow',
      pose,
      rod([out * 0.013, 0.115, 0.1095], [out * 0.044, 0.116, 0.099], 0.004, 0.003),
      COLOURS.hair,
    ),
  ]);
  return [
    piece(
      'head',
      common(
        joined(0.03, shape.head, shape.trunk),
        onBone(pose.neck, rod([0, -0.04, 0.0], [0, 0.3, 0.02], 0.092, 0.16)),
      ),
      around(at, [0.13, 0.27, 0.17]),
      0.0055,
      SKIN,
    ),
    piece('hair', common(onBone(pose.head, skull), onBone(pose.head, hairline)), around(at, [0.12, 0.26, 0.15]), 0.0055, COLOURS.hair),
    small('mouth', pose, egg([0, 0.036, 0.108], [0.021, 0.0058, 0.008]), COLOURS.lips),
    ...eyes,
  ];
}

/** A small thing in the face. */
function small(name: string, pose: Pose, solid: Solid, colour: number): Piece {
  const face = pose.head.at.clone().add(new Vector3(0, 0.075, 0.1));
  return piece(name, onBone(pose.head, solid), around(face.toArray(), [0.06, 0.06, 0.05]), 0.003, colour);
}

function legPieces(pose: Pose, shape: BodyShape, side: Side): Piece[] {
  const thigh = pose[`${side}Thigh`];
  const shank = pose[`${side}Shank`];
  const foot = pose[`${side}Foot`];
  const bare = common(
    shape.leg[side],
    onBone(thigh, (_, y) => y + TROUSER - 0.05),
    onBone(foot, (_, y) => -y - 0.06),
  );
  const ankle = joined(0.03, shape.leg[side], shape.foot[side]);
  const sock = common(
    thickened(ankle, 0.004),
    onBone(shank, (_, y) => y + 0.325),
    onBone(foot, (_, y) => -y - 0.07),
  );
  const opening = rod([0, -0.03, -0.012], [0, 0.1, -0.03], 0.046, 0.05);
  const upper = common(
    thickened(joined(0.02, shape.foot[side], onBone(foot, rod([0, -0.03, -0.018], [0, -0.06, -0.03], 0.036, 0.036))), 0.008),
    onBone(foot, (x, y, z) => -opening(x, y, z)),
    onBone(foot, (_, y) => -y - 0.1),
  );
  const box = around(foot.at.toArray(), [0.17, 0.22, 0.24]);
  return [
    piece(`${side} leg`, bare, between(thigh.at.toArray(), foot.at.toArray(), 0.12, shank.at.toArray()), 0.0085, SKIN),
    piece(`${side} sock`, sock, box, 0.007, COLOURS.sock),
    piece(`${side} shoe`, upper, box, 0.006, COLOURS.shoe),
    piece(`${side} sole`, onBone(foot, sole(OUT[side], 0.012)), box, 0.006, COLOURS.sole),
    piece(`${side} tread`, onBone(foot, common(sole(OUT[side], 0), (_, y) => y + 0.092)), box, 0.006, COLOURS.tread),
  ];
}

/** A slab under the foot, rounded at heel and toes, from `above` the belt. */
function sole(out: number, above: number): Solid {
  const outline = joined(
    0.05,
    rod([0, 0, -0.022], [out * 0.004, 0, 0.05], 0.038, 0.036),
    rod([out * 0.004, 0, 0.05], [out * -0.002, 0, 0.105], 0.038, 0.046),
    rod([0, 0, 0.105], [out * -0.006, 0, 0.153], 0.045, 0.042),
  );
  return common(
    (x, _, z) => outline(x, 0, z),
    (_, y, z) => y + 0.08 - 0.2 * Math.max(0, -z),
    (_, y) => -0.105 + above - y,
  );
}

function armPieces(pose: Pose, shape: BodyShape, side: Side): Piece[] {
  const [upper, wrist] = [pose[`${side}UpperArm`], pose[`${side}Hand`]];
  const skin = joined(0.02, shape.arm[side], shape.hand[side]);
  const bare = common(
    skin,
    onBone(upper, (_, y) => y + SLEEVE - 0.05),
    onBone(wrist, (_, y) => -y - 0.01),
  );
  const hand = common(
    skin,
    onBone(wrist, (_, y) => y - 0.02),
  );
  const elbow = pose[`${side}Forearm`].at.toArray();
  return [
    piece(`${side} arm`, bare, between(upper.at.toArray(), wrist.at.toArray(), 0.1, elbow), 0.007, SKIN),
    piece(`${side} hand`, hand, around(wrist.at.toArray(), [0.17, 0.17, 0.17]), 0.0045, SKIN),
  ];
}

function piece(
  name: string,
  solid: Solid,
  box: Box,
  cell: number,
  colour: number,
): Piece {
  return { name, solid, box, cell, colour };
}

function around([x, y, z]: Triple, [rx, ry, rz]: Triple): Box {
  return { low: [x - rx, y - ry, z - rz], high: [x + rx, y + ry, z + rz] };
}

function between(a: Triple, b: Triple, margin: number, c: Triple = a): Box {
  const bound = (of: (...values: number[]) => number, by: number): Triple => [
    of(a[0], b[0], c[0]) + by,
    of(a[1], b[1], c[1]) + by,
    of(a[2], b[2], c[2]) + by,
  ];
  return { low: bound(Math.min, -margin), high: bound(Math.max, margin) };
}
