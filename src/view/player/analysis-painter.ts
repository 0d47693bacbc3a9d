import type { RunAnalysis } from '../../analysis/run-analysis';
import { phaseAt } from '../../gait/phase';
import type { Pixels, Seconds } from '../../units';
import { number } from '../words';
import { drawCaption } from './draw-caption';
import { drawOverlay } from './draw-overlay';
import { pelvisMark } from './draw-pelvis';
import type { Size } from './fit';
import type { Canvas2D } from './pen';
import { phaseText } from './stage-words';

/** The shorter side of a player on a laptop's screen: lines and letters get the share of the picture that they have there. */
const PLAYER_PX: Pixels = 720;
/** Times that differ by less are the same frame. */
const SAME_TIME_S: Seconds = 1e-5;

/** Paints what was measured over whole pictures of a clip, as the player does, for pictures and videos that leave the app. */
export class AnalysisPainter {
  readonly #analysis: RunAnalysis;
  readonly #picture: Size;
  /** The longest words with the last time: a caption of this width does not tremble. */
  readonly #widest: string;
  #frame = 0;

  constructor(analysis: RunAnalysis, { width, height }: Size) {
    this.#analysis = analysis;
    this.#picture = { width, height };
    this.#widest = `${number(analysis.track.timeS.at(-1) ?? 0, 2)} s  flight, off the right foot`;
  }

  /** Paints the overlay of a time's frame, its time and the phase of the stride; a frame that was not analysed gets its time alone. */
  paint(context: Canvas2D, timeS: Seconds): void {
    const scale = PLAYER_PX / Math.min(this.#picture.width, this.#picture.height);
    const visible = { left: 0, top: 0, ...this.#picture };
    const { track, view, cameraRollDeg, contacts } = this.#analysis;
    const frame = this.#frameAt(timeS);
    if (frame !== null) {
      const trunkLeanDeg = this.#analysis.trunkLeanDeg[frame] ?? NaN;
      const pelvis = pelvisMark(this.#analysis, frame);
      drawOverlay(context, { track, frame, view, trunkLeanDeg, pelvis, cameraRollDeg, visible, scale });
    }
    const phase = phaseAt(contacts, timeS);
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
