import type { RunnerRegion } from '../pose/contract';
import type { Pixels } from '../units';
import { type Affine, compose, type FramePlanes, regionMap, sampleCrop } from './crop';

/**
 * Columns and rows of the pelvis patch. At 720 × 1280 with the runner 900 px tall, a column is 1.7 px of the picture; cost grows
 * with its square, and the edges' own noise (0.1° a frame) is not what limits the result.
 */
export const PATCH_SIZE = 160;
/** Patch width in torso lengths: hips are 0.6–0.85 wide; the rest is room for sway and misplaced landmarks. */
const WIDTH_PER_TORSO = 1;
/** Patch height in torso lengths: from 0.55 above the hip landmarks to 0.35 below. */
const HEIGHT_PER_TORSO = 0.9;
/** The patch's middle lies this far above the hip landmarks: the PSIS and the usual waistband are at 0.1–0.2. */
const RISE_PER_TORSO = 0.1;
/** Shoulders narrower than this against the torso are seen from the side (rendered: side ≤ 0.18, rear and front ≥ 0.6). */
const NARROWEST_SHOULDERS = 0.3;
/** A torso shorter than this shows no line (a waistband of under 2 px). */
const SHORTEST_TORSO_PX: Pixels = 40;

/** One landmark: x, y in pixels of the upright picture, NaN = missing. */
interface Place {
  x: Pixels;
  y: Pixels;
}

/** The landmarks that say where the pelvis is; only roughly, so BlazePose's are good enough. */
export interface TorsoPlaces {
  leftShoulder: Place;
  rightShoulder: Place;
  leftHip: Place;
  rightHip: Place;
}

/** Length from mid-shoulder to mid-hip that a region from `pelvisRegion` was made with. */
export function torsoPxOf(region: RunnerRegion): Pixels {
  return region.width / WIDTH_PER_TORSO;
}

/** Height of the hip landmarks that a region from `pelvisRegion` was made with. */
export function hipYOf(region: RunnerRegion): Pixels {
  return region.yCenter + RISE_PER_TORSO * torsoPxOf(region);
}

/**
 * The rectangle of the upright picture around the pelvis, unturned; null where the runner is seen from the side, too
 * small or not at all. Uses the hips' middle only, never the line between them.
 */
export function pelvisRegion({
  leftShoulder,
  rightShoulder,
  leftHip,
  rightHip,
}: TorsoPlaces): RunnerRegion | null {
  const hip = { x: (leftHip.x + rightHip.x) / 2, y: (leftHip.y + rightHip.y) / 2 };
  const shoulder = { x: (leftShoulder.x + rightShoulder.x) / 2, y: (leftShoulder.y + rightShoulder.y) / 2 };
  const torsoPx = Math.hypot(hip.x - shoulder.x, hip.y - shoulder.y);
  const shouldersPx = Math.hypot(leftShoulder.x - rightShoulder.x, leftShoulder.y - rightShoulder.y);
  if (!(torsoPx >= SHORTEST_TORSO_PX) || !(shouldersPx >= NARROWEST_SHOULDERS * torsoPx)) return null;
  return {
    xCenter: hip.x,
    yCenter: hip.y - RISE_PER_TORSO * torsoPx,
    width: WIDTH_PER_TORSO * torsoPx,
    height: HEIGHT_PER_TORSO * torsoPx,
    rotation: 0,
  };
}

/**
 * Reads the patch of `region` out of a frame: `out` [PATCH_SIZE · PATCH_SIZE · 3] R, G, B 0–255, row after row.
 * `toStored`: upright picture → stored picture, pixels by index. `FrameReader.sample(region, PATCH_SIZE, 0, 255, out)` is the same.
 */
export function samplePelvis(
  planes: FramePlanes,
  toStored: Affine,
  region: RunnerRegion,
  out: Float32Array,
): void {
  sampleCrop(planes, compose(toStored, regionMap(region, PATCH_SIZE)), PATCH_SIZE, 0, 255, out);
}
