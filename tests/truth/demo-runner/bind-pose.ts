import { Quaternion, Vector3 } from 'three';
import { type BoneName, OUT, type Pose, poseOf, type Posture, turned } from './skeleton';

/**
 * The pose in which the body is modelled: half-way through what joints do in running, so that the skin is never
 * stretched far, with the limbs apart, so that no two of them melt together.
 */
export function bindPose(): Pose {
  const upright = new Quaternion();
  const turns: Partial<Record<BoneName, Quaternion>> = {
    pelvis: upright,
    lumbar: upright,
    thorax: upright,
    neck: turned(12),
    head: turned(0),
  };
  for (const side of ['left', 'right'] as const) {
    const out = OUT[side];
    const upperArm = turned(10, out * 38);
    const forearm = upperArm.clone().multiply(turned(-70));
    Object.assign(turns, {
      [`${side}UpperArm`]: upperArm,
      [`${side}Forearm`]: forearm,
      [`${side}Hand`]: forearm,
      [`${side}Thigh`]: turned(-18, out * 9),
      [`${side}Shank`]: turned(27, out * 9),
      [`${side}Foot`]: turned(20, out * 9),
      [`${side}Toes`]: turned(20, out * 9),
    });
  }
  return poseOf({ pelvisAt: new Vector3(0, 1, 0), turns } as Posture); // every bone is turned above
}
