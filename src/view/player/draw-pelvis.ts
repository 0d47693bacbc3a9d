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
  /** What counts as level, in the picture: the true horizontal as far as it is known, or how the pelvis stood. */
  levelDeg: Degrees;
  /** Against that level, positive = the runner's left side is lower. */
  tiltDeg: Degrees;
}

/** Half the drawn line, in trunk lengths: past the hips on both sides. */
const HALF_LINE = 0.5;

/** What a mark is made of. */
type Followed = Pick<RunAnalysis, 'view' | 'cameraRollDeg' | 'pelvicLine' | 'pelvicLineInPicture' | 'series'>;

/** The line of one frame, with the tilt that the drop of its stride is read from; null where none is followed. */
export function pelvisMark(
  { view, cameraRollDeg, pelvicLine, pelvicLineInPicture, series }: Followed,
  frame: number,
): PelvisMark | null {
  if (pelvicLine === null || pelvicLineInPicture === null) return null;
  const [x, y] = [pelvicLineInPicture.xPx[frame] ?? NaN, pelvicLineInPicture.yPx[frame] ?? NaN];
  const angleDeg = pelvicLineInPicture.angleDeg[frame] ?? NaN;
  const tiltDeg = series.pelvicDropDeg.right[frame] ?? NaN;
  const takenOffDeg = (pelvicLine.tiltDeg[frame] ?? NaN) - tiltDeg;
  const levelDeg = cameraRollDeg + (view === 'front' ? takenOffDeg : -takenOffDeg);
  return Number.isFinite(x + y + angleDeg + levelDeg) ? { at: { x, y }, angleDeg, levelDeg, tiltDeg } : null;
}

interface PelvisScene {
  mark: PelvisMark;
  view: View | null;
  trunkPx: Pixels;
  stroke: Stroke;
}

/** The pelvic line against the level (dotted), its ends in the colours of the runner's sides. */
export function drawPelvis(pen: Pen, { mark, view, trunkPx, stroke }: PelvisScene): void {
  const { at, angleDeg, levelDeg } = mark;
  const reach = HALF_LINE * trunkPx;
  const end = (deg: Degrees, by: number): Dot => ({
    x: at.x + Math.cos(toRadians(deg)) * by,
    y: at.y + Math.sin(toRadians(deg)) * by,
  });
  pen.line([end(levelDeg, -1.15 * reach), end(levelDeg, 1.15 * reach)], WHITE, 2, [1, 6]);
  pen.line([end(angleDeg, -reach), end(angleDeg, reach)], stroke.color, stroke.width);
  const pictureLeft: Side = view === 'front' ? 'right' : 'left';
  pen.ring(end(angleDeg, -reach), SIDE_COLORS[pictureLeft], 6, 4);
  pen.ring(end(angleDeg, reach), SIDE_COLORS[opposite(pictureLeft)], 6, 4);
}
