import type { Seconds } from '../units';
import type { Clip } from './clip';
import { drawUpright } from './draw-upright';

/**
 * The upright picture of the first frame at a time (real time) or after it; null where the clip has none there.
 * Errors: ClipError; the signal's reason.
 */
export async function pictureAt(
  clip: Pick<Clip, 'facts' | 'frames'>,
  timeS: Seconds,
  signal?: AbortSignal,
): Promise<OffscreenCanvas | null> {
  const { width, height } = clip.facts;
  for await (const frame of clip.frames({ fromS: timeS, ...(signal && { signal }) })) {
    try {
      const canvas = new OffscreenCanvas(width, height);
      const context = canvas.getContext('2d');
      if (context === null) return null;
      drawUpright(context, frame, width, height);
      return canvas;
    } finally {
      frame.image.close();
    }
  }
  return null;
}
