import { SIDES, type Side } from '../../../src/units';
import type { BodyShape } from './body-shape';
import { common, egg, joined, onBone, rod, type Solid, thickened, type Triple } from './solid';
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

const SKIN = 0xc98f6d;
const COLOURS = {
  shirt: 0x4a74a8,
  shorts: 0x252b3a,
  band: 0xf1efe8,
  sock: 0xf0eee8,
  shoe: 0xd9573b,
  sole: 0xf3efe6,
  hair: 0x3a281e,
  dark: 0x2b1d17,
  white: 0xf4f1ec,
  lips: 0xb06a57,
};

/** The waistband's edges above the hips' middle: it sits on the pelvis, 36 mm wide. */
const BAND_LOW = 0.078;
const BAND_HIGH = 0.114;

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
  const cloth = joined(0.045, shape.trunk, shape.arm.left, shape.arm.right);
  const seat = joined(0.03, shape.trunk, shape.leg.left, shape.leg.right);
  const sleeves = beyondBoth(pose, 'UpperArm', 0.19);
  const hems = beyondBoth(pose, 'Thigh', 0.25);
  const neckline = onBone(pose.thorax, (_, y, z) => y + 0.55 * z - 0.262);
  const shirtBox = around(pose.thorax.at.toArray(), [0.5, 0.42, 0.2]);
  return [
    piece(
      'shirt',
      common(
        thickened(cloth, 0.007),
        (_, y) => hips + BAND_LOW + 0.01 - y,
        sleeves,
        neckline,
      ),
      shirtBox,
      0.0075,
      COLOURS.shirt,
    ),
    piece(
      'shorts',
      common(thickened(seat, 0.008), (_, y) => y - hips - BAND_LOW - 0.008, hems),
      around(pose.pelvis.at.toArray(), [0.28, 0.36, 0.26]),
      0.0075,
      COLOURS.shorts,
    ),
    piece(
      'band',
      common(
        thickened(seat, 0.0105),
        (_, y) => Math.abs(y - hips - (BAND_LOW + BAND_HIGH) / 2) - (BAND_HIGH - BAND_LOW) / 2,
      ),
      around([0, hips + 0.1, 0], [0.22, 0.04, 0.18]),
      0.005,
      COLOURS.band,
    ),
  ];
}

function headPieces(pose: Pose, shape: BodyShape): Piece[] {
  const at = pose.head.at.toArray();
  const skull = joined(0.03, egg([0, 0.122, 0.008], [0.08, 0.092, 0.097]), egg([0, 0.07, -0.03], [0.068, 0.07, 0.058]));
  const hairline: Solid = (x, y, z) =>
    Math.max(0.055 - y + 0.62 * Math.max(0, z + 0.012) + 0.0 * x, z - 0.078 + 0.1 * Math.abs(x));
  const eyes = [1, -1].flatMap((out) => [
    small('eye white', pose, egg([out * 0.028, 0.094, 0.0925], [0.0125, 0.0075, 0.009]), COLOURS.white),
    small('iris', pose, egg([out * 0.028, 0.094, 0.0985], [0.006, 0.0065, 0.005]), COLOURS.dark),
    small(
      'brow',
      pose,
      rod([out * 0.013, 0.114, 0.1055], [out * 0.044, 0.115, 0.0935], 0.004, 0.003),
      COLOURS.hair,
    ),
  ]);
  return [
    piece(
      'head',
      common(shape.head, onBone(pose.thorax, (_, y) => 0.235 - y)),
      around(at, [0.13, 0.27, 0.17]),
      0.0055,
      SKIN,
    ),
    piece('hair', common(onBone(pose.head, skull), onBone(pose.head, hairline)), around(at, [0.12, 0.26, 0.15]), 0.0055, COLOURS.hair),
    small('mouth', pose, egg([0, 0.036, 0.1065], [0.021, 0.0058, 0.008]), COLOURS.lips),
    ...eyes,
  ];
}

function small(name: string, pose: Pose, solid: Solid, colour: number): Piece {
  return piece(name, onBone(pose.head, solid), around(pose.head.at.toArray(), [0.1, 0.2, 0.15]), 0.003, colour);
}

function legPieces(pose: Pose, shape: BodyShape, side: Side): Piece[] {
  const thigh = pose[`${side}Thigh`];
  const shank = pose[`${side}Shank`];
  const foot = pose[`${side}Foot`];
  const bare = common(
    shape.leg[side],
    onBone(thigh, (_, y) => y + 0.2),
    onBone(foot, (_, y) => -y - 0.06),
  );
  const ankle = joined(0.03, shape.leg[side], shape.foot[side]);
  const sock = common(
    thickened(ankle, 0.004),
    onBone(shank, (_, y) => y + 0.325),
    onBone(foot, (_, y) => -y - 0.07),
  );
  const upper = common(
    thickened(shape.foot[side], 0.006),
    onBone(foot, (_, y, z) => y + 0.028 + 0.16 * Math.max(0, z)),
    onBone(foot, (_, y) => -y - 0.1),
  );
  const box = around(foot.at.toArray(), [0.17, 0.22, 0.24]);
  return [
    piece(`${side} leg`, bare, between(thigh.at.toArray(), foot.at.toArray(), 0.12), 0.0075, SKIN),
    piece(`${side} sock`, sock, box, 0.006, COLOURS.sock),
    piece(`${side} shoe`, upper, box, 0.005, COLOURS.shoe),
    piece(`${side} sole`, onBone(foot, sole(OUT[side])), box, 0.005, COLOURS.sole),
  ];
}

/** A slab under the foot, rounded at heel and toes. */
function sole(out: number): Solid {
  const outline = joined(
    0.05,
    rod([0, 0, -0.022], [out * 0.004, 0, 0.05], 0.038, 0.036),
    rod([out * 0.004, 0, 0.05], [out * -0.002, 0, 0.105], 0.038, 0.046),
    rod([0, 0, 0.105], [out * -0.006, 0, 0.15], 0.044, 0.036),
  );
  return common(
    (x, _, z) => outline(x, 0, z),
    (_, y, z) => y + 0.079 - 0.012 * (z < 0 ? z / -0.06 : 0) - 0.3 * Math.max(0, z - 0.15),
    (_, y, z) => -0.105 + 0.25 * Math.max(0, z - 0.15) - y,
  );
}

function armPieces(pose: Pose, shape: BodyShape, side: Side): Piece[] {
  const [upper, wrist] = [pose[`${side}UpperArm`], pose[`${side}Hand`]];
  const bare = common(
    shape.arm[side],
    onBone(upper, (_, y) => y + 0.14),
    onBone(wrist, (_, y) => -y - 0.01),
  );
  return [
    piece(`${side} arm`, bare, between(upper.at.toArray(), wrist.at.toArray(), 0.1, pose[`${side}Forearm`].at.toArray()), 0.0065, SKIN),
    piece(
      `${side} hand`,
      common(
        shape.hand[side],
        onBone(wrist, (_, y) => y - 0.014),
      ),
      around(wrist.at.toArray(), [0.17, 0.17, 0.17]),
      0.004,
      SKIN,
    ),
  ];
}

/** What is not further than `length` down the limb bone of the side that a point is on. */
function beyondBoth(pose: Pose, bone: 'UpperArm' | 'Thigh', length: number): Solid {
  const [left, right] = SIDES.map((side) => onBone(pose[`${side}${bone}`], (_, y) => -y - length));
  return (x, y, z) => (x > 0 ? left! : right!)(x, y, z);
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
