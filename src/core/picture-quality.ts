import type { Pixels } from '../units';

/** How a part of the picture is lit. Luma 0 (black) to 1 (white). */
interface Light {
  /** Luma that a tenth of the part exceeds: what is lit at all is this bright. */
  bright: number;
  /** Luma between the darkest and the brightest twentieth. */
  contrast: number;
  /** Share of the part in which the sensor had no more to give: white without drawing. */
  blownShare: number;
}

/** How good the picture of a runner is. */
export interface PictureQuality {
  /** Of the square round the runner, see Light. */
  bright: number;
  contrast: number;
  /** Of the trunk and its outline, see Light. */
  blownShare: number;
  /** Blur of the trunk's edges, standard deviation; NaN where there is no edge. */
  blurPx: Pixels;
  /** From mid-hip to mid-shoulder. */
  trunkPx: Pixels;
}

/** Medians over several frames; NaN where none was looked at. */
export function typicalQuality(frames: readonly PictureQuality[]): PictureQuality {
  const typical = (key: keyof PictureQuality) =>
    quantile(
      Float32Array.from(frames, (frame) => frame[key]).filter((value) => !Number.isNaN(value)),
      0.5,
    );
  return {
    bright: typical('bright'),
    contrast: typical('contrast'),
    blownShare: typical('blownShare'),
    blurPx: typical('blurPx'),
    trunkPx: typical('trunkPx'),
  };
}

/** At this luma a channel of eight bits is at its end, whatever the encoder did to it. */
const BLOWN = 0.98;

/** The light of `pixels` [n · 3], R, G, B 0–1. All NaN where there are none. */
export function lightOf(pixels: Float32Array): Light {
  const luma = lumaOf(pixels).sort();
  const at = (share: number) => luma[Math.floor(share * (luma.length - 1))] ?? NaN;
  const blown = luma.length - luma.findIndex((value) => value >= BLOWN);
  return {
    bright: at(0.9),
    contrast: at(0.95) - at(0.05),
    blownShare: luma.length === 0 ? NaN : luma.at(-1)! >= BLOWN ? blown / luma.length : 0,
  };
}

/**
 * Widths of the two smoothings whose gradients are compared, cells. The first takes the edge off the grain, the second
 * lies close enough that neighbouring edges do not yet run into each other.
 */
const FINE = 1;
const COARSE = 2;
/** A difference over two cells smooths by itself: the variance of a box of that width. */
const DIFFERENCE = 2 ** 2 / 12;
/** An edge is taken when its gradient reaches this share of the patch's steepest hundredth … */
const STRONG_SHARE = 0.35;
/** … and this, luma per cell: below it is grain and shading. *(judgement)* */
const FAINTEST = 0.008;
/** So few cells of edge say nothing of the lens. *(judgement)* */
const FEWEST_EDGES = 24;

/**
 * How blurred the edges of a patch are: median standard deviation of the blur, in cells; NaN where there is no edge to tell.
 * `pixels` [size · size · 3], R, G, B 0–1.
 *
 * A step blurred by σ and smoothed by s has its steepest gradient ∝ 1/√(σ² + s²), so two smoothings tell σ whatever the
 * step's height (Zhuo & Sim 2011, Pattern Recognition 44:1852, there with one smoothing against none). Edges of less than about
 * half a cell all read as 0–0.5.
 */
export function blurOf(pixels: Float32Array, size: number): number {
  const luma = lumaOf(pixels);
  const fine = gradientOf(smoothed(luma, size, FINE), size);
  const coarse = gradientOf(smoothed(luma, size, COARSE), size);
  const steepest = quantile(fine.length, 0.99);
  const least = Math.max(FAINTEST, STRONG_SHARE * steepest);
  const sigmas: number[] = [];
  const rim = 3 * COARSE;
  for (let row = rim; row < size - rim; row++)
    for (let column = rim; column < size - rim; column++) {
      const k = row * size + column;
      if (fine.length[k]! < least || !isRidge(fine, k, size)) continue;
      const ratio = (fine.length[k]! / coarse.length[k]!) ** 2;
      const squared = (COARSE ** 2 - FINE ** 2 * ratio) / (ratio - 1) - DIFFERENCE;
      sigmas.push(ratio <= 1 ? Infinity : Math.sqrt(Math.max(0, squared)));
    }
  if (sigmas.length < FEWEST_EDGES) return NaN;
  return quantile(Float32Array.from(sigmas), 0.5);
}

function lumaOf(pixels: Float32Array): Float32Array {
  const luma = new Float32Array(pixels.length / 3);
  for (let k = 0; k < luma.length; k++)
    luma[k] = 0.2126 * pixels[3 * k]! + 0.7152 * pixels[3 * k + 1]! + 0.0722 * pixels[3 * k + 2]!;
  return luma;
}

function quantile(values: Float32Array, share: number): number {
  const sorted = values.slice().sort();
  return sorted[Math.floor(share * (sorted.length - 1))] ?? NaN;
}

/** The patch smoothed with a Gaussian, along rows and then along columns; the rim repeats its last cell. */
function smoothed(plane: Float32Array, size: number, sigma: number): Float32Array {
  const reach = Math.ceil(3 * sigma);
  const weights = Array.from({ length: 2 * reach + 1 }, (_, k) =>
    Math.exp(-((k - reach) ** 2) / (2 * sigma ** 2)),
  );
  const sum = weights.reduce((a, b) => a + b);
  let from = plane;
  for (const [along, across] of [
    [1, size],
    [size, 1],
  ] as const) {
    const to = new Float32Array(from.length);
    for (let line = 0; line < size; line++)
      for (let i = 0; i < size; i++) {
        let total = 0;
        for (let k = -reach; k <= reach; k++) {
          const j = Math.min(size - 1, Math.max(0, i + k));
          total += weights[k + reach]! * from[line * across + j * along]!;
        }
        to[line * across + i * along] = total / sum;
      }
    from = to;
  }
  return from;
}

interface Gradient {
  x: Float32Array;
  y: Float32Array;
  length: Float32Array;
}

function gradientOf(plane: Float32Array, size: number): Gradient {
  const x = new Float32Array(plane.length);
  const y = new Float32Array(plane.length);
  const length = new Float32Array(plane.length);
  for (let row = 1; row < size - 1; row++)
    for (let column = 1; column < size - 1; column++) {
      const k = row * size + column;
      x[k] = (plane[k + 1]! - plane[k - 1]!) / 2;
      y[k] = (plane[k + size]! - plane[k - size]!) / 2;
      length[k] = Math.hypot(x[k], y[k]);
    }
  return { x, y, length };
}

/** Whether the gradient is steepest here along its own direction: the middle of an edge. */
function isRidge({ x, y, length }: Gradient, k: number, size: number): boolean {
  const step = Math.abs(x[k]!) > Math.abs(y[k]!) ? 1 : size;
  return length[k]! >= length[k - step]! && length[k]! > length[k + step]!;
}
