import type { View } from '../../gait/view';
import type { LimbTrust } from '../../gait/limb-trust';
import type { PoseTrack } from '../../pose/pose-track';
import type { Layer } from '../../state/layers.svelte';
import type { Degrees, Side } from '../../units';
import { lowerSide, number, shortLeanText } from '../words';
import { middleOf, sidesBackToFront } from './body';
import { WHITE, YELLOW } from './colors';
import { type BodyBoxes, bodyBoxes } from './body-boxes';
import { drawContact, drawPath } from './draw-feet';
import { drawLabels, type Label } from './draw-labels';
import { drawPelvis, type PelvisMark } from './draw-pelvis';
import { drawSide } from './draw-side';
import { drawTrunk } from './draw-trunk';
import type { Box } from './fit';
import { type Canvas2D, Pen } from './pen';

/** A trunk of this length on the screen gets lines of full width; a smaller runner thinner ones, down to the share. */
const FULL_TRUNK_PX = 110;
const LEAST_WEIGHT = 0.55;
const MOST_WEIGHT = 1.4;

/** How the trunk and the pelvis are drawn: colour, and width in screen pixels. */
export interface Stroke {
  color: string;
  width: number;
}
const PLAIN: Stroke = { color: WHITE, width: 4 };
const STANDS_OUT: Stroke = { color: YELLOW, width: 9 };

/** What is drawn where nothing else is asked for: a still picture with its numbers. */
const STILL_LAYERS: readonly Layer[] = ['lines', 'joints'];

export interface Overlay {
  track: PoseTrack;
  frame: number;
  view: View | null;
  /** How well each leg was followed: bones of one that was not are dashed. Default: well. */
  limbTrust?: LimbTrust;
  /** Trunk lean of this frame, + = forward; NaN leaves trunk line, plumb line and label out. */
  trunkLeanDeg: Degrees;
  /** The followed pelvic line of this frame; null leaves it out. */
  pelvis: PelvisMark | null;
  /** Clockwise turn of the true vertical in the picture. */
  cameraRollDeg: Degrees;
  /** What is seen of the picture and round it; the labels stay inside. */
  visible: Box;
  /** Screen pixels per picture pixel: lines and letters keep their size on the screen, whatever the clip's. */
  scale: number;
  /** Default: lines and joints. */
  layers?: readonly Layer[];
  /** The foot on the belt; default: none. */
  onBelt?: Side | null;
  /** The frame where the path begins; default: this frame. */
  pathFrom?: number;
  /** What the labels keep clear of. Default: the body in this frame; that of the whole clip lets them stand still. */
  boxes?: BodyBoxes;
  /** false = the lines stand alone, as where their angles are written under the picture. Default: true. */
  labelled?: boolean;
  /** Lines that stand out, yellow and thicker, since their value has left the runner's target. Default: none. */
  outside?: readonly ('trunk' | 'pelvis')[];
}

/**
 * Draws the runner's skeleton (left teal, right amber, the far side paler), trunk and pelvis against the plumb line and the
 * level with their angles, the foot on the belt and the path, as far as the layers ask for them. The context must already
 * map picture pixels to the canvas; nothing is cleared, the state is restored.
 */
export function drawOverlay(context: Canvas2D, overlay: Overlay): void {
  const { track, frame, view, onBelt = null, layers = STILL_LAYERS, pathFrom = frame } = overlay;
  context.save();
  const pen = new Pen(context, overlay.scale, weightOf(overlay));
  if (layers.includes('path')) drawPath(pen, pathFrom, overlay);
  if (layers.includes('contacts') && onBelt !== null) drawContact(pen, onBelt, overlay);
  if (layers.includes('joints')) for (const side of sidesBackToFront(view)) drawSide(pen, side, overlay);
  if (layers.includes('lines')) {
    const labels = drawLines(pen, overlay);
    const { boxes = bodyBoxes(track, [frame]), visible, labelled = true } = overlay;
    if (labelled) drawLabels(pen, labels, { boxes, view, visible });
  }
  context.restore();
}

/** Trunk and pelvis; gives what is to be said of them. */
function drawLines(pen: Pen, overlay: Overlay): Label[] {
  const { track, frame, view, trunkLeanDeg, cameraRollDeg, pelvis, visible, outside = [] } = overlay;
  const strokeOf = (line: 'trunk' | 'pelvis') => (outside.includes(line) ? STANDS_OUT : PLAIN);
  const labels: Label[] = [];
  const hip = middleOf(track, 'hip', frame);
  const shoulder = middleOf(track, 'shoulder', frame);
  if (Number.isFinite(trunkLeanDeg) && hip !== null && shoulder !== null) {
    drawTrunk(pen, { hip, shoulder, cameraRollDeg, stroke: strokeOf('trunk') });
    labels.push({ by: 'trunk', title: 'trunk lean', value: shortLeanText(trunkLeanDeg) });
  }
  if (pelvis !== null) {
    const trunkPx = trunkPxOf(overlay) ?? visible.width / 4;
    drawPelvis(pen, { mark: pelvis, view, trunkPx, stroke: strokeOf('pelvis') });
    labels.push({ by: 'pelvis', ...pelvisLabel(pelvis.tiltDeg) });
  }
  return labels;
}

/** Short, since it stands beside the hips: the side in the first line, the angle in the second. */
function pelvisLabel(tiltDeg: Degrees): Pick<Label, 'title' | 'value'> {
  const side = lowerSide(tiltDeg);
  return {
    title: side === null ? 'pelvis level' : `pelvis, ${side} lower`,
    value: `${number(Math.abs(tiltDeg))}°`,
  };
}

/** How heavy the drawing is, by the runner's size on the screen. */
function weightOf(overlay: Overlay): number {
  const trunkPx = trunkPxOf(overlay);
  if (trunkPx === null) return 1;
  return Math.max(LEAST_WEIGHT, Math.min((trunkPx * overlay.scale) / FULL_TRUNK_PX, MOST_WEIGHT));
}

/** From mid-hip to mid-shoulder in the picture; null where they are not seen. */
function trunkPxOf({ track, frame }: Overlay): number | null {
  const hip = middleOf(track, 'hip', frame);
  const shoulder = middleOf(track, 'shoulder', frame);
  return hip === null || shoulder === null ? null : Math.hypot(shoulder.x - hip.x, shoulder.y - hip.y);
}
