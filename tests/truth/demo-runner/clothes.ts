import { type Side, SIDES } from '../../../src/units';
import type { BodyShape } from './body-shape';
import { COLOURS } from './colours';
import { headPieces } from './head-pieces';
import { around, boxOf, type Piece, within } from './piece';
import { shoePieces } from './shoes';
import type { Pose } from './skeleton';
import { joined, onBone, type Solid, thickened } from './solid';

/** The waistband's edges above the hips' middle: it sits on the pelvis, 36 mm wide. */
const BAND_LOW = 0.078;
const BAND_HIGH = 0.114;
/** Where sleeves and trouser legs end below their joint. */
const SLEEVE = 0.19;
const TROUSER = 0.25;
/** Cloth lies this far out from the skin; the band, and the collar, a little further. */
const CLOTH = 0.008;
const BAND = 0.0105;

/** Everything that is seen of the runner. */
export function piecesOf(pose: Pose, shape: BodyShape): Piece[] {
  return [
    ...shirtPieces(pose, shape),
    ...shortsPieces(pose, shape),
    ...headPieces(pose, shape),
    ...SIDES.flatMap((side) => [
      legPiece(pose, shape, side),
      ...shoePieces(pose, shape, side),
      ...armPieces(pose, shape, side),
    ]),
  ];
}

function shirtPieces(pose: Pose, shape: BodyShape): Piece[] {
  const hips = pose.pelvis.at.y;
  const cloth = folded(joined(0.045, shape.trunk, shape.arm.left, shape.arm.right));
  // The neckline is a slanting plane, lower in front, as far as the hole for the neck reaches.
  const neckline = onBone(pose.neck, (x, y, z) => Math.min(y + 0.3 * z - 0.012, 0.09 - Math.hypot(x, z)));
  // A sleeve ends across the arm, not across the trunk beside it.
  const sleeves = SIDES.map((side): Solid => {
    const beyond = onBone(pose[`${side}UpperArm`], (_, y) => -y - SLEEVE);
    return (x, y, z) => Math.min(beyond(x, y, z), shape.trunk(x, y, z) - 0.02);
  });
  return [
    {
      solid: thickened(cloth, CLOTH),
      edge: within((_, y) => hips + BAND_LOW + 0.01 - y, neckline, ...sleeves),
      box: around(pose.thorax.at.toArray(), [0.5, 0.42, 0.2]),
      cell: 0.015,
      colour: COLOURS.shirt,
    },
    {
      solid: thickened(cloth, BAND),
      edge: (x, y, z) => Math.abs(neckline(x, y, z) + 0.004) - 0.008,
      box: around(pose.neck.at.toArray(), [0.13, 0.14, 0.15]),
      cell: 0.01,
      colour: COLOURS.collar,
    },
  ];
}

/** Soft folds across the cloth, 1.3 mm deep. */
function folded(cloth: Solid): Solid {
  return (x, y, z) =>
    cloth(x, y, z) + 0.0013 * Math.sin(70 * y + 14 * Math.sin(9 * x + 4) + 12 * Math.sin(11 * z + 1));
}

function shortsPieces(pose: Pose, shape: BodyShape): Piece[] {
  const hips = pose.pelvis.at.y;
  const seat = joined(0.03, shape.trunk, shape.leg.left, shape.leg.right);
  const [left, right] = [belowHem(pose, 'left'), belowHem(pose, 'right')];
  return [
    {
      solid: thickened(seat, CLOTH),
      edge: within(
        (_, y) => y - hips - BAND_LOW - 0.01,
        (x, y, z) => (x > 0 ? left : right)(x, y, z),
      ),
      box: around(pose.pelvis.at.toArray(), [0.28, 0.4, 0.26]),
      cell: 0.015,
      colour: COLOURS.shorts,
    },
    {
      solid: thickened(seat, BAND),
      edge: (_, y) => Math.abs(y - hips - (BAND_LOW + BAND_HIGH) / 2) - (BAND_HIGH - BAND_LOW) / 2,
      box: around([0, hips + 0.1, 0], [0.22, 0.07, 0.18]),
      cell: 0.01,
      colour: COLOURS.band,
    },
  ];
}

function belowHem(pose: Pose, side: Side): Solid {
  return onBone(pose[`${side}Thigh`], (_, y) => -y - TROUSER);
}

function legPiece(pose: Pose, shape: BodyShape, side: Side): Piece {
  const [thigh, shank, foot] = [pose[`${side}Thigh`], pose[`${side}Shank`], pose[`${side}Foot`]];
  return {
    solid: shape.leg[side],
    edge: within(
      onBone(thigh, (_, y) => y + TROUSER - 0.06),
      onBone(foot, (_, y) => -y - 0.06),
    ),
    box: boxOf(0.12, thigh.at.toArray(), shank.at.toArray(), foot.at.toArray()),
    cell: 0.0145,
    colour: COLOURS.skin,
  };
}

/** Arm and hand are one skin, looked at more finely at the fingers. */
function armPieces(pose: Pose, shape: BodyShape, side: Side): Piece[] {
  const [upper, elbow, wrist] = [pose[`${side}UpperArm`], pose[`${side}Forearm`], pose[`${side}Hand`]];
  const solid = joined(0.02, shape.arm[side], shape.hand[side]);
  return [
    {
      solid,
      edge: within(
        onBone(upper, (_, y) => y + SLEEVE - 0.06),
        onBone(wrist, (_, y) => -y - 0.01),
      ),
      box: boxOf(0.1, upper.at.toArray(), elbow.at.toArray(), wrist.at.toArray()),
      cell: 0.012,
      colour: COLOURS.skin,
    },
    {
      solid,
      edge: onBone(wrist, (_, y) => y - 0.005),
      box: around(wrist.at.toArray(), [0.17, 0.17, 0.17]),
      cell: 0.0075,
      colour: COLOURS.skin,
    },
  ];
}
