import { type PerspectiveCamera, Vector3 } from 'three';
import type { LandmarkName } from '../../../src/pose/landmarks';
import { type Degrees, type Side, SIDES } from '../../../src/units';
import { cameraOf, type Filming, seenAt } from './camera';
import { type GaitPlan, planGait } from './gait-plan';
import { poseAt } from './posture';
import type { RunnerMotion } from './runner-motion';
import { HEEL_BACK, type Pose, TOES } from './skeleton';

/** What is true of a clip: a `*.truth.json` beside it. Angles are as the picture shows them, camera roll and perspective included. */
export interface ClipTruth {
  about: string;
  view: Filming['view'];
  fps: number;
  width: number;
  height: number;
  motion: RunnerMotion;
  filming: Filming;
  /** Contacts that lie wholly within the clip. */
  contacts: Record<Side, { initialContactS: number; toeOffS: number }[]>;
  frames: FrameTruth[];
}

interface FrameTruth {
  timeS: number;
  /** Joint centres in pixels. */
  px: Partial<Record<LandmarkName, [number, number]>>;
  /** Mid-hip → mid-shoulder against the picture's vertical, + = forward; null from behind and in front. */
  imageTrunkLeanDeg: Degrees | null;
  /** The line between the hip joints, + = left side lower; null from the sides. */
  imageHipLineDeg: Degrees | null;
}

export function truthOf(motion: RunnerMotion, filming: Filming): ClipTruth {
  const plan = planGait(motion);
  const camera = cameraOf(filming);
  const frames = Math.round(motion.seconds * motion.fps);
  return {
    about:
      'A procedural runner, drawn by tests/truth/demo-runner. Degrees, seconds, pixels. imageTrunkLeanDeg: + = forward; imageHipLineDeg: + = left side lower.',
    view: filming.view,
    fps: motion.fps,
    width: filming.widthPx,
    height: filming.heightPx,
    motion,
    filming,
    contacts: { left: contactsOf(plan, 'left'), right: contactsOf(plan, 'right') },
    frames: Array.from({ length: frames }, (_, k) => frameTruth(plan, camera, filming, k / motion.fps)),
  };
}

function contactsOf({ stances, motion }: GaitPlan, side: Side) {
  const lastS = motion.seconds - 1 / motion.fps;
  return stances
    .filter((one) => one.side === side && one.initialContactS > 0 && one.toeOffS < lastS)
    .map(({ initialContactS, toeOffS }) => ({
      initialContactS: rounded(initialContactS, 4),
      toeOffS: rounded(toeOffS, 4),
    }));
}

function frameTruth(plan: GaitPlan, camera: PerspectiveCamera, filming: Filming, timeS: number): FrameTruth {
  const px: FrameTruth['px'] = {};
  for (const [name, at] of landmarksOf(poseAt(plan, timeS))) px[name] = seenAt(camera, filming, at);
  const angles = anglesOf(px, filming.view);
  for (const name of Object.keys(px) as LandmarkName[])
    px[name] = px[name]!.map((value) => rounded(value, 1)) as [number, number];
  return { timeS: rounded(timeS, 5), px, ...angles };
}

/** The points that a pose model is asked for, where they truly are. */
function landmarksOf(pose: Pose): [LandmarkName, Vector3][] {
  const on = (bone: keyof Pose, x: number, y: number, z: number) =>
    new Vector3(x, y, z).applyQuaternion(pose[bone].turn).add(pose[bone].at);
  return [
    ['nose', on('head', 0, 0.066, 0.13)],
    ...SIDES.flatMap((side): [LandmarkName, Vector3][] => [
      [`${side}_ear`, on('head', side === 'left' ? 0.08 : -0.08, 0.078, 0.006)],
      [`${side}_shoulder`, pose[`${side}UpperArm`].at],
      [`${side}_elbow`, pose[`${side}Forearm`].at],
      [`${side}_wrist`, pose[`${side}Hand`].at],
      [`${side}_hip`, pose[`${side}Thigh`].at],
      [`${side}_knee`, pose[`${side}Shank`].at],
      [`${side}_ankle`, pose[`${side}Foot`].at],
      [`${side}_heel`, on(`${side}Foot`, 0, -0.08, -HEEL_BACK)],
      [`${side}_foot_index`, on(`${side}Toes`, 0, 0.015, TOES - 0.01)],
    ]),
  ];
}

function anglesOf(
  px: FrameTruth['px'],
  view: Filming['view'],
): Pick<FrameTruth, 'imageTrunkLeanDeg' | 'imageHipLineDeg'> {
  const [hipL, hipR] = [px.left_hip!, px.right_hip!];
  const [shoulderL, shoulderR] = [px.left_shoulder!, px.right_shoulder!];
  if (view === 'left' || view === 'right') {
    const ahead = (shoulderL[0] + shoulderR[0] - hipL[0] - hipR[0]) * (view === 'left' ? -1 : 1);
    const up = hipL[1] + hipR[1] - shoulderL[1] - shoulderR[1];
    return { imageTrunkLeanDeg: inDegrees(ahead, up), imageHipLineDeg: null };
  }
  const across = (hipR[0] - hipL[0]) * (view === 'rear' ? 1 : -1);
  return { imageTrunkLeanDeg: null, imageHipLineDeg: inDegrees(hipL[1] - hipR[1], across) };
}

function inDegrees(opposite: number, adjacent: number): Degrees {
  return rounded((Math.atan2(opposite, adjacent) * 180) / Math.PI, 3);
}

function rounded(value: number, decimals: number): number {
  return Number(value.toFixed(decimals));
}
