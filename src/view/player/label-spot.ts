import type { Box, Size } from './fit';
import type { Dot } from './pen';

/** Something that a label should not lie on, and how bad it is when the whole label does. */
export interface Obstacle {
  box: Box;
  weight: number;
}

/** Not to be covered wherever there is any other place. */
export const NEVER = 1e6;
/** So many places along each side of the stage are tried beside the wished one. */
const TRIED = 14;

/**
 * Where to put a label: as near to `wish` (its upper left corner) as what it would cover allows, always inside `visible`.
 * `farAway`: the distance that weighs as much as lying on an obstacle of weight 1. All in picture pixels.
 */
export function labelSpot(
  label: Size,
  wish: Dot,
  visible: Box,
  obstacles: readonly Obstacle[],
  farAway: number,
): Dot {
  const room = { x: visible.width - label.width, y: visible.height - label.height };
  const inside = ({ x, y }: Dot): Dot => ({
    x: visible.left + Math.max(0, Math.min(x - visible.left, room.x)),
    y: visible.top + Math.max(0, Math.min(y - visible.top, room.y)),
  });
  const badness = (spot: Dot) =>
    Math.hypot(spot.x - wish.x, spot.y - wish.y) / farAway +
    obstacles.reduce((sum, { box, weight }) => sum + weight * coveredShare(label, spot, box), 0);
  let best = inside(wish);
  let least = badness(best);
  for (let k = 0; k < TRIED ** 2 && least > 0; k++) {
    const spot = inside({
      x: visible.left + ((k % TRIED) / (TRIED - 1)) * room.x,
      y: visible.top + (Math.floor(k / TRIED) / (TRIED - 1)) * room.y,
    });
    const bad = badness(spot);
    if (bad < least) [best, least] = [spot, bad];
  }
  return best;
}

/** The share of the label that lies on the box. */
function coveredShare({ width, height }: Size, { x, y }: Dot, box: Box): number {
  const across = Math.min(x + width, box.left + box.width) - Math.max(x, box.left);
  const down = Math.min(y + height, box.top + box.height) - Math.max(y, box.top);
  return across > 0 && down > 0 ? (across * down) / (width * height) : 0;
}
