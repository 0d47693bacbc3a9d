import { Vector3 } from 'three';
import type { BodyShape } from './body-shape';
import { COLOURS } from './colours';
import { smoothStep } from './interpolate';
import { around, type Piece, WHOLE } from './piece';
import type { Pose } from './skeleton';
import { egg, joined, onBone, rod, type Solid } from './solid';

/** Head, neck, hair and face; numbers are metres in the head's own frame. */
export function headPieces(pose: Pose, shape: BodyShape): Piece[] {
  const at = pose.head.at.toArray();
  const hair = joined(
    0.035,
    egg([0, 0.122, 0.01], [0.0805, 0.0925, 0.0975]),
    egg([0, 0.075, -0.025], [0.064, 0.06, 0.054]),
  );
  return [
    {
      solid: joined(0.03, shape.head, shape.trunk),
      edge: onBone(pose.neck, rod([0, -0.04, 0], [0, 0.3, 0.02], 0.092, 0.16)),
      box: around(at, [0.13, 0.27, 0.17]),
      cell: 0.0105,
      colour: COLOURS.skin,
    },
    {
      solid: onBone(pose.head, hair),
      edge: onBone(pose.head, (_, y, z) => 0.034 + 0.138 * smoothStep(z, -0.035, 0.09) - y),
      box: around(at, [0.12, 0.26, 0.15]),
      cell: 0.012,
      colour: COLOURS.hair,
    },
    inFace(pose, egg([0, 0.036, 0.108], [0.021, 0.0058, 0.008]), COLOURS.lips),
    ...[1, -1].flatMap((out) => [
      inFace(pose, egg([out * 0.028, 0.094, 0.098], [0.0125, 0.0075, 0.009]), COLOURS.white),
      inFace(pose, egg([out * 0.028, 0.094, 0.1042], [0.006, 0.0065, 0.005]), COLOURS.dark),
      inFace(
        pose,
        rod([out * 0.013, 0.115, 0.1095], [out * 0.044, 0.116, 0.099], 0.004, 0.003),
        COLOURS.hair,
      ),
    ]),
  ];
}

function inFace(pose: Pose, solid: Solid, colour: number): Piece {
  const face = pose.head.at.clone().add(new Vector3(0, 0.075, 0.1));
  const box = around(face.toArray(), [0.06, 0.06, 0.05]);
  return { solid: onBone(pose.head, solid), edge: WHOLE, box, cell: 0.0035, colour };
}
