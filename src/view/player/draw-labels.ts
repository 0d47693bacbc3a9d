import type { View } from '../../gait/view';
import type { BodyBoxes } from './body-boxes';
import type { Box } from './fit';
import { labelSpot, NEVER, type Obstacle } from './label-spot';
import type { Dot, Pen } from './pen';

/** An angle in words. `by`: the line that it belongs to. */
export interface Label {
  by: 'trunk' | 'pelvis';
  title: string;
  value: string;
}

interface LabelScene {
  boxes: BodyBoxes;
  view: View | null;
  visible: Box;
}

/** How bad it is to cover a part of the body, and the distance (in trunk lengths) that is worth as much. *(judgement)* */
const WEIGHTS = { trunk: 6, arms: 3, legs: 2 } as const;
const FAR_AWAY = 0.5;
/** From the trunk to its label, in trunk lengths. */
const GAP = 0.3;

/** Puts the angles beside the runner: never on the head or one another, not on the body where there is other room. */
export function drawLabels(pen: Pen, labels: readonly Label[], { boxes, view, visible }: LabelScene): void {
  const edge = pen.px(6);
  const inner = {
    left: visible.left + edge,
    top: visible.top + edge,
    width: visible.width - 2 * edge,
    height: visible.height - 2 * edge,
  };
  const trunkPx = Number.isFinite(boxes.trunkPx) ? boxes.trunkPx : inner.width / 4;
  const obstacles: Obstacle[] = [];
  const avoid = (box: Box | null, weight: number) => box && obstacles.push({ box, weight });
  avoid(boxes.head, NEVER);
  avoid(boxes.trunk, WEIGHTS.trunk);
  avoid(boxes.arms, WEIGHTS.arms);
  avoid(boxes.legs, WEIGHTS.legs);
  for (const { by, title, value } of labels) {
    const size = pen.labelSize(title, value);
    const wish = wishOf(by, boxes.trunk ?? inner, view, trunkPx, size);
    const spot = labelSpot(size, wish, inner, obstacles, FAR_AWAY * trunkPx);
    avoid({ left: spot.x, top: spot.y, ...size }, NEVER);
    pen.label(title, value, spot);
  }
}

/** The trunk's angle stands at the shoulder behind the back; the pelvis's beside the hips. */
function wishOf(
  by: Label['by'],
  trunk: Box,
  view: View | null,
  trunkPx: number,
  { width, height }: { width: number; height: number },
): Dot {
  const gap = GAP * trunkPx;
  const onTheLeft = by === 'trunk' && view === 'right';
  return {
    x: onTheLeft ? trunk.left - gap - width : trunk.left + trunk.width + gap,
    y: by === 'trunk' ? trunk.top - height / 2 : trunk.top + trunk.height - 1.5 * height,
  };
}
