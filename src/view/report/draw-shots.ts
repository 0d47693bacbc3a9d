import type { OpenTake } from '../../state/open-take.svelte';
import type { Pixels } from '../../units';
import type { Clip } from '../../video/clip';
import { ClipError } from '../../video/clip-errors';
import { openClip } from '../../video/open-clip';
import { pictureAt } from '../../video/picture-at';
import { overlayOf } from '../player/analysis-overlay';
import { drawOverlay } from '../player/draw-overlay';
import type { Box } from '../player/fit';
import { runnerBox } from '../player/runner-box';

/** Height of a picture: 32 mm at 300 dots per inch. */
const HEIGHT_PX: Pixels = 380;
/** Lines are as wide as on a player of this height. */
const LINES_FOR_PX = 240;
/** Under a picture that is not there. */
const STAGE = '#2a3138';

/**
 * Pictures of frames, closed up on the runner, with their lines and without words; the skeleton alone where the clip was not kept
 * or cannot be decoded here. Errors: the signal's reason.
 */
export async function drawShots(
  take: OpenTake,
  frames: readonly number[],
  signal: AbortSignal,
): Promise<Blob[]> {
  const clip = await openedClip(take, signal);
  const box = runnerBox(take.analysis.track, take.recording.source);
  try {
    const pictures: Blob[] = [];
    for (const frame of frames) {
      signal.throwIfAborted();
      pictures.push(await drawShot(take, frame, box, await imageOf(clip, take, frame, signal)));
    }
    return pictures;
  } finally {
    clip?.close();
  }
}

async function openedClip(take: OpenTake, signal: AbortSignal): Promise<Clip | null> {
  if (take.clip === null) return null;
  const { slowMotionFactor } = take.recording.source;
  return openClip(take.clip, { name: take.name, slowMotionFactor, signal }).catch(nothingOfBadClip);
}

async function imageOf(
  clip: Clip | null,
  take: OpenTake,
  frame: number,
  signal: AbortSignal,
): Promise<OffscreenCanvas | null> {
  const timeS = take.analysis.track.timeS[frame];
  if (clip === null || timeS === undefined) return null;
  return pictureAt(clip, timeS, signal).catch(nothingOfBadClip);
}

function nothingOfBadClip(error: unknown): null {
  if (error instanceof ClipError) return null;
  throw error;
}

function drawShot(
  { analysis, recording }: OpenTake,
  frame: number,
  box: Box,
  image: OffscreenCanvas | null,
): Promise<Blob> {
  const scale = HEIGHT_PX / box.height;
  const canvas = new OffscreenCanvas(Math.max(1, Math.round(box.width * scale)), HEIGHT_PX);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('This browser gives no canvas to draw on.');
  context.fillStyle = STAGE;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.setTransform(scale, 0, 0, scale, -box.left * scale, -box.top * scale);
  if (image !== null) context.drawImage(image, 0, 0, recording.source.width, recording.source.height);
  drawOverlay(context, {
    ...overlayOf(analysis, frame),
    visible: box,
    scale: LINES_FOR_PX / box.height,
    layers: ['lines', 'joints', 'contacts'],
    labelled: false,
  });
  return canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 });
}
