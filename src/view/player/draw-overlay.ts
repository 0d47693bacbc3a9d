import type { View } from '../../gait/view';
import type { PoseTrack } from '../../pose/pose-track';
import type { Degrees, Pixels, Side } from '../../units';
import { leanText } from '../words';
import { BONES, farSide, JOINTS, jointOf, middleOf, sidesBackToFront } from './body';
import { drawPelvis, type PelvisMark } from './draw-pelvis';
import type { Box } from './fit';
import { type Canvas2D, type Dot, Pen } from './pen';

export const SIDE_COLORS: Readonly<Record<Side, string>> = { left: '#0f9d8f', right: '#d9822b' };
const SIDE_INK: Readonly<Record<Side, string>> = { left: '#ffffff', right: '#1b1206' };
const WHITE = '#ffffff';

/** Legs and arms that the body hides are guesses in part: drawn thinner and paler. */
const FAR = { alpha: 0.75, width: 2, joint: 2.5 };
const NEAR = { alpha: 1, width: 3, joint: 4 };
/** Below this the model itself is not sure where the landmark is. *(judgement)* */
const UNSURE = 0.5;
/** The plumb line reaches past shoulder and hip, the trunk line past the shoulder, by a share of the trunk's length. */
const PLUMB_ABOVE = 1.45;
const PLUMB_BELOW = 0.35;
const TRUNK_ABOVE = 1.2;
/** A trunk of this length on the screen gets lines of full width; a smaller runner thinner ones, down to the share. */
const FULL_TRUNK_PX = 110;
const LEAST_WEIGHT = 0.55;
const MOST_WEIGHT = 1.4;

export interface Overlay {
  track: PoseTrack;
  frame: number;
  view: View | null;
  /** Trunk lean of this frame, + = forward; NaN leaves trunk line, plumb line and label out. */
  trunkLeanDeg: Degrees;
  /** The followed pelvic line of this frame; null leaves it out. */
  pelvis: PelvisMark | null;
  /** Clockwise turn of the true vertical in the picture. */
  cameraRollDeg: Degrees;
  /** What is seen of the picture and round it; the label stays inside. */
  visible: Box;
  /** Screen pixels per picture pixel: lines and letters keep their size on the screen, whatever the clip's. */
  scale: number;
}

/**
 * Draws the runner's skeleton (left teal, right amber, the far side paler), the trunk line and the plumb line with their
 * angle. The context must already map picture pixels to the canvas; nothing is cleared, the state is restored.
 */
export function drawOverlay(context: Canvas2D, overlay: Overlay): void {
  context.save();
  const pen = new Pen(context, overlay.scale, weightOf(overlay));
  for (const side of sidesBackToFront(overlay.view)) drawSide(pen, side, overlay);
  context.globalAlpha = 1;
  if (Number.isFinite(overlay.trunkLeanDeg)) drawTrunk(pen, overlay);
  if (overlay.pelvis !== null) {
    const { pelvis: mark, view, cameraRollDeg, visible } = overlay;
    const trunkLength = trunkPxOf(overlay) ?? visible.width / 4;
    drawPelvis(pen, { mark, view, cameraRollDeg, visible, trunkLength, colors: SIDE_COLORS });
  }
  context.restore();
}

/** How heavy the drawing is, by the runner's size on the screen. */
function weightOf(overlay: Overlay): number {
  const trunkPx = trunkPxOf(overlay);
  return trunkPx === null ? 1 : clamp((trunkPx * overlay.scale) / FULL_TRUNK_PX, LEAST_WEIGHT, MOST_WEIGHT);
}

/** From mid-hip to mid-shoulder in the picture; null where they are not seen. */
function trunkPxOf({ track, frame }: Overlay): Pixels | null {
  const hip = middleOf(track, 'hip', frame);
  const shoulder = middleOf(track, 'shoulder', frame);
  return hip === null || shoulder === null ? null : Math.hypot(shoulder.x - hip.x, shoulder.y - hip.y);
}

function drawSide(pen: Pen, side: Side, { track, frame, view }: Overlay): void {
  const style = farSide(view) === side ? FAR : NEAR;
  const color = SIDE_COLORS[side];
  const fade = (confidence: number) => style.alpha * (confidence < UNSURE ? 0.6 : 1);
  for (const [from, to] of BONES) {
    const a = jointOf(track, side, from, frame);
    const b = jointOf(track, side, to, frame);
    if (a === null || b === null) continue;
    pen.context.globalAlpha = fade(Math.min(a.confidence, b.confidence));
    pen.line([a, b], color, style.width);
  }
  for (const joint of JOINTS) {
    const at = jointOf(track, side, joint, frame);
    if (at === null) continue;
    pen.context.globalAlpha = fade(at.confidence);
    pen.ring(at, color, style.joint, style.width * 0.7);
  }
  drawLetter(pen, side, jointOf(track, side, 'knee', frame), style.alpha);
}

/** L or R beside the knee: colour alone does not tell the sides. */
function drawLetter(pen: Pen, side: Side, knee: Dot | null, alpha: number): void {
  if (knee === null) return;
  pen.context.globalAlpha = Math.max(alpha, 0.8);
  pen.tag(
    { x: knee.x, y: knee.y - pen.weighed(18) },
    side === 'left' ? 'L' : 'R',
    SIDE_COLORS[side],
    SIDE_INK[side],
  );
}

function drawTrunk(pen: Pen, overlay: Overlay): void {
  const hip = middleOf(overlay.track, 'hip', overlay.frame);
  const shoulder = middleOf(overlay.track, 'shoulder', overlay.frame);
  if (hip === null || shoulder === null) return;
  const trunk = { x: shoulder.x - hip.x, y: shoulder.y - hip.y };
  const length = Math.hypot(trunk.x, trunk.y);
  const roll = (overlay.cameraRollDeg * Math.PI) / 180;
  const up = { x: Math.sin(roll), y: -Math.cos(roll) };
  const along = (direction: Dot, by: number): Dot => ({
    x: hip.x + direction.x * by,
    y: hip.y + direction.y * by,
  });
  const foot = along(up, -PLUMB_BELOW * length);
  pen.line([along(up, PLUMB_ABOVE * length), foot], WHITE, 2, [1, 6]);
  pen.tip(foot, -up.x, -up.y, WHITE, 11);
  pen.line([hip, along(trunk, TRUNK_ABOVE)], WHITE, 4);
  pen.ring(hip, WHITE, 5, 2);
  pen.ring(shoulder, WHITE, 5, 2);
  pen.label('trunk lean', leanText(overlay.trunkLeanDeg), labelPlace(pen, overlay, shoulder, length));
}

/** Beside the shoulder, behind the runner's back, inside what is seen. */
function labelPlace(pen: Pen, { view, visible }: Overlay, shoulder: Dot, trunkLength: Pixels) {
  const gap = Math.max(pen.px(28), trunkLength * 0.5);
  const edge = pen.px(6);
  return (width: Pixels, height: Pixels): Dot => ({
    x: clamp(
      view === 'right' ? shoulder.x - gap - width : shoulder.x + gap,
      visible.left + edge,
      visible.left + visible.width - width - edge,
    ),
    y: clamp(shoulder.y - height, visible.top + edge, visible.top + visible.height - height - edge),
  });
}

function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(value, high));
}
