import type { Pixels, Seconds } from '../units';
import { type DrawOver, OverlayVideoError } from './overlay-video';

interface FramePicture {
  /** The upright picture: a `<video>` that shows the frame, a bitmap; null = the browser cannot show it, the drawing stands alone. */
  image: CanvasImageSource | null;
  width: Pixels;
  height: Pixels;
  /** The frame's time, in real time. */
  timeS: Seconds;
  draw: DrawOver;
}

/** The colour of the app's stage, under a picture that is not there. */
const STAGE = '#11161c';

/** One frame with what was measured drawn on it, as PNG in the clip's own resolution. Rejects with OverlayVideoError. */
export async function framePicture({ image, width, height, timeS, draw }: FramePicture): Promise<Blob> {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { alpha: false });
  if (context === null || width === 0 || height === 0)
    throw new OverlayVideoError('This browser gives no canvas to draw on; try another browser.');
  context.fillStyle = STAGE;
  context.fillRect(0, 0, width, height);
  if (image !== null) context.drawImage(image, 0, 0, width, height);
  draw(context, timeS);
  return canvas.convertToBlob({ type: 'image/png' });
}
