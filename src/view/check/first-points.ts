import type { RunAnalysis } from '../../analysis/run-analysis';
import { toRadians } from '../../geometry';
import type { Point, Tool } from '../../state/pointing.svelte';
import { middleOf, jointOf } from '../player/body';
import type { Box, Size } from '../player/fit';
import type { PoseTrack } from '../../pose/pose-track';

/** The body in one frame. */
interface Body {
  track: PoseTrack;
  frame: number;
}

interface Known {
  picture: Size;
  body: Body | null;
  analysis: RunAnalysis | null;
}

/** Where a tool's handles stand before anybody has moved them: on what was found, else in the middle of the picture. */
export function firstPoints(tool: Tool, known: Known): Point[] {
  switch (tool) {
    case 'runner':
      return [hipsOf(known) ?? middle(known.picture)];
    case 'roll':
      return uprightLine(known.picture, known.analysis?.cameraRollDeg ?? 0);
    case 'pelvis':
      return pelvis(known);
  }
}

function middle({ width, height }: Size): Point {
  return { x: width / 2, y: height / 2 };
}

function hipsOf({ body }: Known): Point | null {
  return body === null ? null : middleOf(body.track, 'hip', body.frame);
}

/** Beside the runner, a third of the picture long. */
function uprightLine({ width, height }: Size, rollDeg: number): Point[] {
  const at = { x: 0.14 * width, y: height / 2 };
  const half = height / 6;
  const [dx, dy] = [half * Math.sin(toRadians(rollDeg)), half * Math.cos(toRadians(rollDeg))];
  return [
    { x: at.x - dx, y: at.y + dy },
    { x: at.x + dx, y: at.y - dy },
  ];
}

/** The part of the picture that has to be seen to point at the pelvis; null where nobody is. Sizes in trunk lengths. */
export function aroundPelvis({ track, frame }: Body): Box | null {
  const hips = middleOf(track, 'hip', frame);
  const shoulders = middleOf(track, 'shoulder', frame);
  if (hips === null || shoulders === null) return null;
  const trunkPx = Math.hypot(hips.x - shoulders.x, hips.y - shoulders.y);
  if (!(trunkPx > 0)) return null;
  const [width, height] = [1.8 * trunkPx, 1.5 * trunkPx];
  return { left: hips.x - width / 2, top: hips.y - 0.9 * trunkPx, width, height };
}

/** A little above the hip joints and as wide as the hips. */
function pelvis(known: Known): Point[] {
  const { picture, body } = known;
  const hips = hipsOf(known) ?? middle(picture);
  const shoulders = body === null ? null : middleOf(body.track, 'shoulder', body.frame);
  const trunkPx = shoulders === null ? picture.height / 6 : Math.abs(hips.y - shoulders.y);
  const left = body === null ? null : jointOf(body.track, 'left', 'hip', body.frame);
  const right = body === null ? null : jointOf(body.track, 'right', 'hip', body.frame);
  const half = Math.max(left && right ? Math.abs(left.x - right.x) / 2 : 0, 0.2 * trunkPx);
  const y = hips.y - 0.15 * trunkPx;
  return [
    { x: hips.x - half, y },
    { x: hips.x + half, y },
  ];
}
