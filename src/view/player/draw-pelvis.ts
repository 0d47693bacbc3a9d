import type { RunAnalysis } from '../../analysis/run-analysis';
import { toRadians } from '../../geometry';
import type { View } from '../../gait/view';
import type { Degrees, Pixels, Side } from '../../units';
import { pelvisText } from '../words';
import type { Box } from './fit';
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
const WHITE = '#ffffff';

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
  trunkLength: Pixels;
  visible: Box;
  colors: Readonly<Record<Side, string>>;
}

/** The pelvic line against the level (dotted), its ends in the colours of the runner's sides, and its tilt in words. */
export function drawPelvis(
  pen: Pen,
  { mark, view, cameraRollDeg, trunkLength, visible, colors }: PelvisScene,
): void {
  const { at, angleDeg, tiltDeg } = mark;
  const reach = HALF_LINE * trunkLength;
  const end = (deg: Degrees, by: number): Dot => ({
    x: at.x + Math.cos(toRadians(deg)) * by,
    y: at.y + Math.sin(toRadians(deg)) * by,
  });
  pen.line([end(cameraRollDeg, -1.15 * reach), end(cameraRollDeg, 1.15 * reach)], WHITE, 2, [1, 6]);
  pen.line([end(angleDeg, -reach), end(angleDeg, reach)], WHITE, 4);
  const pictureLeft: Side = view === 'front' ? 'right' : 'left';
  const pictureRight: Side = view === 'front' ? 'left' : 'right';
  pen.ring(end(angleDeg, -reach), colors[pictureLeft], 6, 4);
  pen.ring(end(angleDeg, reach), colors[pictureRight], 6, 4);
  const edge = pen.px(6);
  pen.label('pelvis', pelvisText(tiltDeg), (width, height) => ({
    x: Math.max(
      visible.left + edge,
      Math.min(at.x + reach + pen.px(14), visible.left + visible.width - width - edge),
    ),
    y: Math.max(visible.top + edge, at.y - height - pen.px(10)),
  }));
}
