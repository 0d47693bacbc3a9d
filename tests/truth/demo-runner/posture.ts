import { type Quaternion, Vector3 } from 'three';
import type { Degrees, Seconds, Side } from '../../../src/units';
import { type GaitPlan, leanDeg, obliquityDeg, stepAt, stridePhase } from './gait-plan';
import { type HipAt, legAngles, swingPart, toeBendDeg, TOES_OUT_DEG } from './leg-motion';
import { type BoneName, HIP, OUT, type Pose, poseOf, type Posture, turned } from './skeleton';

/** Height of the hips' middle at touch-down and toe-off; they sink between and fly in an arc. */
const HIPS_AT_CONTACT = 0.912;
const GRAVITY = 9.81;
/** The pelvis sways towards the standing foot, and the leading side turns forward. */
const SWAY = 0.012;
const PELVIS_SPIN_DEG = 1;
const CHEST_SPIN_DEG = -7;
/** The trunk sways towards the standing foot. */
const TRUNK_SWAY_DEG = 1.2;
/** The lumbar spine takes this much of the pelvis's side tilt, the rib cage this much. */
const LUMBAR_TILT_PART = 0.35;
const CHEST_TILT_PART = -0.1;
/** Degrees of bend that lean the shoulders by one: the lower spine follows only in part. */
const SHOULDERS_PER_BEND = 1.5;

/** Where every bone is at a time of the clip. */
export function poseAt(plan: GaitPlan, timeS: Seconds): Pose {
  const pelvis = pelvisAt(plan, timeS);
  const turns: Partial<Record<BoneName, Quaternion>> = { pelvis: pelvis.turn };
  const posture = { pelvisAt: pelvis.at, turns } as Posture; // filled below
  for (const side of ['left', 'right'] as const) {
    Object.assign(turns, legTurns(plan, side, timeS), armTurns(plan, side, timeS));
  }
  bendTrunk(plan, posture, timeS);
  return poseOf(posture);
}

function pelvisAt(plan: GaitPlan, timeS: Seconds): { at: Vector3; turn: Quaternion } {
  const phase = 2 * Math.PI * stridePhase(plan, timeS);
  const at = new Vector3(SWAY * Math.sin(phase), hipHeight(plan, timeS), 0.008 * Math.sin(2 * phase));
  const spin = -PELVIS_SPIN_DEG * Math.cos(phase - 0.3);
  return { at, turn: turned(plan.motion.pelvicTiltDeg, -obliquityDeg(plan, timeS), spin) };
}

/** An arc under gravity in flight; in stance the smooth curve that takes the fall and gives the next rise. */
function hipHeight(plan: GaitPlan, timeS: Seconds): number {
  const k = stepAt(plan, timeS);
  const [last, stance, next] = [plan.stances[k - 1]!, plan.stances[k]!, plan.stances[k + 1]!];
  const fallS = stance.initialContactS - last.toeOffS;
  const flightS = next.initialContactS - stance.toeOffS;
  if (timeS > stance.toeOffS) {
    const since = timeS - stance.toeOffS;
    return HIPS_AT_CONTACT + (GRAVITY / 2) * since * (flightS - since);
  }
  const contactS = stance.toeOffS - stance.initialContactS;
  const u = (timeS - stance.initialContactS) / contactS;
  const [down, up] = [(GRAVITY / 2) * fallS * contactS, (GRAVITY / 2) * flightS * contactS];
  // Quintic: height, speed and gravity's pull agree with the flight at both ends.
  const pull = GRAVITY * contactS ** 2;
  const [u2, u3, u4, u5] = [u ** 2, u ** 3, u ** 4, u ** 5];
  return (
    HIPS_AT_CONTACT -
    down * (u - 6 * u3 + 8 * u4 - 3 * u5) +
    up * (-4 * u3 + 7 * u4 - 3 * u5) -
    (pull / 2) * (u2 - 3 * u3 + 3 * u4 - u5 + (u3 - 2 * u4 + u5))
  );
}

function legTurns(plan: GaitPlan, side: Side, timeS: Seconds): Partial<Record<BoneName, Quaternion>> {
  const hipAt: HipAt = (atS) => {
    const { at, turn } = pelvisAt(plan, atS);
    return HIP[side].clone().applyQuaternion(turn).add(at);
  };
  const { outDeg, thighDeg, kneeDeg, ankleDeg } = legAngles(plan, side, hipAt, timeS);
  const shankDeg = thighDeg - kneeDeg;
  const pitchDeg = shankDeg + ankleDeg;
  // On the belt the sole is level from side to side; off it the foot hangs in the leg's plane.
  const footTilt = outDeg * swingPart(plan, side, timeS);
  const spin = OUT[side] * TOES_OUT_DEG;
  return {
    [`${side}Thigh`]: turned(-thighDeg, outDeg),
    [`${side}Shank`]: turned(-shankDeg, outDeg),
    [`${side}Foot`]: turned(-pitchDeg, footTilt, spin),
    [`${side}Toes`]: turned(-pitchDeg - toeBendDeg(plan, side, pitchDeg, timeS), footTilt, spin),
  };
}

/** Each arm swings with the other side's leg. */
function armTurns(plan: GaitPlan, side: Side, timeS: Seconds): Partial<Record<BoneName, Quaternion>> {
  const own = stridePhase(plan, timeS) + (side === 'left' ? 0.5 : 0);
  const swing = Math.cos(2 * Math.PI * (own - 0.04));
  const forwardDeg = -14 + 25 * swing;
  const elbowDeg = 92 + 9 * swing;
  const inDeg = OUT[side] * -(16 + 10 * swing);
  const upper = turned(-forwardDeg, OUT[side] * 15, OUT[side] * 4);
  const forearm = upper.clone().multiply(turned(-elbowDeg, 0, inDeg));
  return {
    [`${side}UpperArm`]: upper,
    [`${side}Forearm`]: forearm,
    [`${side}Hand`]: forearm.clone().multiply(turned(-6)),
  };
}

/** Bends the spine so that the shoulders' middle lies exactly where the lean wants it. */
function bendTrunk(plan: GaitPlan, posture: Posture, timeS: Seconds): void {
  const { turns } = posture;
  const { pelvicTiltDeg, chestUpDeg } = plan.motion;
  const phase = 2 * Math.PI * stridePhase(plan, timeS);
  const tilt = -obliquityDeg(plan, timeS);
  const sway = -TRUNK_SWAY_DEG * Math.sin(phase);
  const chestSpin = -CHEST_SPIN_DEG * Math.cos(phase - 0.3);
  const wanted = leanDeg(plan, timeS);
  let bend: Degrees = wanted;
  for (let round = 0; round < 4; round++) {
    turns.lumbar = turned(
      0.35 * pelvicTiltDeg + 0.65 * (bend - chestUpDeg / 2),
      LUMBAR_TILT_PART * tilt + sway / 2,
      0,
    );
    turns.thorax = turned(bend - chestUpDeg, CHEST_TILT_PART * tilt + sway, chestSpin);
    turns.neck = turned(0.5 * (bend - chestUpDeg) + 14, 0.3 * sway, 0.3 * chestSpin);
    turns.head = turned(2 + 0.2 * (bend - chestUpDeg), 0);
    bend += SHOULDERS_PER_BEND * (wanted - leanOf(poseOf(posture)));
  }
}

/** Trunk lean of a pose: mid-hip → mid-shoulder against the vertical, + = forward. */
export function leanOf(pose: Pose): Degrees {
  const shoulders = pose.leftUpperArm.at.clone().add(pose.rightUpperArm.at).divideScalar(2);
  const line = shoulders.sub(pose.pelvis.at);
  return (Math.atan2(line.z, line.y) * 180) / Math.PI;
}
