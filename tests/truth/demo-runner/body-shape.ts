import type { Side } from '../../../src/units';
import { egg, joined, onBone, rod, type Solid } from './solid';
import { OUT, type Pose, SHANK, SHOULDER, THIGH } from './skeleton';

/** The body without clothes, in parts that melt together only within themselves. */
export interface BodyShape {
  trunk: Solid;
  head: Solid;
  leg: Record<Side, Solid>;
  arm: Record<Side, Solid>;
  hand: Record<Side, Solid>;
  foot: Record<Side, Solid>;
}

/** A lean runner of 1.76 m; every number is metres in the frame of the bone it sits on. *(judgement: drawn to look like a person)* */
export function bodyShape(pose: Pose): BodyShape {
  const sides = <T>(of: (side: Side) => T): Record<Side, T> => ({ left: of('left'), right: of('right') });
  return {
    trunk: trunk(pose),
    head: head(pose),
    leg: sides((side) => leg(pose, side)),
    arm: sides((side) => arm(pose, side)),
    hand: sides((side) => hand(pose, side)),
    foot: sides((side) => foot(pose, side)),
  };
}

function trunk(pose: Pose): Solid {
  const pair = (of: (out: number) => Solid) => [of(1), of(-1)];
  const pelvis = joined(
    0.06,
    egg([0, 0.045, 0], [0.156, 0.11, 0.1]),
    egg([0, 0.1, 0.005], [0.138, 0.1, 0.092]),
    ...pair((out) => egg([out * 0.072, -0.03, -0.052], [0.08, 0.095, 0.08])),
    ...pair((out) => egg([out * 0.09, -0.01, 0.01], [0.08, 0.1, 0.085])),
  );
  const waist = egg([0, 0.05, 0.012], [0.13, 0.15, 0.09]);
  const chest = joined(
    0.05,
    egg([0, 0.06, 0], [0.142, 0.19, 0.1]),
    egg([0, 0.145, -0.005], [0.15, 0.12, 0.095]),
    ...pair((out) => egg([out * 0.066, 0.13, 0.052], [0.075, 0.066, 0.05])),
    ...pair((out) => egg([out * 0.085, 0.12, -0.055], [0.075, 0.12, 0.05])),
    ...pair((out) => rod([out * 0.03, 0.262, -0.03], [out * 0.145, 0.228, -0.014], 0.042, 0.046)),
  );
  return joined(
    0.07,
    onBone(pose.pelvis, pelvis),
    onBone(pose.lumbar, waist),
    onBone(pose.thorax, chest),
    onBone(pose.neck, rod([0, -0.03, -0.004], [0, 0.06, 0.004], 0.056, 0.05)),
  );
}

function head(pose: Pose): Solid {
  const skull = joined(
    0.035,
    egg([0, 0.122, 0.012], [0.074, 0.086, 0.093]),
    egg([0, 0.085, 0.045], [0.062, 0.085, 0.062]),
    egg([0, 0.032, 0.055], [0.046, 0.05, 0.05]),
    egg([0, 0.012, 0.082], [0.024, 0.022, 0.022]),
  );
  const face = joined(
    0.014,
    skull,
    rod([0, 0.098, 0.103], [0, 0.066, 0.122], 0.007, 0.0105),
    egg([0, 0.116, 0.09], [0.05, 0.012, 0.018]),
    egg([0, 0.036, 0.1], [0.022, 0.012, 0.012]),
    ...[1, -1].map((out) => egg([out * 0.078, 0.078, 0.006], [0.009, 0.031, 0.019])),
  );
  return joined(
    0.03,
    onBone(pose.head, face),
    onBone(pose.neck, rod([0, -0.03, -0.004], [0, 0.09, 0.006], 0.054, 0.05)),
  );
}

function leg(pose: Pose, side: Side): Solid {
  const thigh = joined(
    0.05,
    rod([0, 0, 0], [0, -THIGH, 0.004], 0.084, 0.05),
    egg([OUT[side] * 0.008, -0.17, 0.026], [0.068, 0.17, 0.056]),
    egg([0, -0.19, -0.03], [0.058, 0.15, 0.048]),
    egg([0, -THIGH + 0.005, 0.018], [0.044, 0.05, 0.042]),
  );
  const shank = joined(
    0.04,
    rod([0, 0, 0.004], [0, -0.2, -0.004], 0.049, 0.044),
    rod([0, -0.2, -0.004], [0, -SHANK + 0.01, -0.006], 0.042, 0.032),
    egg([OUT[side] * -0.008, -0.125, -0.03], [0.046, 0.105, 0.042]),
    egg([OUT[side] * 0.016, -0.12, -0.022], [0.038, 0.11, 0.042]),
  );
  return joined(0.035, onBone(pose[`${side}Thigh`], thigh), onBone(pose[`${side}Shank`], shank));
}

function arm(pose: Pose, side: Side): Solid {
  const upper = joined(
    0.04,
    egg([0, -0.03, 0], [0.05, 0.08, 0.056]),
    rod([0, -0.01, 0], [0, -0.28, 0], 0.046, 0.036),
    egg([0, -0.15, 0.012], [0.042, 0.085, 0.04]),
    egg([0, -0.14, -0.016], [0.04, 0.1, 0.036]),
  );
  const fore = joined(
    0.03,
    rod([0, 0, 0], [0, -0.25, 0], 0.036, 0.024),
    egg([0, -0.07, 0.002], [0.041, 0.1, 0.041]),
  );
  const towards = onBone(pose.thorax, egg([SHOULDER[side].x * 0.8, 0.19, -0.012], [0.07, 0.07, 0.06]));
  return joined(
    0.03,
    joined(0.04, towards, onBone(pose[`${side}UpperArm`], upper)),
    onBone(pose[`${side}Forearm`], fore),
  );
}

/** Loosely closed: four bent fingers and a thumb; the palm faces the body. */
function hand(pose: Pose, side: Side): Solid {
  const inward = -OUT[side];
  const fingers = [0.028, 0.01, -0.009, -0.027].flatMap((z, k) => {
    const length = 0.034 - 0.003 * Math.abs(k - 1.3);
    return [
      rod([0, -0.082, z], [inward * 0.022, -0.082 - length, z], 0.0098, 0.0092),
      rod([inward * 0.022, -0.082 - length, z], [inward * 0.05, -0.1, z], 0.0092, 0.0078),
    ];
  });
  const solid = joined(
    0.014,
    rod([0, 0.02, 0], [0, -0.02, 0], 0.0265, 0.026),
    egg([0, -0.05, 0.002], [0.0185, 0.048, 0.037]),
    egg([inward * 0.01, -0.035, 0.022], [0.016, 0.03, 0.016]),
    rod([inward * 0.016, -0.04, 0.034], [inward * 0.036, -0.078, 0.036], 0.0105, 0.0088),
    ...fingers,
  );
  return onBone(pose[`${side}Hand`], solid);
}

/** The foot as a shoe's last; the shoe is put on in `clothes.ts`. */
function foot(pose: Pose, side: Side): Solid {
  const last = joined(
    0.03,
    egg([0, -0.06, -0.026], [0.034, 0.052, 0.04]),
    rod([0, -0.03, 0.004], [OUT[side] * -0.004, -0.066, 0.085], 0.036, 0.03),
    egg([0, -0.076, 0.09], [0.043, 0.03, 0.062]),
    egg([OUT[side] * -0.004, -0.08, 0.14], [0.038, 0.026, 0.046]),
  );
  return onBone(pose[`${side}Foot`], last);
}
