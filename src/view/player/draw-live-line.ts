import type { LiveLine } from '../../analysis/live-pelvis';
import { type Canvas2D, Pen } from './pen';

/** Half the drawn line, in torso lengths: past the hips on both sides, as the review draws it. */
const HALF_LINE = 0.5;

/** The plainest line near the hips of one frame. The context maps picture pixels; `scale`: screen pixels per picture pixel. */
export function drawLiveLine(context: Canvas2D, { x, y, slope, torsoPx }: LiveLine, scale: number): void {
  const dx = (HALF_LINE * torsoPx) / Math.hypot(1, slope);
  const ends = [
    { x: x - dx, y: y - dx * slope },
    { x: x + dx, y: y + dx * slope },
  ];
  new Pen(context, scale, 1).line(ends, '#ffffff', 3);
}
