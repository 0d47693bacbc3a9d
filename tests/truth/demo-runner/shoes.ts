import type { Side } from '../../../src/units';
import type { BodyShape } from './body-shape';
import { COLOURS } from './colours';
import { around, type Piece, WHOLE, within } from './piece';
import { ANKLE_HEIGHT, OUT, type Pose } from './skeleton';
import { joined, onBone, rod, type Solid, thickened } from './solid';

/** Sock and shoe; numbers are metres in the foot's own frame. */
export function shoePieces(pose: Pose, shape: BodyShape, side: Side): Piece[] {
  const [shank, foot] = [pose[`${side}Shank`], pose[`${side}Foot`]];
  const box = around(foot.at.toArray(), [0.17, 0.22, 0.24]);
  const opening = onBone(foot, rod([0, -0.02, -0.012], [0, 0.1, -0.03], 0.046, 0.05));
  const heel = onBone(foot, rod([0, -0.03, -0.018], [0, -0.06, -0.03], 0.036, 0.036));
  const slab = sole(OUT[side]);
  return [
    {
      solid: thickened(joined(0.03, shape.leg[side], shape.foot[side]), 0.004),
      edge: within(
        onBone(shank, (_, y) => y + 0.325),
        onBone(foot, (_, y) => -y - 0.075),
      ),
      box,
      cell: 0.012,
      colour: COLOURS.sock,
    },
    {
      solid: thickened(joined(0.02, shape.foot[side], heel), 0.008),
      edge: within(
        (x, y, z) => -opening(x, y, z),
        onBone(foot, (_, y) => -y - 0.095),
      ),
      box,
      cell: 0.01,
      colour: COLOURS.shoe,
    },
    { solid: onBone(foot, slab), edge: WHOLE, box, cell: 0.0115, colour: COLOURS.sole },
    {
      solid: onBone(foot, thickened(slab, 0.0012)),
      edge: onBone(foot, (_, y) => y + 0.0975),
      box,
      cell: 0.0115,
      colour: COLOURS.tread,
    },
  ];
}

/** A slab under the foot with rounded edges, its lower face on the belt. */
function sole(out: number): Solid {
  const round = 0.009;
  const outline = joined(
    0.05,
    rod([0, 0, -0.022], [out * 0.004, 0, 0.05], 0.04, 0.038),
    rod([out * 0.004, 0, 0.05], [out * -0.002, 0, 0.105], 0.04, 0.048),
    rod([0, 0, 0.105], [out * -0.006, 0, 0.153], 0.047, 0.044),
  );
  return (x, y, z) => {
    const top = -0.08 + 0.15 * Math.max(0, -z);
    const middle = (top - ANKLE_HEIGHT) / 2;
    const beside = outline(x, 0, z) + round;
    const above = Math.abs(y - middle) - (top + ANKLE_HEIGHT) / 2 + round;
    return Math.hypot(Math.max(beside, 0), Math.max(above, 0)) + Math.min(0, Math.max(beside, above)) - round;
  };
}
