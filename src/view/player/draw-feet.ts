import { SIDES, type Side } from '../../units';
import { jointOf, middleOf } from './body';
import { SIDE_COLORS, WHITE } from './colors';
import type { BodyAt } from './draw-side';
import type { Dot, Pen } from './pen';

/** Under the sole, so that the shoe stays seen. */
const BELOW_SOLE = 9;
const LEAST_LENGTH = 26;

/** A bar under the foot that is on the belt. */
export function drawContact(pen: Pen, side: Side, { track, frame }: BodyAt): void {
  const heel = jointOf(track, side, 'heel', frame);
  const toe = jointOf(track, side, 'foot_index', frame);
  if (heel === null || toe === null) return;
  const y = Math.max(heel.y, toe.y) + pen.weighed(BELOW_SOLE);
  const middle = (heel.x + toe.x) / 2;
  // From behind a foot is short in the picture.
  const half = Math.max(Math.abs(heel.x - toe.x) * 0.6, pen.weighed(LEAST_LENGTH) / 2);
  const bar = [
    { x: middle - half, y },
    { x: middle + half, y },
  ];
  pen.line(bar, WHITE, 8);
  pen.line(bar, SIDE_COLORS[side], 5);
}

/** Where ankles and hips went in the frames from `fromFrame` to the one that is shown. */
export function drawPath(pen: Pen, fromFrame: number, { track, frame }: BodyAt): void {
  const trail = (placeAt: (frame: number) => Dot | null) =>
    Array.from({ length: frame - fromFrame + 1 }, (_, k) => placeAt(fromFrame + k)).filter(
      (place) => place !== null,
    );
  for (const side of SIDES)
    pen.line(
      trail((at) => jointOf(track, side, 'ankle', at)),
      SIDE_COLORS[side],
      1.5,
    );
  pen.line(
    trail((at) => middleOf(track, 'hip', at)),
    WHITE,
    1.5,
  );
}
