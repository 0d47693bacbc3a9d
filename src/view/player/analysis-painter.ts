import type { RunAnalysis } from '../../analysis/run-analysis';
import { phaseAt } from '../../gait/phase';
import type { Layer } from '../../state/layers.svelte';
import type { Pixels, Seconds } from '../../units';
import { number } from '../words';
import { overlayOf } from './analysis-overlay';
import { type BodyBoxes, bodyBoxes } from './body-boxes';
import { drawCaption } from './draw-caption';
import { drawOverlay } from './draw-overlay';
import type { Size } from './fit';
import type { Canvas2D } from './pen';
import { spreadFrames } from './runner-box';
import { phaseText } from './stage-words';

/** The shorter side of a player on a laptop's screen: lines and letters get the share of the picture that they have there. */
const PLAYER_PX: Pixels = 720;
/** Times that differ by less are the same frame. */
const SAME_TIME_S: Seconds = 1e-5;
const LAYERS: readonly Layer[] = ['lines', 'joints', 'contacts'];

/** Paints what was measured over whole pictures of a clip, as the player does, for pictures and videos that leave the app. */
export class AnalysisPainter {
  readonly #analysis: RunAnalysis;
  readonly #picture: Size;
  /** The longest words with the last time: a caption of this width does not tremble. */
  readonly #widest: string;
  /** Those of the whole clip: the labels stand still. */
  readonly #boxes: BodyBoxes;
  #frame = 0;

  constructor(analysis: RunAnalysis, { width, height }: Size) {
    this.#analysis = analysis;
    this.#picture = { width, height };
    const { track } = analysis;
    this.#boxes = bodyBoxes(track, spreadFrames(track.timeS.length));
    this.#widest = `${number(track.timeS.at(-1) ?? 0, 2)} s  flight, off the right foot`;
  }

  /** Paints the overlay of a time's frame, its time and the phase of the stride; a frame that was not analysed gets its time alone. */
  paint(context: Canvas2D, timeS: Seconds): void {
    const scale = PLAYER_PX / Math.min(this.#picture.width, this.#picture.height);
    const visible = { left: 0, top: 0, ...this.#picture };
    const frame = this.#frameAt(timeS);
    if (frame !== null) {
      const [boxes, layers] = [this.#boxes, LAYERS];
      drawOverlay(context, { ...overlayOf(this.#analysis, frame), visible, scale, boxes, layers });
    }
    const phase = phaseAt(this.#analysis.contacts, timeS);
    const words = `${number(timeS, 2)} s  ${phase === null ? '' : phaseText(phase)}`;
    drawCaption(context, words, { picture: this.#picture, scale, widest: this.#widest });
  }

  /** Frames come in order, mostly: the search goes on from the last one. */
  #frameAt(timeS: Seconds): number | null {
    const { timeS: times } = this.#analysis.track;
    if (timeS < (times[this.#frame] ?? Infinity) - SAME_TIME_S) this.#frame = 0;
    while (this.#frame < times.length && times[this.#frame]! < timeS - SAME_TIME_S) this.#frame++;
    const found = times[this.#frame];
    return found !== undefined && Math.abs(found - timeS) <= SAME_TIME_S ? this.#frame : null;
  }
}
