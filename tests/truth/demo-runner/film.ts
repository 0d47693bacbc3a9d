import { Vector3 } from 'three';
import { cameraOf, type Filming } from './camera';
import { planGait } from './gait-plan';
import { beltPattern, gymBlocks } from './gym';
import { ambient, sunlight, toByte } from './light';
import { poseAt } from './posture';
import { rasterise } from './rasterise';
import type { RunnerMotion } from './runner-motion';
import { buildRunner, type RunnerSkin } from './runner-skin';
import { makeShadow, type Shadow } from './shadow';
import { ANKLE_HEIGHT, type Pose } from './skeleton';
import { lookAtRoom, type StillRoom } from './still-room';

/** Samples per pixel and side on the runner: they smooth the outlines. */
const SAMPLES = 3;
/** Softness of shadows on the ground and on the runner, cells of the shadow's map. */
const GROUND_SOFT = 6;
const BODY_SOFT = 4;

/** Draws a take: the picture of frame k as R, G, B bytes, rows from the top. The same bytes are used again for the next. */
export function makeFilm(motion: RunnerMotion, filming: Filming): (frame: number) => Uint8Array {
  const plan = planGait(motion);
  const camera = cameraOf(filming);
  const skin = buildRunner();
  const shadow = makeShadow();
  const room = lookAtRoom(gymBlocks(), camera, filming);
  const belt = beltPattern();
  const picture = new Uint8Array(room.bytes.length);
  const draw = runnerPainter(
    skin,
    filming,
    camera.matrixWorldInverse.elements,
    camera.projectionMatrix.elements,
  );
  return (frame) => {
    const timeS = frame / motion.fps;
    const pose = poseAt(plan, timeS);
    skin.moveTo(pose);
    shadow.cast(skin);
    picture.set(room.bytes);
    paintGround(picture, room, shadow, pose, (x, z) => belt(x, z + motion.beltSpeed * timeS));
    draw(picture, room, litColours(skin, shadow));
    return picture;
  };
}

/** The floor and the belt under the runner's shadow, darkest where a foot is close. */
function paintGround(
  picture: Uint8Array,
  { ground }: StillRoom,
  shadow: Shadow,
  pose: Pose,
  pattern: (x: number, z: number) => number,
): void {
  const feet = [pose.leftFoot, pose.rightFoot].map(({ at, turn }) =>
    new Vector3(0, -ANKLE_HEIGHT, 0.045).applyQuaternion(turn).add(at),
  );
  for (const { pixel, at, shade, sun, isBelt } of ground) {
    const open = shadow.sunAt(at.x, at.y, at.z, GROUND_SOFT);
    let free = 1;
    for (const foot of feet) {
      const [dx, dz] = [(at.x - foot.x) / 0.075, (at.z - foot.z) / 0.15];
      free -= 0.55 * Math.exp(-(dx * dx + dz * dz) / 1.2 - Math.max(0, foot.y - at.y) / 0.06);
    }
    const light = isBelt ? pattern(at.x, at.z) : 1;
    for (let c = 0; c < 3; c++)
      picture[3 * pixel + c] = toByte(light * (free * shade[c]! + free * open * sun[c]!));
  }
}

/** What colour each point of the runner is now, 0–255. */
function litColours({ count, colours, positions, normals }: RunnerSkin, shadow: Shadow): Float32Array {
  const lit = new Float32Array(3 * count);
  for (let i = 0; i < 3 * count; i += 3) {
    const length = Math.hypot(normals[i]!, normals[i + 1]!, normals[i + 2]!) || 1;
    const [nx, ny, nz] = [normals[i]! / length, normals[i + 1]! / length, normals[i + 2]! / length];
    const sun = sunlight(nx, ny, nz);
    const [x, y, z] = [positions[i]!, positions[i + 1]!, positions[i + 2]!];
    const open = sun[0] > 0 ? shadow.sunAt(x + 0.012 * nx, y + 0.012 * ny, z + 0.012 * nz, BODY_SOFT) : 0;
    const rest = ambient(nx, ny, nz);
    for (let c = 0; c < 3; c++) lit[i + c] = toByte(colours[i + c]! * (rest[c]! + open * sun[c]!));
  }
  return lit;
}

/** Paints the runner over the room, smooth at the outlines, hidden where the room is nearer. */
function runnerPainter(skin: RunnerSkin, filming: Filming, view: number[], projection: number[]) {
  const [width, height] = [filming.widthPx * SAMPLES, filming.heightPx * SAMPLES];
  const grid = { width, height, nearest: new Float32Array(width * height) };
  const painted = new Uint8Array(3 * width * height);
  const corners = {
    x: new Float32Array(skin.count),
    y: new Float32Array(skin.count),
    z: new Float32Array(skin.count),
  };
  return (picture: Uint8Array, room: StillRoom, colours: Float32Array) => {
    for (let k = 0; k < skin.count; k++) {
      const [x, y, z] = [skin.positions[3 * k]!, skin.positions[3 * k + 1]!, skin.positions[3 * k + 2]!];
      const seen = (row: number) =>
        view[row]! * x + view[4 + row]! * y + view[8 + row]! * z + view[12 + row]!;
      const away = -seen(2);
      corners.x[k] = ((projection[0]! * seen(0)) / away + 1) * 0.5 * width;
      corners.y[k] = (1 - (projection[5]! * seen(1)) / away) * 0.5 * height;
      corners.z[k] = away;
    }
    grid.nearest.fill(Infinity);
    rasterise(grid, corners, skin.triangles, -1, (cell, a, b, c, u, v, w) => {
      if (u * skin.edges[a]! + v * skin.edges[b]! + w * skin.edges[c]! > 0) return false;
      for (let i = 0; i < 3; i++)
        painted[3 * cell + i] = u * colours[3 * a + i]! + v * colours[3 * b + i]! + w * colours[3 * c + i]!;
      return true;
    });
    blend(picture, room, grid.nearest, painted, filming);
  };
}

function blend(
  picture: Uint8Array,
  { depth }: StillRoom,
  nearest: Float32Array,
  painted: Uint8Array,
  { widthPx, heightPx }: Filming,
): void {
  const all = SAMPLES * SAMPLES;
  for (let row = 0; row < heightPx; row++)
    for (let column = 0; column < widthPx; column++) {
      const pixel = row * widthPx + column;
      let [covered, red, green, blue] = [0, 0, 0, 0];
      for (let k = 0; k < all; k++) {
        const cell =
          (row * SAMPLES + ((k / SAMPLES) | 0)) * widthPx * SAMPLES + column * SAMPLES + (k % SAMPLES);
        if (!(nearest[cell]! < depth[pixel]!)) continue;
        covered++;
        red += painted[3 * cell]!;
        green += painted[3 * cell + 1]!;
        blue += painted[3 * cell + 2]!;
      }
      if (covered === 0) continue;
      const rest = all - covered;
      picture[3 * pixel] = (red + rest * picture[3 * pixel]!) / all;
      picture[3 * pixel + 1] = (green + rest * picture[3 * pixel + 1]!) / all;
      picture[3 * pixel + 2] = (blue + rest * picture[3 * pixel + 2]!) / all;
    }
}
