import { PerspectiveCamera, Vector3 } from 'three';
import type { View } from '../../../src/gait/view';
import type { Degrees } from '../../../src/units';

/** How the runner is filmed. */
export interface Filming {
  view: View;
  widthPx: number;
  heightPx: number;
  /** Metres from the middle of the belt, and above it. */
  distance: number;
  height: number;
  /** Metres of the picture's height at the runner's distance. */
  seenHeight: number;
  /** Degrees by which true vertical leans to the picture's right. */
  rollDeg: Degrees;
}

/** A phone on a tripod at hip height, square to the runner. */
export const SQUARE: Omit<Filming, 'view'> = {
  widthPx: 640,
  heightPx: 960,
  distance: 4.6,
  height: 0.9,
  seenHeight: 2.14,
  rollDeg: 0,
};

/** Where the camera stands for each view: x to the runner's left, z forward. */
const DIRECTION: Record<View, Vector3> = {
  left: new Vector3(1, 0, 0),
  right: new Vector3(-1, 0, 0),
  rear: new Vector3(0, 0, -1),
  front: new Vector3(0, 0, 1),
};
/** A side camera looks at a point this far behind the hips: the legs reach further back than forward. */
const AIM_BEHIND = 0.06;

/** Looks level, so that uprights stay upright in the picture. */
export function cameraOf(filming: Filming): PerspectiveCamera {
  const { view, widthPx, heightPx, distance, height, seenHeight, rollDeg } = filming;
  const fov = (2 * Math.atan(seenHeight / 2 / distance) * 180) / Math.PI;
  const camera = new PerspectiveCamera(fov, widthPx / heightPx, 0.1, 30);
  const aim = new Vector3(0, height, view === 'left' || view === 'right' ? -AIM_BEHIND : 0);
  camera.position.copy(DIRECTION[view]).multiplyScalar(distance).add(aim);
  camera.lookAt(aim);
  camera.rotateZ((rollDeg * Math.PI) / 180);
  camera.updateMatrixWorld();
  return camera;
}

/** Where a point of the world is seen, pixels from the picture's upper left corner. */
export function seenAt(
  camera: PerspectiveCamera,
  { widthPx, heightPx }: Filming,
  point: Vector3,
): [number, number] {
  const { x, y } = point.clone().project(camera);
  return [((x + 1) / 2) * widthPx, ((1 - y) / 2) * heightPx];
}
