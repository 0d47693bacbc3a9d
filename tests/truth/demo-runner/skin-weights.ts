import { Vector3 } from 'three';
import { SIDES, type Side } from '../../../src/units';
import type { BodyShape } from './body-shape';
import { smoothStep } from './interpolate';
import { BALL_AHEAD, type BoneName, type Pose } from './skeleton';
import type { Solid } from './solid';

/** How much each bone carries a point of skin or cloth; sums to 1. */
export type Weights = Map<BoneName, number>;

/** Parts of the body share the skin where they meet, over about this many metres. */
const SHARED = 0.014;

/** Weights of points given in the bind pose. */
export function skinWeights(pose: Pose, shape: BodyShape): (x: number, y: number, z: number) => Weights {
  const chains: { distance: Solid; isLeg: boolean; chain: (at: Vector3) => Weights }[] = [
    { distance: shape.trunk, isLeg: false, chain: (at) => trunkChain(pose, at) },
    { distance: shape.head, isLeg: false, chain: (at) => trunkChain(pose, at) },
  ];
  for (const side of SIDES) {
    const leg = (at: Vector3) => legChain(pose, side, at);
    chains.push(
      { distance: shape.leg[side], isLeg: true, chain: leg },
      { distance: shape.foot[side], isLeg: true, chain: leg },
      { distance: shape.arm[side], isLeg: false, chain: (at) => armChain(pose, side, at) },
      { distance: shape.hand[side], isLeg: false, chain: (at) => armChain(pose, side, at) },
    );
  }
  return (x, y, z) => {
    const at = new Vector3(x, y, z);
    const distances = chains.map(({ distance }) => distance(x, y, z));
    const nearest = Math.min(...distances);
    // The thigh's swing must not pull at the waistband.
    const onPelvis = smoothStep(y, pose.pelvis.at.y + 0.01, pose.pelvis.at.y + 0.065);
    const shares = chains.map(
      ({ isLeg }, k) => (isLeg ? 1 - onPelvis : 1) * Math.exp((nearest - distances[k]!) / SHARED),
    );
    const total = shares.reduce((sum, share) => sum + share, 0);
    const weights: Weights = new Map();
    chains.forEach(({ chain }, k) => {
      const share = shares[k]! / total;
      if (share < 0.004) return;
      for (const [bone, weight] of chain(at)) weights.set(bone, (weights.get(bone) ?? 0) + share * weight);
    });
    return weights;
  };
}

/** Along the spine by height. The waistband lies on the pelvis, and gives a little towards the waist, as cloth does. */
function trunkChain({ pelvis, lumbar, thorax, neck, head }: Pose, { y }: Vector3): Weights {
  const up = (from: number, to: number) => smoothStep(y, from, to);
  const onLumbar = up(pelvis.at.y + 0.065, pelvis.at.y + 0.25);
  const onThorax = up(lumbar.at.y + 0.02, thorax.at.y + 0.12);
  const onNeck = up(neck.at.y - 0.03, neck.at.y + 0.04);
  const onHead = up(head.at.y - 0.03, head.at.y + 0.02);
  return new Map<BoneName, number>([
    ['pelvis', 1 - onLumbar],
    ['lumbar', onLumbar * (1 - onThorax)],
    ['thorax', onLumbar * onThorax * (1 - onNeck)],
    ['neck', onNeck * (1 - onHead)],
    ['head', onNeck * onHead],
  ]);
}

function legChain(pose: Pose, side: Side, at: Vector3): Weights {
  const onShank = past(pose, `${side}Thigh`, `${side}Shank`, at, 0.055);
  const onFoot = past(pose, `${side}Shank`, `${side}Foot`, at, 0.03);
  const foot = pose[`${side}Foot`];
  const ahead = at.clone().sub(foot.at).applyQuaternion(foot.turn.clone().invert()).z;
  const onToes = smoothStep(ahead, BALL_AHEAD - 0.03, BALL_AHEAD + 0.025);
  return new Map<BoneName, number>([
    [`${side}Thigh`, 1 - onShank],
    [`${side}Shank`, onShank * (1 - onFoot)],
    [`${side}Foot`, onShank * onFoot * (1 - onToes)],
    [`${side}Toes`, onShank * onFoot * onToes],
  ]);
}

function armChain(pose: Pose, side: Side, at: Vector3): Weights {
  const onForearm = past(pose, `${side}UpperArm`, `${side}Forearm`, at, 0.045);
  const onHand = past(pose, `${side}Forearm`, `${side}Hand`, at, 0.02);
  return new Map<BoneName, number>([
    [`${side}UpperArm`, 1 - onForearm],
    [`${side}Forearm`, onForearm * (1 - onHand)],
    [`${side}Hand`, onForearm * onHand],
  ]);
}

/** 0–1: how far a point lies beyond the joint between two bones, across the plane that halves their angle. */
function past(pose: Pose, from: BoneName, to: BoneName, at: Vector3, over: number): number {
  const along = new Vector3(0, -1, 0).applyQuaternion(pose[from].turn);
  along.add(new Vector3(0, -1, 0).applyQuaternion(pose[to].turn)).normalize();
  return smoothStep(along.dot(at.clone().sub(pose[to].at)), -over, over);
}
