import type { RunnerRegion } from '../pose/contract';
import type { Pixels } from '../units';

/** 8-bit pixels of (part of) a decoded frame, as `VideoFrame.copyTo` lays them out. */
export interface FramePlanes {
  format: 'I420' | 'NV12' | 'RGBA' | 'BGRA';
  data: Uint8Array;
  /** One entry per plane: where its first byte is and how many bytes one row takes. */
  layout: readonly { offset: number; stride: number }[];
  /** Where the copied rectangle lies in the coded picture. */
  originX: Pixels;
  originY: Pixels;
  width: Pixels;
  height: Pixels;
  matrix: YuvMatrix;
}

/** What turns Y'CbCr into R'G'B' on a 0–1 scale: R = y + rv·v, G = y − gu·u − gv·v, B = y + bu·u. */
export interface YuvMatrix {
  yScale: number;
  yOffset: number;
  rv: number;
  gu: number;
  gv: number;
  bu: number;
}

/**
 * The matrix of a colour space. Luma weights: BT.709 (HD, the default of today's phones), BT.601 (SD), BT.2020;
 * a clip that names none is read as BT.709 from 720 lines on and as BT.601 below, as browsers do.
 */
export function yuvMatrix(
  space: { matrix?: string | null; fullRange?: boolean | null },
  height: Pixels,
): YuvMatrix {
  const named = space.matrix ?? (height >= 720 ? 'bt709' : 'smpte170m');
  const [kr, kb] =
    named === 'bt709' ? [0.2126, 0.0722] : named.startsWith('bt2020') ? [0.2627, 0.0593] : [0.299, 0.114];
  const kg = 1 - kr - kb;
  const full = space.fullRange === true;
  const chroma = full ? 1 / 255 : 1 / 224; // limited range: chroma spans 224 codes, luma 219 from 16
  return {
    yScale: full ? 1 / 255 : 1 / 219,
    yOffset: full ? 0 : 16,
    rv: 2 * (1 - kr) * chroma,
    gu: ((2 * kb * (1 - kb)) / kg) * chroma,
    gv: ((2 * kr * (1 - kr)) / kg) * chroma,
    bu: 2 * (1 - kb) * chroma,
  };
}

/**
 * Maps output pixel (column i, row j) to a sample of the stored picture: x = a·i + b·j + c, y = d·i + e·j + f.
 * Pixels are counted by index, not by centre, as the reference implementation does (tf.image.transform): the half pixel
 * between the two conventions shifts every landmark alike, and the networks' published accuracy is for this one.
 */
export interface Affine {
  a: number;
  b: number;
  c: number;
  d: number;
  e: number;
  f: number;
}

/** `outer` after `inner`. */
export function compose(outer: Affine, inner: Affine): Affine {
  return {
    a: outer.a * inner.a + outer.b * inner.d,
    b: outer.a * inner.b + outer.b * inner.e,
    c: outer.a * inner.c + outer.b * inner.f + outer.c,
    d: outer.d * inner.a + outer.e * inner.d,
    e: outer.d * inner.b + outer.e * inner.e,
    f: outer.d * inner.c + outer.e * inner.f + outer.f,
  };
}

/** The same map for pixels counted by index, given one for places in the plane (a pixel's centre is its index + ½). */
export function byIndex({ a, b, c, d, e, f }: Affine): Affine {
  return { a, b, c: c + (a + b - 1) / 2, d, e, f: f + (d + e - 1) / 2 };
}

/** The same map for places in the plane, given one for pixels counted by index. */
export function byPlace({ a, b, c, d, e, f }: Affine): Affine {
  return { a, b, c: c - (a + b - 1) / 2, d, e, f: f - (d + e - 1) / 2 };
}

/** Output pixels of a size×size square → the turned region of the upright picture that it shows. */
export function regionMap(region: RunnerRegion, size: number): Affine {
  const cos = Math.cos(region.rotation);
  const sin = Math.sin(region.rotation);
  const a = (cos * region.width) / size;
  const b = (-sin * region.height) / size;
  const d = (sin * region.width) / size;
  const e = (cos * region.height) / size;
  return {
    a,
    b,
    c: region.xCenter - ((a + b) * size) / 2,
    d,
    e,
    f: region.yCenter - ((d + e) * size) / 2,
  };
}

/**
 * Samples a square of `size`×`size` RGB values out of the frame, luma bilinear, chroma nearest, black outside the frame.
 * `out` [size·size·3] gets values on the scale `low`…`high` (the model's input range). No allocation.
 */
export function sampleCrop(
  planes: FramePlanes,
  map: Affine,
  size: number,
  low: number,
  high: number,
  out: Float32Array,
): void {
  if (planes.format === 'I420' || planes.format === 'NV12') sampleYuv(planes, map, size, low, high, out);
  else samplePacked(planes, map, size, low, high, out);
}

function sampleYuv(
  { format, data, layout, originX, originY, width, height, matrix }: FramePlanes,
  { a, b, c, d, e, f }: Affine,
  size: number,
  low: number,
  high: number,
  out: Float32Array,
): void {
  // Everything the loop reads is a local number: this runs 65,536 times a frame.
  const span = high - low;
  const lumaOffset = layout[0]!.offset;
  const lumaStride = layout[0]!.stride;
  const uOffset = layout[1]!.offset;
  const chromaStride = layout[1]!.stride;
  // NV12 interleaves u and v in one plane; I420 keeps two.
  const chromaStep = format === 'NV12' ? 2 : 1;
  const vOffset = format === 'NV12' ? uOffset + 1 : layout[2]!.offset;
  const yGain = matrix.yScale * span;
  const black = low - matrix.yOffset * yGain;
  const [rv, gu, gv, bu] = [matrix.rv * span, matrix.gu * span, matrix.gv * span, matrix.bu * span];
  let o = 0;
  for (let j = 0; j < size; j++) {
    let x = b * j + c - originX;
    let y = e * j + f - originY;
    for (let i = 0; i < size; i++, o += 3, x += a, y += d) {
      if (x < 0 || y < 0 || x >= width || y >= height) {
        out[o] = out[o + 1] = out[o + 2] = low;
        continue;
      }
      const x0 = x | 0;
      const y0 = y | 0;
      const fx = x - x0;
      const p = lumaOffset + y0 * lumaStride + x0;
      const right = x0 + 1 < width ? p + 1 : p;
      const below = y0 + 1 < height ? lumaStride : 0;
      const top = data[p]! + (data[right]! - data[p]!) * fx;
      const bottom = data[p + below]! + (data[right + below]! - data[p + below]!) * fx;
      const luma = black + (top + (bottom - top) * (y - y0)) * yGain;
      const q = (y0 >> 1) * chromaStride + (x0 >> 1) * chromaStep;
      const u = data[uOffset + q]! - 128;
      const v = data[vOffset + q]! - 128;
      const red = luma + rv * v;
      const green = luma - gu * u - gv * v;
      const blue = luma + bu * u;
      out[o] = red < low ? low : red > high ? high : red;
      out[o + 1] = green < low ? low : green > high ? high : green;
      out[o + 2] = blue < low ? low : blue > high ? high : blue;
    }
  }
}

function samplePacked(
  { format, data, layout, originX, originY, width, height }: FramePlanes,
  { a, b, c, d, e, f }: Affine,
  size: number,
  low: number,
  high: number,
  out: Float32Array,
): void {
  const { offset, stride } = layout[0]!;
  const red = format === 'RGBA' ? 0 : 2;
  const gain = (high - low) / 255;
  let o = 0;
  for (let j = 0; j < size; j++) {
    for (let i = 0; i < size; i++, o += 3) {
      const x = a * i + b * j + c - originX;
      const y = d * i + e * j + f - originY;
      if (x < 0 || y < 0 || x >= width || y >= height) {
        out[o] = out[o + 1] = out[o + 2] = low;
        continue;
      }
      const x0 = x | 0;
      const y0 = y | 0;
      const right = x0 + 1 < width ? 4 : 0;
      const below = y0 + 1 < height ? stride : 0;
      const p = offset + y0 * stride + x0 * 4;
      for (let k = 0; k < 3; k++) {
        const q = p + (k === 0 ? red : k === 1 ? 1 : 2 - red);
        const top = data[q]! + (data[q + right]! - data[q]!) * (x - x0);
        const bottom = data[q + below]! + (data[q + below + right]! - data[q + below]!) * (x - x0);
        out[o + k] = low + (top + (bottom - top) * (y - y0)) * gain;
      }
    }
  }
}
