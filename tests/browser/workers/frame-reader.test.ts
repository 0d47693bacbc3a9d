import { describe, expect, it } from 'vitest';
import { FrameReader } from '../../../workers/frame-reader';
import type { Rotation } from '../../../src/video/clip';

const [WIDTH, HEIGHT] = [64, 48];
const WHOLE = { xCenter: WIDTH / 2, yCenter: HEIGHT / 2, width: 64, height: 64, rotation: 0 };

/** Smooth picture, so that chroma subsampling and filters change little: red grows right, green grows down. */
function gradient(width: number, height: number): ImageData {
  const picture = new ImageData(width, height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) picture.data.set([40 + 2 * x, 40 + 3 * y, 90, 255], 4 * (y * width + x));
  }
  return picture;
}

/** The picture as a phone stores it: turned back by `rotationDeg`, so that turning it clockwise makes it upright. */
function stored(rotationDeg: Rotation, mirrored: boolean): OffscreenCanvas {
  const upright = new OffscreenCanvas(WIDTH, HEIGHT);
  upright.getContext('2d')?.putImageData(gradient(WIDTH, HEIGHT), 0, 0);
  const sideways = rotationDeg % 180 !== 0;
  const canvas = new OffscreenCanvas(sideways ? HEIGHT : WIDTH, sideways ? WIDTH : HEIGHT);
  const context = canvas.getContext('2d');
  context?.translate(canvas.width / 2, canvas.height / 2);
  context?.rotate((-rotationDeg * Math.PI) / 180);
  context?.scale(mirrored ? -1 : 1, 1);
  context?.drawImage(upright, -WIDTH / 2, -HEIGHT / 2);
  return canvas;
}

function toI420(canvas: OffscreenCanvas): VideoFrame {
  const { width, height } = canvas;
  const rgba = canvas.getContext('2d')?.getImageData(0, 0, width, height).data ?? new Uint8ClampedArray();
  const data = new Uint8Array((width * height * 3) / 2);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const p = 4 * (y * width + x);
      const [r = 0, g = 0, b = 0] = rgba.slice(p, p + 3);
      // Full-range BT.709.
      const luma = 0.2126 * r + 0.7152 * g + 0.0722 * b;
      data[y * width + x] = Math.round(luma);
      const q = width * height + (y >> 1) * (width / 2) + (x >> 1);
      data[q] = Math.round(128 + (b - luma) / 1.8556);
      data[q + (width * height) / 4] = Math.round(128 + (r - luma) / 1.5748);
    }
  }
  const colorSpace = { matrix: 'bt709', primaries: 'bt709', transfer: 'bt709', fullRange: true } as const;
  return new VideoFrame(data, {
    format: 'I420',
    codedWidth: width,
    codedHeight: height,
    timestamp: 0,
    colorSpace,
  });
}

const makers: [string, (canvas: OffscreenCanvas) => VideoFrame | ImageBitmap][] = [
  ['a frame in RGB', (canvas) => new VideoFrame(canvas, { timestamp: 0 })],
  ['a frame in I420', toI420],
  ['a bitmap', (canvas) => canvas.transferToImageBitmap()],
];

describe('reading squares out of frames', () => {
  for (const [name, make] of makers) {
    for (const rotationDeg of [0, 90, 180, 270] as const) {
      it.each([false, true])(
        `${name}, stored turned by ${rotationDeg}°, mirrored: %s, is read upright`,
        async (mirrored) => {
          const image = make(stored(rotationDeg, mirrored));
          const reader = new FrameReader(WIDTH, HEIGHT);
          reader.open({ image, timeS: 0, durationS: 0, rotationDeg, mirrored });
          const out = new Float32Array(32 * 32 * 3);
          await reader.sample(WHOLE, 32, 0, 255, out);
          image.close();
          const at = (i: number, j: number) => Array.from(out.slice(3 * (j * 32 + i), 3 * (j * 32 + i) + 3));
          // Output pixel (i, j) shows sample (2i, 2j − 8): the square is 64 high and centred on a picture 48 high.
          for (const [i, j] of [
            [4, 8],
            [26, 8],
            [4, 22],
            [16, 16],
          ] as const) {
            const [r, g, b] = at(i, j);
            expect(Math.abs((r ?? 0) - (40 + 4 * i))).toBeLessThan(6);
            expect(Math.abs((g ?? 0) - (40 + 3 * (2 * j - 8)))).toBeLessThan(8);
            expect(Math.abs((b ?? 0) - 90)).toBeLessThan(6);
          }
          expect(at(16, 1)).toEqual([0, 0, 0]); // above the picture
        },
      );
    }
  }

  it('turns with the region', async () => {
    const image = new VideoFrame(stored(0, false), { timestamp: 0 });
    const reader = new FrameReader(WIDTH, HEIGHT);
    reader.open({ image, timeS: 0, durationS: 0, rotationDeg: 0, mirrored: false });
    const out = new Float32Array(16 * 16 * 3);
    await reader.sample(
      { xCenter: 32, yCenter: 24, width: 32, height: 32, rotation: Math.PI / 2 },
      16,
      0,
      255,
      out,
    );
    image.close();
    // A quarter turn clockwise: the square's top edge lies at the picture's right, so red falls downwards.
    const red = (i: number, j: number) => out[3 * (j * 16 + i)] ?? 0;
    expect(red(8, 1) - red(8, 14)).toBeCloseTo(2 * 26, -1);
    expect(Math.abs(red(1, 8) - red(14, 8))).toBeLessThan(3);
  });
});
