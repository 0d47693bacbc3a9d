import type { View } from '../../gait/view';
import type { PoseTrack } from '../../pose/pose-track';
import type { LimbTrust } from '../../gait/limb-trust';
import type { Side } from '../../units';
import { BONES, farSide, JOINTS, jointOf } from './body';
import { SIDE_COLORS, SIDE_INK } from './colors';
import type { Dot, Pen } from './pen';

/** Legs and arms that the body hides are guesses in part: drawn thinner and paler. */
const FAR = { alpha: 0.75, width: 2, joint: 2.5 };
const NEAR = { alpha: 1, width: 3, joint: 4 };
/** Below this the model itself is not sure where the landmark is. *(judgement)* */
const UNSURE = 0.5;
/** A leg that is not where the model puts it, or was not followed at all: screen pixels drawn, and left out. */
const DASHES = [3, 6];
const LEG: readonly string[] = ['hip', 'knee', 'ankle', 'heel'];

/** Where a body is drawn from. */
export interface BodyAt {
  track: PoseTrack;
  frame: number;
  view: View | null;
  /** How well each leg was followed; default: well. */
  limbTrust?: LimbTrust;
}

/** Arm and leg of one side: bones, joints, and the side's letter beside the knee. */
export function drawSide(pen: Pen, side: Side, { track, frame, view, limbTrust }: BodyAt): void {
  const style = farSide(view) === side ? FAR : NEAR;
  const color = SIDE_COLORS[side];
  const trust = limbTrust?.[side];
  const doubted =
    trust !== undefined &&
    (trust.doubtful[frame] === 1 || Object.values(trust.doubt).some((reason) => reason !== null));
  const fade = (confidence: number) => style.alpha * (confidence < UNSURE ? 0.6 : 1);
  for (const [from, to] of BONES) {
    const a = jointOf(track, side, from, frame);
    const b = jointOf(track, side, to, frame);
    if (a === null || b === null) continue;
    pen.context.globalAlpha = fade(Math.min(a.confidence, b.confidence));
    pen.line([a, b], color, style.width, doubted && LEG.includes(from) ? DASHES : []);
  }
  for (const joint of JOINTS) {
    const at = jointOf(track, side, joint, frame);
    if (at === null) continue;
    pen.context.globalAlpha = fade(at.confidence);
    pen.ring(at, color, style.joint, style.width * 0.7);
  }
  drawLetter(pen, side, jointOf(track, side, 'knee', frame), style.alpha);
  pen.context.globalAlpha = 1;
}

/** L or R beside the knee: colour alone does not tell the sides. */
function drawLetter(pen: Pen, side: Side, knee: Dot | null, alpha: number): void {
  if (knee === null) return;
  pen.context.globalAlpha = Math.max(alpha, 0.8);
  const at = { x: knee.x, y: knee.y - pen.weighed(18) };
  pen.tag(at, side === 'left' ? 'L' : 'R', SIDE_COLORS[side], SIDE_INK[side]);
}
