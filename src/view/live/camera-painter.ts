import { livePelvicLine } from '../../analysis/live-pelvis';
import { toDegrees } from '../../geometry';
import { isSideView, type View } from '../../gait/view';
import { frameLeanDeg } from '../../live/frame-lean';
import type { OutsideLine } from '../../live/cue-rule';
import type { CameraFrame } from '../../pose/camera-contract';
import { RowSmoother } from '../../signal/smooth-row';
import type { Degrees } from '../../units';
import { drawOverlay } from '../player/draw-overlay';
import type { PelvisMark } from '../player/draw-pelvis';
import { type Place, visibleBox } from '../player/fit';
import { trackOfRow } from '../player/track-of-row';

/**
 * The lines are drawn by the processor: the graphics card is the pose model's, and where there is none, a canvas on the card's
 * stand-in holds the page up for 120–190 ms at a time, and with it every third frame (1440 × 900, two cores: 18 frames/s, else 29).
 */
const LINES_IN_MEMORY: CanvasRenderingContext2DSettings = { willReadFrequently: true };

/** What is known of the run when a frame is drawn. */
export interface CameraScene {
  view: View | null;
  cameraRollDeg: Degrees;
  /** Lines that stand out, since their value has left the target. */
  outside: readonly OutsideLine[];
}

/** Draws the newest frame's lines over the camera's picture, calmed. One per camera. */
export class CameraPainter {
  #smoother = new RowSmoother();
  #size = '';

  /** `place`: where the picture lies on the canvas, which is `pixelRatio` times as fine as the screen. */
  paint(
    canvas: HTMLCanvasElement,
    frame: CameraFrame,
    place: Place,
    pixelRatio: number,
    scene: CameraScene,
  ): void {
    const context = canvas.getContext('2d', LINES_IN_MEMORY);
    if (context === null) return;
    const row = this.#calmed(frame);
    context.setTransform(pixelRatio, 0, 0, pixelRatio, 0, 0);
    const stage = { width: canvas.width / pixelRatio, height: canvas.height / pixelRatio };
    context.clearRect(0, 0, stage.width, stage.height);
    context.translate(place.left, place.top);
    context.scale(place.scale, place.scale);
    const { view, cameraRollDeg, outside } = scene;
    const fromSide = view !== null && isSideView(view);
    drawOverlay(context, {
      track: trackOfRow(row),
      frame: 0,
      view,
      trunkLeanDeg: fromSide ? frameLeanDeg(row, view, cameraRollDeg) : NaN,
      pelvis: view === null || fromSide ? null : pelvisOf(frame, view, cameraRollDeg),
      cameraRollDeg,
      visible: visibleBox(stage, place),
      scale: place.scale,
      labelled: false,
      outside,
    });
  }

  #calmed(frame: CameraFrame): Float32Array {
    const size = `${frame.width} × ${frame.height}`;
    if (size !== this.#size) {
      this.#smoother = new RowSmoother();
      this.#size = size;
    }
    return this.#smoother.next(frame.timeS[0] ?? NaN, frame.rows);
  }
}

function pelvisOf(frame: CameraFrame, view: View, cameraRollDeg: Degrees): PelvisMark | null {
  const line = livePelvicLine(frame.pelvis);
  if (line === null) return null;
  const angleDeg = toDegrees(Math.atan(line.slope));
  const lowerRightDeg = angleDeg - cameraRollDeg;
  return {
    at: line,
    angleDeg,
    levelDeg: cameraRollDeg,
    tiltDeg: view === 'front' ? lowerRightDeg : -lowerRightDeg,
  };
}
