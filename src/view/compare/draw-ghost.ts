import { toRadians } from '../../geometry';
import type { RunAnalysis } from '../../analysis/run-analysis';
import { SIDES, type Pixels } from '../../units';
import { BONES, jointOf, middleOf } from '../player/body';
import { pelvisMark } from '../player/draw-pelvis';
import { type Canvas2D, Pen } from '../player/pen';
import { spreadFrames } from '../player/runner-box';

/** A colour that is neither side's, light enough for any picture: pale straw. */
const GHOST = '#ffe9a3';
const DASH = [7, 5];
/** Half the drawn pelvic line, in trunk lengths; as in the overlay of the clip itself. */
const HALF_LINE = 0.5;

/** A take in one frame. */
export interface GhostAt {
  analysis: RunAnalysis;
  frame: number;
}

/** Where the ghost's picture lies over the front's: grown, turned and moved so that size, true vertical and pelvis agree. */
export interface GhostPlace {
  scale: number;
  turnDeg: number;
  from: { x: Pixels; y: Pixels };
  to: { x: Pixels; y: Pixels };
}

/** `trunks`: trunk lengths of front and ghost in their pictures; null where a pelvis is not seen in either frame. */
export function placeGhost(
  front: GhostAt,
  ghost: GhostAt,
  trunks: readonly [Pixels, Pixels],
): GhostPlace | null {
  const to = middleOf(front.analysis.track, 'hip', front.frame);
  const from = middleOf(ghost.analysis.track, 'hip', ghost.frame);
  const scale = trunks[0] / trunks[1];
  if (to === null || from === null || !Number.isFinite(scale)) return null;
  return { scale, turnDeg: front.analysis.cameraRollDeg - ghost.analysis.cameraRollDeg, from, to };
}

/** The trunk's usual length in the picture, hips to shoulders: the median over the clip; NaN where it is never seen. */
export function trunkPx({ track }: RunAnalysis): Pixels {
  const lengths = spreadFrames(track.timeS.length).flatMap((frame) => {
    const [hip, shoulder] = [middleOf(track, 'hip', frame), middleOf(track, 'shoulder', frame)];
    return hip && shoulder ? [Math.hypot(shoulder.x - hip.x, shoulder.y - hip.y)] : [];
  });
  lengths.sort((a, b) => a - b);
  return lengths[lengths.length >> 1] ?? NaN;
}

/** The other clip's bones, trunk and pelvic line, dashed and pale, over the picture of the front one. */
export function drawGhost(
  context: Canvas2D,
  { analysis, frame }: GhostAt,
  { scale, turnDeg, from, to }: GhostPlace,
  screenScale: number,
): void {
  const { track } = analysis;
  context.save();
  context.translate(to.x, to.y);
  context.rotate(toRadians(turnDeg));
  context.scale(scale, scale);
  context.translate(-from.x, -from.y);
  const pen = new Pen(context, screenScale * scale, 1);
  for (const side of SIDES)
    for (const [start, end] of BONES) {
      const [a, b] = [jointOf(track, side, start, frame), jointOf(track, side, end, frame)];
      if (a && b) pen.line([a, b], GHOST, 2.5, DASH);
    }
  const [hip, shoulder] = [middleOf(track, 'hip', frame), middleOf(track, 'shoulder', frame)];
  if (hip && shoulder) {
    pen.line([hip, shoulder], GHOST, 3.5, DASH);
    const mark = pelvisMark(analysis, frame);
    const reach = HALF_LINE * Math.hypot(shoulder.x - hip.x, shoulder.y - hip.y);
    if (mark) {
      const [dx, dy] = [
        Math.cos(toRadians(mark.angleDeg)) * reach,
        Math.sin(toRadians(mark.angleDeg)) * reach,
      ];
      const { at } = mark;
      pen.line(
        [
          { x: at.x - dx, y: at.y - dy },
          { x: at.x + dx, y: at.y + dy },
        ],
        GHOST,
        3.5,
        DASH,
      );
    }
  }
  context.restore();
}
