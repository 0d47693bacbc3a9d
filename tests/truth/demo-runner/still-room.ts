import { type PerspectiveCamera, Vector3 } from 'three';
import type { Filming } from './camera';
import type { Block } from './gym';
import { ambient, SUN, sunlight, toByte } from './light';

/** The room without the runner, as the camera sees it; rows from the top. */
export interface StillRoom {
  /** R, G, B bytes: [3 · pixels]. */
  bytes: Uint8Array;
  /** How far what is seen lies from the camera's plane, metres: [pixels]. */
  depth: Float32Array;
  /** Pixels that the runner may shade, with where they are and their light without and from the sun (linear). */
  ground: GroundPixel[];
}

interface GroundPixel {
  pixel: number;
  at: Vector3;
  shade: [number, number, number];
  sun: [number, number, number];
  isBelt: boolean;
}

/** Looks per pixel and side: the room is drawn once, so it may be smooth. */
const LOOKS = 2;
const NEAR = 1e-3;

export function lookAtRoom(blocks: readonly Block[], camera: PerspectiveCamera, filming: Filming): StillRoom {
  const { widthPx, heightPx } = filming;
  const room: StillRoom = {
    bytes: new Uint8Array(3 * widthPx * heightPx),
    depth: new Float32Array(widthPx * heightPx),
    ground: [],
  };
  const forward = camera.getWorldDirection(new Vector3());
  const ray = new Vector3();
  const look = (column: number, row: number) => {
    ray.set((2 * column) / widthPx - 1, 1 - (2 * row) / heightPx, 0.5).unproject(camera);
    return seen(blocks, camera.position, ray.sub(camera.position).normalize());
  };
  for (let row = 0; row < heightPx; row++)
    for (let column = 0; column < widthPx; column++) {
      const pixel = row * widthPx + column;
      const shade: [number, number, number] = [0, 0, 0];
      const sun: [number, number, number] = [0, 0, 0];
      for (let k = 0; k < LOOKS * LOOKS; k++) {
        const hit = look(column + ((k % LOOKS) + 0.5) / LOOKS, row + (Math.floor(k / LOOKS) + 0.5) / LOOKS);
        for (let c = 0; c < 3; c++) {
          shade[c]! += hit.shade[c]! / LOOKS ** 2;
          sun[c]! += hit.sun[c]! / LOOKS ** 2;
        }
      }
      const middle = look(column + 0.5, row + 0.5);
      room.depth[pixel] = middle.at.clone().sub(camera.position).dot(forward);
      for (let c = 0; c < 3; c++) room.bytes[3 * pixel + c] = toByte(shade[c]! + sun[c]!);
      if (middle.kind !== 'still')
        room.ground.push({ pixel, at: middle.at, shade, sun, isBelt: middle.kind === 'belt' && middle.up });
    }
  return room;
}

interface Seen {
  at: Vector3;
  kind: Block['kind'];
  up: boolean;
  shade: number[];
  sun: number[];
}

function seen(blocks: readonly Block[], from: Vector3, ray: Vector3): Seen {
  const hit = nearest(blocks, from, ray);
  if (!hit) throw new Error('The camera looks past the room.');
  const at = ray.clone().multiplyScalar(hit.distance).add(from);
  const normal: [number, number, number] = [0, 0, 0];
  normal[hit.axis] = ray.getComponent(hit.axis) > 0 ? -1 : 1;
  const { r, g, b } = hit.block.colour;
  const lifted = at.clone().addScaledVector(SUN, NEAR);
  const isShaded = nearest(blocks, lifted, SUN) !== null;
  const lit = sunlight(...normal);
  return {
    at,
    kind: hit.block.kind,
    up: normal[1] > 0,
    shade: ambient(...normal).map((light, c) => light * [r, g, b][c]!),
    sun: lit.map((light, c) => (isShaded ? 0 : light * [r, g, b][c]!)),
  };
}

const AXES = [0, 1, 2] as const;

interface Hit {
  block: Block;
  distance: number;
  axis: 0 | 1 | 2;
}

/** The first block that a ray meets, how far away, and which axis its face looks along. */
function nearest(blocks: readonly Block[], from: Vector3, ray: Vector3): Hit | null {
  const origin = [from.x, from.y, from.z] as const;
  const inverse = [1 / ray.x, 1 / ray.y, 1 / ray.z] as const;
  let best: Hit | null = null;
  let closest = Infinity;
  for (const block of blocks) {
    let enter = NEAR;
    let leave = closest;
    let axis: 0 | 1 | 2 | -1 = -1;
    for (const k of AXES) {
      const a = (block.low[k] - origin[k]) * inverse[k];
      const b = (block.high[k] - origin[k]) * inverse[k];
      const first = a < b ? a : b;
      const last = a < b ? b : a;
      if (first > enter) {
        enter = first;
        axis = k;
      }
      if (last < leave) leave = last;
      if (leave <= enter) break;
    }
    if (axis !== -1 && enter < leave) {
      closest = enter;
      best = { block, distance: enter, axis };
    }
  }
  return best;
}
