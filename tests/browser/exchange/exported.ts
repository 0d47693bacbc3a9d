import type { Rotation } from '../../../src/video/clip';
import { openClip } from '../../../src/video/open-clip';
import { drawUpright } from '../../../src/video/draw-upright';
import { readNumber } from '../../rig/read-number';

/** What a finished video holds, decoded again: the number that each frame shows, and when. */
export interface Exported {
  numbers: number[];
  /** Numbers that the drawing put into the lower half. */
  drawn: number[];
  timesS: number[];
  width: number;
  height: number;
  codec: string;
}

/** Decodes a video and reads its frames, after turning them back to how the clip stored them. */
export async function readExported(video: Blob, turn: Rotation = 0, mirrored = false): Promise<Exported> {
  const clip = await openClip(video, { name: 'exported.mp4' });
  const { width, height, codec } = clip.facts;
  const read: Exported = { numbers: [], drawn: [], timesS: [], width, height, codec };
  const [w, h] = turn % 180 === 0 ? [width, height] : [height, width];
  const canvas = new OffscreenCanvas(w, h);
  const context = canvas.getContext('2d')!;
  for await (const frame of clip.frames()) {
    if (mirrored) drawUpright(context, { ...frame, mirrored: true }, w, h);
    else drawUpright(context, { ...frame, rotationDeg: ((360 - turn) % 360) as Rotation }, w, h);
    frame.image.close();
    read.numbers.push(numberAt(canvas, 0));
    read.drawn.push(numberAt(canvas, h / 2));
    read.timesS.push(frame.timeS);
  }
  clip.close();
  return read;
}

function numberAt(canvas: OffscreenCanvas, top: number): number {
  const half = new OffscreenCanvas(canvas.width, canvas.height);
  half.getContext('2d')!.drawImage(canvas, 0, -top);
  const image = half.transferToImageBitmap();
  const number = readNumber(image);
  image.close();
  return number;
}

/** Draws a frame's number as ten bars into the lower half of the stored picture, as the clips do in the upper half. */
export function drawNumber(
  context: OffscreenCanvasRenderingContext2D,
  number: number,
  { width, height }: { width: number; height: number },
): void {
  for (let bit = 0; bit < 10; bit++) {
    context.fillStyle = (number >> (9 - bit)) & 1 ? '#fff' : '#000';
    context.fillRect((bit * width) / 10, height / 2, width / 10, height / 2);
  }
}
