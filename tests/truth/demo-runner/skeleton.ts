import { Quaternion, Vector3 } from 'three';
import type { Side } from '../../../src/units';

/**
 * The runner's own axes, metres: x to the runner's left, y up, z forward; the belt's top is y = 0. A limb's bone points
 * down (−y) from its joint when nothing is turned, the trunk's bones point up.
 */
export type BoneName =
  | 'pelvis'
  | 'lumbar'
  | 'thorax'
  | 'neck'
  | 'head'
  | `${Side}${'UpperArm' | 'Forearm' | 'Hand' | 'Thigh' | 'Shank' | 'Foot' | 'Toes'}`;

const LIMB_BONES = ['UpperArm', 'Forearm', 'Hand', 'Thigh', 'Shank', 'Foot', 'Toes'] as const;
export const BONES: readonly BoneName[] = [
  'pelvis',
  'lumbar',
  'thorax',
  'neck',
  'head',
  ...LIMB_BONES.map((name) => `left${name}` as const),
  ...LIMB_BONES.map((name) => `right${name}` as const),
];

export const THIGH = 0.425;
export const SHANK = 0.415;
/** From the ankle joint down to the sole, back to the heel's end and forward to the ball of the foot. */
export const ANKLE_HEIGHT = 0.105;
export const HEEL_BACK = 0.06;
export const BALL_AHEAD = 0.115;
/** From the ball to the tip of the toes. */
export const TOES = 0.075;
const UPPER_ARM = 0.285;
const FOREARM = 0.25;

/** Which way a side lies on the x axis. */
export const OUT: Record<Side, number> = { left: 1, right: -1 };
const outward = (x: number, y: number, z: number): Record<Side, Vector3> => ({
  left: new Vector3(x, y, z),
  right: new Vector3(-x, y, z),
});
/** Joints in the frame of the bone they hang on. */
export const HIP = outward(0.088, 0, 0);
export const SHOULDER = outward(0.172, 0.225, -0.012);
const LUMBAR = new Vector3(0, 0.13, -0.018);
const THORAX = new Vector3(0, 0.13, 0.004);
const NECK = new Vector3(0, 0.27, -0.022);
const HEAD = new Vector3(0, 0.078, 0.014);
const BALL = new Vector3(0, -ANKLE_HEIGHT, BALL_AHEAD);

/** Where each bone is and how it is turned. */
export type Pose = Record<BoneName, { at: Vector3; turn: Quaternion }>;

/** The turn of every bone against the world, and where the pelvis (the middle between the hip joints) is. */
export interface Posture {
  pelvisAt: Vector3;
  turns: Record<BoneName, Quaternion>;
}

/** Hangs the bones on each other. */
export function poseOf({ pelvisAt, turns }: Posture): Pose {
  const pose: Partial<Pose> = {};
  const put = (name: BoneName, at: Vector3) => (pose[name] = { at, turn: turns[name] });
  const beyond = ({ at, turn }: Pose[BoneName], joint: Vector3) =>
    joint.clone().applyQuaternion(turn).add(at);
  const pelvis = put('pelvis', pelvisAt);
  const lumbar = put('lumbar', beyond(pelvis, LUMBAR));
  const thorax = put('thorax', beyond(lumbar, THORAX));
  put('head', beyond(put('neck', beyond(thorax, NECK)), HEAD));
  for (const side of ['left', 'right'] as const) {
    const upperArm = put(`${side}UpperArm`, beyond(thorax, SHOULDER[side]));
    const forearm = put(`${side}Forearm`, beyond(upperArm, new Vector3(0, -UPPER_ARM, 0)));
    put(`${side}Hand`, beyond(forearm, new Vector3(0, -FOREARM, 0)));
    const thigh = put(`${side}Thigh`, beyond(pelvis, HIP[side]));
    const shank = put(`${side}Shank`, beyond(thigh, new Vector3(0, -THIGH, 0)));
    const foot = put(`${side}Foot`, beyond(shank, new Vector3(0, -SHANK, 0)));
    put(`${side}Toes`, beyond(foot, BALL));
  }
  return pose as Pose; // every bone was put
}

const X = new Vector3(1, 0, 0);
const Y = new Vector3(0, 1, 0);
const Z = new Vector3(0, 0, 1);
const RADIANS = Math.PI / 180;

/** A turn, degrees: first `bend` about x (+ = the lower end back, the upper end forward), then `tilt` about z (+ = left side up), then `spin` about y (+ = towards the left). */
export function turned(bend: number, tilt = 0, spin = 0): Quaternion {
  const about = (axis: Vector3, degrees: number) =>
    new Quaternion().setFromAxisAngle(axis, degrees * RADIANS);
  return about(Y, spin).multiply(about(Z, tilt)).multiply(about(X, bend));
}
