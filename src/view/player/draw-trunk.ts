import type { Degrees } from '../../units';
import { toRadians } from '../../geometry';
import { WHITE } from './colors';
import type { Stroke } from './draw-overlay';
import type { Dot, Pen } from './pen';

/** The plumb line reaches past shoulder and hip, the trunk line past the shoulder, by a share of the trunk's length. */
const PLUMB_ABOVE = 1.45;
const PLUMB_BELOW = 0.35;
const TRUNK_ABOVE = 1.2;

interface TrunkScene {
  hip: Dot;
  shoulder: Dot;
  cameraRollDeg: Degrees;
  stroke: Stroke;
}

/** The trunk from the middle of the hips through the middle of the shoulders, against the plumb line (dotted). */
export function drawTrunk(pen: Pen, { hip, shoulder, cameraRollDeg, stroke }: TrunkScene): void {
  const trunk = { x: shoulder.x - hip.x, y: shoulder.y - hip.y };
  const length = Math.hypot(trunk.x, trunk.y);
  const roll = toRadians(cameraRollDeg);
  const up = { x: Math.sin(roll), y: -Math.cos(roll) };
  const along = (direction: Dot, by: number): Dot => ({
    x: hip.x + direction.x * by,
    y: hip.y + direction.y * by,
  });
  const foot = along(up, -PLUMB_BELOW * length);
  pen.line([along(up, PLUMB_ABOVE * length), foot], WHITE, 2, [1, 6]);
  pen.tip(foot, -up.x, -up.y, WHITE, 11);
  pen.line([hip, along(trunk, TRUNK_ABOVE)], stroke.color, stroke.width);
  pen.ring(hip, WHITE, 5, 2);
  pen.ring(shoulder, WHITE, 5, 2);
}
