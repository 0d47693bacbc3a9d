import { openClip } from '../../src/video/open-clip';
/** Bars in the code of tests/truth/clips.ts. */
const BITS = 10;

/** The number that a frame of a generated clip shows, from the pixels as they are stored (not turned). */
export function readNumber(image: VideoFrame | ImageBitmap): number {
  const context = new OffscreenCanvas(BITS, 1).getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('No canvas.');
  const width = image instanceof VideoFrame ? image.displayWidth : image.width;
  const height = image instanceof VideoFrame ? image.displayHeight : image.height;
  // One pixel from the middle of each bar, in the upper half.
  for (let bit = 0; bit < BITS; bit++) {
    context.drawImage(image, ((bit + 0.5) * width) / BITS, height / 4, 1, 1, bit, 0, 1, 1);
  }
  const { data } = context.getImageData(0, 0, BITS, 1);
  return Array.from({ length: BITS }).reduce<number>(
    (sum, _, bit) => 2 * sum + (data[4 * bit]! > 128 ? 1 : 0),
    0,
  );
}

/** The numbers of a whole video, frame by frame. */
export async function readNumbers(file: File): Promise<number[]> {
  const clip = await openClip(file, { name: file.name });
  const numbers: number[] = [];
  for await (const { image } of clip.frames()) {
    numbers.push(readNumber(image));
    image.close();
  }
  clip.close();
  return numbers;
}
