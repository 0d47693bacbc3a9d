import type { Pixels } from '../../units';
import type { Size } from './fit';
import type { Canvas2D } from './pen';

/** Letters, room round them and distance from the picture's corner, in screen pixels. */
const LETTER_PX = 15;
const ROOM_PX = 10;
const CORNER_PX = 12;

/** One line of words on a dark ground in the picture's lower left corner, as wide as `widest`, so that it stands still. */
export function drawCaption(
  context: Canvas2D,
  words: string,
  { picture, scale, widest }: { picture: Size; scale: number; widest: string },
): void {
  const px = (screenPixels: number): Pixels => screenPixels / scale;
  context.save();
  context.font = `600 ${px(LETTER_PX)}px system-ui, sans-serif`;
  const [width, height] = [context.measureText(widest).width + px(2 * ROOM_PX), px(LETTER_PX + 2 * ROOM_PX)];
  const [left, top] = [px(CORNER_PX), picture.height - height - px(CORNER_PX)];
  context.beginPath();
  context.roundRect(left, top, width, height, px(7));
  context.fillStyle = 'rgb(18 22 27 / 0.86)';
  context.fill();
  context.fillStyle = '#ffffff';
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  context.fillText(words, left + px(ROOM_PX), top + height / 2);
  context.restore();
}
