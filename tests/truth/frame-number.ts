/** Squares at the foot of the picture: the frame's number in binary, lowest digit first; white = 1. */
export const NUMBER_CODE = { digits: 10, side: 32, width: 320, height: 240 };
export type NumberCode = typeof NUMBER_CODE;

/** Paints a frame that carries its number. Stands alone, so that it can be sent into a page as text. */
export function paintNumber(
  context: OffscreenCanvasRenderingContext2D,
  frame: number,
  { digits, side, width, height }: NumberCode,
): void {
  context.fillStyle = '#555';
  context.fillRect(0, 0, width, height);
  for (let digit = 0; digit < digits; digit++) {
    context.fillStyle = (frame >> digit) & 1 ? '#fff' : '#000';
    context.fillRect(digit * side, height - side, side, side);
  }
}

/** The number that a `<video>` shows, read from its pixels. Stands alone, so that it can be sent into a page as text. */
export function readNumber(video: HTMLVideoElement, { digits, side, width, height }: NumberCode): number {
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('no canvas');
  context.drawImage(video, 0, 0, width, height);
  return Array.from({ length: digits }, (_, digit) => {
    const { data } = context.getImageData((digit + 0.5) * side, height - side / 2, 1, 1);
    return (data[0] ?? 0) > 127 ? 2 ** digit : 0;
  }).reduce((sum, value) => sum + value, 0);
}
