import {
  BoxGeometry,
  CanvasTexture,
  DirectionalLight,
  Group,
  HemisphereLight,
  Mesh,
  MeshLambertMaterial,
  PlaneGeometry,
  RepeatWrapping,
  Scene,
  SRGBColorSpace,
} from 'three';
import { seededRandom } from '../random';

/** The belt is a plane of this size, metres; its texture shows this much of it. */
const BELT = { width: 0.52, length: 1.7, texture: 0.85 };
const DECK_MIDDLE = -0.1;
const FLOOR_Y = -0.2;
/** Where the walls stand: ahead of the runner, and to the runner's right. The floor reaches to them. */
const WALL_AHEAD = 2.6;
const WALL_RIGHT = -2.1;
const FLOOR = { width: 9, length: 9 };

/** The room, with its belt at a place of its run. */
export interface Gym {
  scene: Scene;
  /** The walls: nothing moves on them, so they are drawn once (`in-page.ts`). */
  walls: Group;
  /** Moves the belt back by so many metres since the start. */
  runBelt: (metres: number) => void;
}

export function buildGym(): Gym {
  const scene = new Scene();
  const belt = beltMaterial();
  const walls = wallsOfRoom();
  scene.add(walls, floor(), treadmill(belt.material), ...lights());
  return { scene, walls, runBelt: belt.run };
}

function lights(): (HemisphereLight | DirectionalLight)[] {
  const sun = new DirectionalLight(0xfff3e2, 2.5);
  sun.position.set(2.0, 4.2, -1.6);
  sun.castShadow = true;
  sun.shadow.mapSize.set(1024, 1024);
  sun.shadow.radius = 5;
  sun.shadow.bias = -0.0006;
  sun.shadow.normalBias = 0.012;
  Object.assign(sun.shadow.camera, { left: -1.6, right: 1.6, top: 1.9, bottom: -1.7, near: 1, far: 9 });
  const fill = new DirectionalLight(0xdfe8f5, 0.55);
  fill.position.set(2.5, 1.6, 2.5);
  return [new HemisphereLight(0xffffff, 0xb8afa6, 2.1), sun, fill];
}

function matt(color: number): MeshLambertMaterial {
  return new MeshLambertMaterial({ color });
}

function wallsOfRoom(): Group {
  const group = new Group();
  const wall = matt(0xd6d3cd);
  const seam = matt(0xbab6ae);
  const skirting = matt(0xebe8e2);
  const add = (mesh: Mesh, x: number, y: number, z: number, turnY = 0) => {
    mesh.position.set(x, y, z);
    mesh.rotation.y = turnY;
    group.add(mesh);
  };
  // The wall ahead of the runner (z) and the one on the runner's right (−x), each with panel seams.
  add(new Mesh(new PlaneGeometry(14, 5), wall), 0, 2.2, WALL_AHEAD, Math.PI);
  add(new Mesh(new PlaneGeometry(14, 5), wall), WALL_RIGHT, 2.2, 0, Math.PI / 2);
  add(new Mesh(new BoxGeometry(14, 0.11, 0.03), skirting), 0, FLOOR_Y + 0.055, WALL_AHEAD);
  add(new Mesh(new BoxGeometry(0.03, 0.11, 14), skirting), WALL_RIGHT, FLOOR_Y + 0.055, 0);
  for (const x of [-0.86, 0.86]) add(new Mesh(new BoxGeometry(0.016, 5, 0.006), seam), x, 2.2, WALL_AHEAD);
  for (const z of [-0.82, 0.74]) add(new Mesh(new BoxGeometry(0.006, 5, 0.016), seam), WALL_RIGHT, 2.2, z);
  return group;
}

function floor(): Mesh {
  const mesh = new Mesh(new PlaneGeometry(FLOOR.width, FLOOR.length), matt(0xb3a796));
  mesh.rotation.x = -Math.PI / 2;
  mesh.position.set(WALL_RIGHT + FLOOR.width / 2, FLOOR_Y, WALL_AHEAD - FLOOR.length / 2);
  mesh.receiveShadow = true;
  return mesh;
}

function treadmill(belt: MeshLambertMaterial): Group {
  const group = new Group();
  const frame = matt(0x4a4c50);
  const rail = matt(0x85878a);
  const add = (mesh: Mesh, x: number, y: number, z: number) => {
    mesh.position.set(x, y, z);
    mesh.castShadow = mesh.receiveShadow = true;
    group.add(mesh);
    return mesh;
  };
  const top = add(new Mesh(new PlaneGeometry(BELT.width, BELT.length), belt), 0, 0, DECK_MIDDLE);
  top.rotation.x = -Math.PI / 2;
  top.castShadow = false;
  add(new Mesh(new BoxGeometry(BELT.width, 0.1, BELT.length), frame), 0, -0.056, DECK_MIDDLE);
  for (const side of [-1, 1]) {
    add(new Mesh(new BoxGeometry(0.1, 0.1, BELT.length + 0.1), rail), side * 0.315, -0.053, DECK_MIDDLE);
    add(new Mesh(new BoxGeometry(0.1, 0.1, BELT.length), frame), side * 0.315, -0.15, DECK_MIDDLE);
    add(new Mesh(new BoxGeometry(0.055, 1.15, 0.08), frame), side * 0.4, 0.4, 0.86);
  }
  add(new Mesh(new BoxGeometry(0.86, 0.2, 0.42), frame), 0, -0.06, 0.9);
  add(new Mesh(new BoxGeometry(0.86, 0.07, 0.07), frame), 0, 0.93, 0.9);
  return group;
}

/** A dark belt with grain and a fine pattern, so that its run is seen. */
function beltMaterial(): { material: MeshLambertMaterial; run: (metres: number) => void } {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [256, 512];
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('This browser draws no 2D pictures.');
  pen.fillStyle = '#3d3f43';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  const random = seededRandom(5);
  for (let k = 0; k < 1100; k++) {
    const light = 52 + 42 * random.even();
    pen.fillStyle = `rgba(${light},${light},${light + 3},0.5)`;
    pen.fillRect(256 * random.even(), 512 * random.even(), 2 + 5 * random.even(), 3 + 8 * random.even());
  }
  pen.fillStyle = 'rgba(190,190,186,0.5)';
  for (let k = 0; k < 2; k++) pen.fillRect(118, 90 + 256 * k, 20, 30);
  const map = new CanvasTexture(canvas);
  map.colorSpace = SRGBColorSpace;
  map.wrapS = map.wrapT = RepeatWrapping;
  map.repeat.set(1, BELT.length / BELT.texture);
  map.anisotropy = 8;
  return {
    material: new MeshLambertMaterial({ map }),
    run(metres) {
      map.offset.y = (metres / BELT.texture) % 1;
    },
  };
}
