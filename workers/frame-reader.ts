import {
  type Affine,
  byIndex,
  byPlace,
  compose,
  type FramePlanes,
  regionMap,
  sampleCrop,
  yuvMatrix,
} from '../src/core/crop';
import type { RunnerRegion } from '../src/pose/contract';
import type { Pixels } from '../src/units';
import type { Rotation, TimedFrame } from '../src/video/clip';

interface StoredRect {
  x: Pixels;
  y: Pixels;
  width: Pixels;
  height: Pixels;
}

/**
 * Reads squares out of one frame at a time. The frame's turn and pixel aspect are folded into the sampling, and only the
 * part of the frame that a square needs is copied, so a 4K frame costs little more than a small one.
 */
export class FrameReader {
  /** Size of the upright picture. */
  readonly width: Pixels;
  readonly height: Pixels;
  #frame: TimedFrame | null = null;
  #planes: FramePlanes | null = null;
  #bytes = new Uint8Array(0);
  #canvas: OffscreenCanvasRenderingContext2D | null = null;

  constructor(width: Pixels, height: Pixels) {
    this.width = width;
    this.height = height;
  }

  /** Makes `frame` the one that is read from now on. The caller closes its image, after the last `sample`. */
  open(frame: TimedFrame): void {
    this.#frame = frame;
    this.#planes = null;
  }

  /** Writes the square `region` as size×size RGB, `low`…`high`, into `out` [size·size·3]; black outside the picture. */
  async sample(
    region: RunnerRegion,
    size: number,
    low: number,
    high: number,
    out: Float32Array,
  ): Promise<void> {
    const frame = this.#frame;
    if (frame === null) throw new Error('FrameReader.sample before open.');
    const toUpright = regionMap(region, size);
    const { image } = frame;
    // A browser without WebCodecs has no VideoFrame; its frames are bitmaps.
    const format = 'format' in image ? directFormat(image.format) : null;
    if (format === null || !('format' in image)) {
      this.#sampleByCanvas(frame, toUpright, size, low, high, out);
      return;
    }
    const visible = image.visibleRect ?? image.codedRect;
    if (visible === null) throw new Error('The decoder gave a frame that was closed already.');
    const map = compose(uprightToStored(this.width, this.height, frame, visible), toUpright);
    this.#planes = await this.#copy(image, format, needed(map, size, visible), visible);
    sampleCrop(this.#planes, map, size, low, high, out);
  }

  async #copy(
    frame: VideoFrame,
    format: FramePlanes['format'],
    rect: StoredRect,
    visible: StoredRect,
  ): Promise<FramePlanes> {
    const kept = this.#planes;
    if (kept !== null && contains(kept, rect, visible)) return kept;
    const bytes = frame.allocationSize({ rect });
    if (this.#bytes.length < bytes) this.#bytes = new Uint8Array(bytes);
    const layout = await frame.copyTo(this.#bytes, { rect });
    const { matrix, fullRange } = frame.colorSpace;
    return {
      format,
      data: this.#bytes,
      layout,
      originX: rect.x - visible.x,
      originY: rect.y - visible.y,
      width: rect.width,
      height: rect.height,
      matrix: yuvMatrix({ matrix, fullRange }, visible.height),
    };
  }

  /** For layouts that cannot be read directly (10 bit, opaque GPU frames, bitmaps): the browser draws, and is slower. */
  #sampleByCanvas(
    frame: TimedFrame,
    toUpright: Affine,
    size: number,
    low: number,
    high: number,
    out: Float32Array,
  ): void {
    this.#canvas ??= new OffscreenCanvas(size, size).getContext('2d', { willReadFrequently: true });
    const context = this.#canvas;
    if (context === null) throw new Error('This browser gives no 2D canvas in a worker.');
    if (context.canvas.width !== size) context.canvas.width = context.canvas.height = size;
    context.setTransform();
    context.fillRect(0, 0, size, size);
    const { a, b, c, d, e, f } = byPlace(toUpright);
    const toSquare = new DOMMatrix([a, d, b, e, c, f]).invertSelf();
    const { image, rotationDeg, mirrored } = frame;
    context.setTransform(
      toSquare
        .translate(this.width / 2, this.height / 2)
        .scale(mirrored ? -1 : 1, 1)
        .rotate(rotationDeg),
    );
    const [drawnWidth, drawnHeight] =
      rotationDeg % 180 === 0 ? [this.width, this.height] : [this.height, this.width];
    context.drawImage(image, -drawnWidth / 2, -drawnHeight / 2, drawnWidth, drawnHeight);
    const { data } = context.getImageData(0, 0, size, size);
    const gain = (high - low) / 255;
    for (let p = 0, o = 0; o < out.length; p++) if (p % 4 !== 3) out[o++] = low + (data[p] ?? 0) * gain;
  }
}

function directFormat(format: VideoPixelFormat | null): FramePlanes['format'] | null {
  switch (format) {
    case 'I420':
    case 'NV12':
    case 'RGBA':
    case 'BGRA':
      return format;
    case 'I420A':
      return 'I420';
    case 'RGBX':
      return 'RGBA';
    case 'BGRX':
      return 'BGRA';
    default:
      return null;
  }
}

/** Upright picture → visible rectangle of the stored one (see [Note: Who turns the pixels]). */
function uprightToStored(
  width: Pixels,
  height: Pixels,
  { rotationDeg, mirrored }: TimedFrame,
  visible: StoredRect,
): Affine {
  const unmirrored: Affine = mirrored ? { a: -1, b: 0, c: width, d: 0, e: 1, f: 0 } : IDENTITY;
  return byIndex(compose(turnBack(width, height, rotationDeg, visible), unmirrored));
}

const IDENTITY: Affine = { a: 1, b: 0, c: 0, d: 0, e: 1, f: 0 };

function turnBack(width: Pixels, height: Pixels, rotationDeg: Rotation, visible: StoredRect): Affine {
  const sideways = rotationDeg % 180 !== 0;
  const sx = visible.width / (sideways ? height : width);
  const sy = visible.height / (sideways ? width : height);
  switch (rotationDeg) {
    case 0:
      return { a: sx, b: 0, c: 0, d: 0, e: sy, f: 0 };
    case 90:
      return { a: 0, b: sx, c: 0, d: -sy, e: 0, f: sy * width };
    case 180:
      return { a: -sx, b: 0, c: sx * width, d: 0, e: -sy, f: sy * height };
    case 270:
      return { a: 0, b: -sx, c: sx * height, d: sy, e: 0, f: 0 };
  }
}

/** The part of the stored picture that a size×size square touches, on even pixels so that chroma stays whole. */
function needed(map: Affine, size: number, visible: StoredRect): StoredRect {
  const xs = [0, size].flatMap((i) => [0, size].map((j) => map.a * i + map.b * j + map.c));
  const ys = [0, size].flatMap((i) => [0, size].map((j) => map.d * i + map.e * j + map.f));
  const [left, right] = evenSpan(Math.min(...xs), Math.max(...xs), visible.width);
  const [top, bottom] = evenSpan(Math.min(...ys), Math.max(...ys), visible.height);
  return { x: visible.x + left, y: visible.y + top, width: right - left, height: bottom - top };
}

/** [from, to] clipped to 0…limit, widened by the bilinear neighbour and to even numbers; never empty. */
function evenSpan(from: number, to: number, limit: Pixels): [number, number] {
  const last = limit - (limit % 2);
  const low = Math.min(Math.max(0, Math.floor((from - 1) / 2) * 2), last - 2);
  const high = Math.min(Math.max(low + 2, Math.ceil((to + 1) / 2) * 2), last);
  return [low, high];
}

function contains(kept: FramePlanes, rect: StoredRect, visible: StoredRect): boolean {
  const x = rect.x - visible.x;
  const y = rect.y - visible.y;
  return (
    x >= kept.originX &&
    y >= kept.originY &&
    x + rect.width <= kept.originX + kept.width &&
    y + rect.height <= kept.originY + kept.height
  );
}
