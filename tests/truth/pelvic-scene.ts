import { type FramePlanes, yuvMatrix } from '../../src/core/crop';
import { PELVIC_ROW_LENGTH, type PelvicEvidence, PelvisReader } from '../../src/core/pelvic-line-evidence';
import { PATCH_SIZE, pelvisRegion, samplePelvis, type TorsoPlaces } from '../../src/core/pelvic-line-region';

export const WIDTH = 240;
export const HEIGHT = 320;
export const UPRIGHT = { a: 1, b: 0, c: 0, d: 0, e: 1, f: 0 };

type Rgb = readonly [number, number, number];

/** A painted back: shirt, belt and shorts between two straight edges, on a wall, with dots if wanted. */
export interface Scene {
  /** Clockwise tilt of the belt in the picture. */
  tiltDeg: number;
  /** Middle of the belt's lower edge. */
  x: number;
  y: number;
  shirt: Rgb;
  /** null = the shirt meets the shorts. */
  belt: Rgb | null;
  shorts: Rgb;
  dots: Rgb | null;
  /** Amplitude of the grain, of 255. */
  grain: number;
}

export const BLUE_WHITE_BLACK: Scene = {
  tiltDeg: 0,
  x: 120,
  y: 160,
  shirt: [40, 80, 180],
  belt: [230, 230, 220],
  shorts: [25, 25, 30],
  dots: null,
  grain: 4,
};

const HALF_HIPS = 45;
const BELT = 8;
const WALL: Rgb = [150, 148, 140];
/** Each dot from the middle of the belt's lower edge, along it and below it. */
export const DOT_OFFSET = { x: 12, y: 14 };
const DOT_RADIUS = 3.5;

/** Torso of 120 pixels, hips at the belt; the hips' own line is level whatever the belt does. */
export function placesOf({ x, y }: Scene): TorsoPlaces {
  return {
    leftShoulder: { x: x - 42, y: y - 105 },
    rightShoulder: { x: x + 42, y: y - 105 },
    leftHip: { x: x - 22, y: y + 15 },
    rightHip: { x: x + 22, y: y + 15 },
  };
}

/** The scene as an RGBA frame, smooth to a sixteenth of a pixel. */
export function paint(scene: Scene, random: () => number = Math.random): FramePlanes {
  const data = new Uint8ClampedArray(WIDTH * HEIGHT * 4);
  for (let row = 0; row < HEIGHT; row++)
    for (let column = 0; column < WIDTH; column++) {
      const colour = smoothColourAt(scene, column, row);
      const grain = scene.grain * (2 * random() - 1);
      const o = (row * WIDTH + column) * 4;
      for (const c of [0, 1, 2] as const) data[o + c] = colour[c] + grain;
      data[o + 3] = 255;
    }
  return {
    format: 'RGBA',
    data: new Uint8Array(data.buffer),
    layout: [{ offset: 0, stride: WIDTH * 4 }],
    originX: 0,
    originY: 0,
    width: WIDTH,
    height: HEIGHT,
    matrix: yuvMatrix({}, HEIGHT),
  };
}

/** Mean of a pixel's 4 × 4 parts where its corners differ. */
function smoothColourAt(scene: Scene, column: number, row: number): Rgb {
  const corner = colourAt(scene, column, row);
  const alike = [
    colourAt(scene, column + 1, row),
    colourAt(scene, column, row + 1),
    colourAt(scene, column + 1, row + 1),
  ];
  if (alike.every((colour) => colour === corner)) return corner;
  const sum: [number, number, number] = [0, 0, 0];
  for (let k = 0; k < 16; k++) {
    const colour = colourAt(scene, column + ((k % 4) + 0.5) / 4, row + (Math.floor(k / 4) + 0.5) / 4);
    for (const c of [0, 1, 2] as const) sum[c] += colour[c] / 16;
  }
  return sum;
}

function colourAt(scene: Scene, column: number, row: number): Rgb {
  const angle = (scene.tiltDeg * Math.PI) / 180;
  const [dx, dy] = [column - scene.x, row - scene.y];
  if (Math.abs(dx) > HALF_HIPS) return WALL;
  const below = dy * Math.cos(angle) - dx * Math.sin(angle);
  const along = dx * Math.cos(angle) + dy * Math.sin(angle);
  if (scene.dots !== null && Math.hypot(Math.abs(along) - DOT_OFFSET.x, below - DOT_OFFSET.y) < DOT_RADIUS)
    return scene.dots;
  if (below > 0) return scene.shorts;
  return scene.belt !== null && below > -BELT ? scene.belt : scene.shirt;
}

/** What one scene shows. */
export function readScene(scene: Scene): PelvicEvidence {
  return readClip([scene], 60);
}

/** Reads painted frames as the worker would. */
export function readClip(scenes: readonly Scene[], fps: number): PelvicEvidence {
  const reader = new PelvisReader();
  const patch = new Float32Array(PATCH_SIZE ** 2 * 3);
  const rows = new Float32Array(scenes.length * PELVIC_ROW_LENGTH).fill(NaN);
  const random = seededRandom(7);
  scenes.forEach((scene, t) => {
    const region = pelvisRegion(placesOf(scene));
    if (region === null) return;
    samplePelvis(paint(scene, random), UPRIGHT, region, patch);
    reader.read(patch, region, rows.subarray(t * PELVIC_ROW_LENGTH, (t + 1) * PELVIC_ROW_LENGTH));
  });
  return { timeS: Float64Array.from(scenes, (_, t) => t / fps), rows };
}

/** A runner of 85 strides a minute: the belt tilts by `dropDeg` and the body rides up and down. */
export function runner(base: Scene, dropDeg: number, { frames = 90, fps = 45 } = {}): Scene[] {
  return Array.from({ length: frames }, (_, t) => {
    const phase = 2 * Math.PI * STRIDES_PER_S * (t / fps);
    return {
      ...base,
      tiltDeg: base.tiltDeg + dropDeg * Math.sin(phase),
      y: base.y + 6 * Math.cos(2 * phase),
      x: base.x + 2 * Math.cos(phase),
    };
  });
}

const STRIDES_PER_S = 85 / 60;

/** Uniform 0–1, the same every time (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
