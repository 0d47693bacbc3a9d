import type { Pixels } from '../units';
import type { TimedFrame } from './clip';

/** Draws a frame's stored pixels upright over width × height (see [Note: Who turns the pixels]); the context's state is restored. */
export function drawUpright(
  context: OffscreenCanvasRenderingContext2D,
  { image, rotationDeg, mirrored }: TimedFrame,
  width: Pixels,
  height: Pixels,
): void {
  context.save();
  context.translate(width / 2, height / 2);
  context.scale(mirrored ? -1 : 1, 1);
  context.rotate((rotationDeg * Math.PI) / 180);
  const [w, h] = rotationDeg % 180 === 0 ? [width, height] : [height, width];
  context.drawImage(image, -w / 2, -h / 2, w, h);
  context.restore();
}
