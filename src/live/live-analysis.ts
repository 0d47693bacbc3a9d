import { analyseRun } from '../analysis/analyse-run';
import { NO_CORRECTIONS, type MeasuredStride, type RunAnalysis } from '../analysis/run-analysis';
import type { CameraFrame } from '../pose/camera-contract';
import type { Seconds } from '../units';
import type { LiveOptions } from './live-options';
import type { LiveReading, LiveStride } from './live-reading';
import { LiveWindow } from './live-window';
import { SteadyRunning } from './steady-running';
import { SteadyView, VIEW_FROM_S } from './steady-view';
import { StrideLedger } from './stride-ledger';

/**
 * Frames' time between two looks. A look costs 10–25 ms; a third of a step, so that a stride is told soon after it is settled. *(judgement)*
 */
const LOOK_EVERY_S: Seconds = 0.12;
/** Before this a window holds no stride. */
const FIRST_LOOK_S: Seconds = 1;

/**
 * The offline analysis, run again and again on the last seconds of the camera's landmarks: so live numbers and those of the
 * take are read by the same rules. Every stride is told once. Bounded in memory; nothing is kept but the window and the ledger.
 */
export class LiveAnalysis {
  readonly #options: LiveOptions;
  readonly #window = new LiveWindow();
  readonly #ledger = new StrideLedger();
  readonly #running = new SteadyRunning();
  #view = new SteadyView();
  #lookedAtS: Seconds = -Infinity;
  #looking = false;

  constructor(options: LiveOptions) {
    this.#options = options;
  }

  /**
   * Takes a frame in; a reading where it is time for one, else null. While one look goes on, frames are only taken in: the next
   * look has them.
   */
  async add(frame: CameraFrame): Promise<LiveReading | null> {
    this.#takeIn(frame);
    const { endS } = this.#window;
    if (this.#looking || endS - this.#lookedAtS < LOOK_EVERY_S) return null;
    this.#looking = true;
    this.#lookedAtS = endS;
    try {
      return await this.#look(endS);
    } finally {
      this.#looking = false;
    }
  }

  #takeIn(frame: CameraFrame): void {
    const fresh = this.#window.add(frame);
    if (fresh === null) return;
    this.#lookedAtS = -Infinity;
    if (fresh === 'picture') this.#view = new SteadyView();
    else this.#ledger.clear();
  }

  async #look(atS: Seconds): Promise<LiveReading> {
    if (this.#view.look(this.#window.track(VIEW_FROM_S), atS)) this.#window.clear();
    const { startS } = this.#window;
    if (!(atS - startS >= FIRST_LOOK_S)) return this.#reading(atS, null, []);
    const { cameraRollDeg, view } = this.#options;
    const analysis = await analyseRun(this.#window.toRecording(), {
      ...NO_CORRECTIONS,
      cameraRollDeg,
      view: view === 'auto' ? (this.#view.view ?? 'auto') : view,
    });
    return this.#reading(atS, analysis, this.#ledger.news(analysis.strides, startS, atS));
  }

  #reading(atS: Seconds, analysis: RunAnalysis | null, news: readonly MeasuredStride[]): LiveReading {
    const newStrides = news.map(told);
    this.#running.hear(newStrides, atS);
    return {
      atS,
      view: analysis?.view ?? null,
      newStrides,
      running: this.#running.running,
      pelvicMethod: analysis?.pelvicLine?.method ?? 'none',
      cameraRollDeg: analysis?.cameraRollDeg ?? 0,
      rollKnown: (analysis?.cameraRollFrom ?? 'none') !== 'none',
      waits: this.#running.running ? null : this.#whatIsMissing(analysis),
    };
  }

  #whatIsMissing(analysis: RunAnalysis | null): string {
    if (analysis === null) return 'Watching …';
    return this.#view.refused ?? 'Waiting for steady running.';
  }
}

function told({ side, startS, endS, values }: MeasuredStride): LiveStride {
  const { trunkLeanMeanDeg, pelvicDropPeakDeg, cadenceSpm } = values;
  return { side, startS, endS, trunkLeanMeanDeg, pelvicDropPeakDeg, cadenceSpm };
}
