import type { RunAnalysis } from '../../analysis/run-analysis';
import { toRadians } from '../../geometry';
import type { View } from '../../gait/view';
import { opposite, type Degrees, type Pixels, type Side } from '../../units';
import { SIDE_COLORS, WHITE } from './colors';
import type { Stroke } from './draw-overlay';
import type { Dot, Pen } from './pen';

/** The followed pelvic line in one frame: its middle and angle in the picture, and the tilt that it stands for. */
export interface PelvisMark {
  at: Dot;
  /** In the picture, positive = lower to the right. */
  angleDeg: Degrees;
  /** Roll removed, positive = the runner's left side is lower. */
  tiltDeg: Degrees;
}

/** Half the drawn line, in trunk lengths: past the hips on both sides. */
const HALF_LINE = 0.5;

/** The line of one frame; null where none is followed. */
export function pelvisMark(
  { pelvicLine, pelvicLineInPicture }: RunAnalysis,
  frame: number,
): PelvisMark | null {
  if (pelvicLine === null || pelvicLineInPicture === null) return null;
  const [x, y] = [pelvicLineInPicture.xPx[frame] ?? NaN, pelvicLineInPicture.yPx[frame] ?? NaN];
  const angleDeg = pelvicLineInPicture.angleDeg[frame] ?? NaN;
  const tiltDeg = pelvicLine.tiltDeg[frame] ?? NaN;
  return Number.isFinite(x + y + angleDeg + tiltDeg) ? { at: { x, y }, angleDeg, tiltDeg } : null;
}

interface PelvisScene {
  mark: PelvisMark;
  view: View | null;
  cameraRollDeg: Degrees;
  trunkPx: Pixels;
  stroke: Stroke;
}

/** The pelvic line against the level (dotted), its ends in the colours of the runner's sides. */
export function drawPelvis(pen: Pen, { mark, view, cameraRollDeg, trunkPx, stroke }: PelvisScene): void {
  const { at, angleDeg } = mark;
  const reach = HALF_LINE * trunkPx;
  const end = (deg: Degrees, by: number): Dot => ({
    x: at.x + Math.cos(toRadians(deg)) * by,
    y: at.y + Math.sin(toRadians(deg)) * by,
  });
  pen.line([end(cameraRollDeg, -1.15 * reach), end(cameraRollDeg, 1.15 * reach)], WHITE, 2, [1, 6]);
  pen.line([end(angleDeg, -reach), end(angleDeg, reach)], stroke.color, stroke.width);
  const pictureLeft: Side = view === 'front' ? 'right' : 'left';
  pen.ring(end(angleDeg, -reach), SIDE_COLORS[pictureLeft], 6, 4);
  pen.ring(end(angleDeg, reach), SIDE_COLORS[opposite(pictureLeft)], 6, 4);
}
