import { toRadians } from '../../geometry';
import type { RunAnalysis } from '../../analysis/run-analysis';
import { SIDES, type Pixels } from '../../units';
import { BONES, jointOf, middleOf } from '../player/body';
import { pelvisMark } from '../player/draw-pelvis';
import { type Canvas2D, type Dot, Pen } from '../player/pen';
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
  /** One was filmed from the left, the other from the right: the ghost runs the front's way. */
  mirrored: boolean;
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
  const [seen, other] = [front.analysis, ghost.analysis];
  const mirrored = [seen.view, other.view].sort().join() === 'left,right';
  const turnDeg = seen.cameraRollDeg + (mirrored ? 1 : -1) * other.cameraRollDeg;
  return { scale, mirrored, turnDeg, from, to };
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
  { scale, mirrored, turnDeg, from, to }: GhostPlace,
  screenScale: number,
): void {
  context.save();
  context.translate(to.x, to.y);
  context.rotate(toRadians(turnDeg));
  context.scale(mirrored ? -scale : scale, scale);
  context.translate(-from.x, -from.y);
  const pen = new Pen(context, screenScale * scale, 1);
  for (const bone of ghostBones(analysis, frame)) pen.line(bone, GHOST, 2.5, DASH);
  for (const line of ghostLines(analysis, frame)) pen.line(line, GHOST, 3.5, DASH);
  context.restore();
}

/** Arms, legs and shoulders. */
function ghostBones({ track }: RunAnalysis, frame: number): Dot[][] {
  const across = SIDES.map((side) => jointOf(track, side, 'shoulder', frame));
  const bones = SIDES.flatMap((side) =>
    BONES.map((ends) => ends.map((joint) => jointOf(track, side, joint, frame))),
  );
  return [across, ...bones].flatMap((ends) => {
    const seen = ends.filter((end) => end !== null);
    return seen.length === 2 ? [seen] : [];
  });
}

/** The trunk, and the pelvic line where one is followed. */
function ghostLines(analysis: RunAnalysis, frame: number): Dot[][] {
  const hip = middleOf(analysis.track, 'hip', frame);
  const shoulder = middleOf(analysis.track, 'shoulder', frame);
  if (hip === null || shoulder === null) return [];
  const mark = pelvisMark(analysis, frame);
  if (mark === null) return [[hip, shoulder]];
  const { at, angleDeg } = mark;
  const reach = HALF_LINE * Math.hypot(shoulder.x - hip.x, shoulder.y - hip.y);
  const [dx, dy] = [Math.cos(toRadians(angleDeg)) * reach, Math.sin(toRadians(angleDeg)) * reach];
  return [
    [hip, shoulder],
    [
      { x: at.x - dx, y: at.y - dy },
      { x: at.x + dx, y: at.y + dy },
    ],
  ];
}
