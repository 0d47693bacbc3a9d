import { analyseRun } from '../analysis/analyse-run';
import {
  type Corrections,
  NO_CORRECTIONS,
  type MeasuredStride,
  type RunAnalysis,
} from '../analysis/run-analysis';
import { losesSides } from '../metrics/level';
import { metricOf } from '../metrics/registry';
import type { PelvicLineMethod } from '../metrics/pelvic-line';
import type { CameraFrame } from '../pose/camera-contract';
import type { Milliseconds, Seconds } from '../units';
import { frameLimit } from './enough-frames';
import { HeldValue } from './held-value';
import type { LiveOptions } from './live-options';
import type { LiveReading, LiveStride } from './live-reading';
import { LiveWindow } from './live-window';
import { SteadyRunning } from './steady-running';
import { SteadyView, VIEW_FROM_S } from './steady-view';
import { StrideLedger } from './stride-ledger';

/** Camera's time between two looks: a third of a step, so that a stride is told soon after it is settled. *(judgement)* */
const LOOK_EVERY_S: Seconds = 0.12;
/** A look waits for so many times what the last one took, so that it leaves the machine to the pose model. *(judgement)* */
const REST_SHARE = 3;
/** Before this a window holds no stride. */
const FIRST_LOOK_S: Seconds = 1;
/** The pelvic line is read from something else only when that was seen for so long: each has its own gain. *(judgement)* */
const OTHER_LINE_AFTER_S: Seconds = 1.5;

/**
 * The offline analysis, run again and again on the last seconds of the camera's landmarks: so live numbers and those of the
 * take are read by the same rules. Every stride is told once. Bounded in memory; nothing is kept but the window and the ledger.
 */
export class LiveAnalysis {
  readonly #options: LiveOptions;
  readonly #nowMs: () => Milliseconds;
  readonly #window = new LiveWindow();
  readonly #ledger = new StrideLedger();
  readonly #running = new SteadyRunning();
  #view = new SteadyView();
  #method = new HeldValue<PelvicLineMethod>('none');
  #nextLookS: Seconds = -Infinity;
  #looking = false;
  /** How often the clock started anew. */
  #clocks = 0;

  /** `nowMs`: the clock that looks are timed with. */
  constructor(options: LiveOptions, nowMs: () => Milliseconds = () => performance.now()) {
    this.#options = options;
    this.#nowMs = nowMs;
  }

  /**
   * Takes a frame in; a reading where it is time for one, else null. While one look goes on, frames are only taken in: the next
   * look has them.
   */
  async add(frame: CameraFrame): Promise<LiveReading | null> {
    this.#takeIn(frame);
    const { endS } = this.#window;
    if (this.#looking || endS < this.#nextLookS) return null;
    this.#looking = true;
    this.#nextLookS = endS + LOOK_EVERY_S;
    const startedMs = this.#nowMs();
    try {
      return await this.#look(endS);
    } finally {
      this.#looking = false;
      const restS = (REST_SHARE * (this.#nowMs() - startedMs)) / 1000;
      this.#nextLookS = Math.max(this.#nextLookS, Math.min(endS, this.#window.endS) + restS);
    }
  }

  #takeIn(frame: CameraFrame): void {
    const fresh = this.#window.add(frame);
    if (fresh === null) return;
    this.#nextLookS = -Infinity;
    if (fresh === 'picture') this.#view = new SteadyView();
    else {
      this.#clocks++;
      this.#ledger.clear();
    }
  }

  async #look(atS: Seconds): Promise<LiveReading | null> {
    if (this.#view.look(this.#window.track(VIEW_FROM_S), atS)) this.#window.clear();
    const { startS } = this.#window;
    if (!(atS - startS >= FIRST_LOOK_S)) return this.#reading(atS, null, []);
    const { cameraRollDeg } = this.#options;
    const view = this.#viewNow;
    const corrections: Corrections = { ...NO_CORRECTIONS, cameraRollDeg, view: view ?? 'auto' };
    const clock = this.#clocks;
    const analysis = await analyseRun(this.#window.toRecording(), corrections);
    if (clock !== this.#clocks) return null; // strides of a time that is no more
    const method = analysis.pelvicLine?.method ?? 'none';
    this.#method.see(method, atS, this.#method.value === 'none' ? 0 : OTHER_LINE_AFTER_S);
    const spoilt = frameLimit(this.#window.framesPerS, view)?.spoils === true;
    const news = spoilt ? [] : this.#ledger.news(analysis.strides, startS, atS);
    return this.#reading(
      atS,
      analysis,
      news.map((stride) => told(stride, method === this.#method.value, isEvened(analysis))),
    );
  }

  /** As a person said, or as it is held; null = not told yet. */
  get #viewNow() {
    return this.#options.view === 'auto' ? this.#view.view : this.#options.view;
  }

  #reading(atS: Seconds, analysis: RunAnalysis | null, newStrides: LiveStride[]): LiveReading {
    this.#running.hear(newStrides, atS);
    const { framesPerS } = this.#window;
    const limit = analysis === null ? null : frameLimit(framesPerS, this.#viewNow);
    const waiting = limit?.spoils === true ? limit.sentence : this.#whatIsMissing(analysis);
    return {
      atS,
      view: analysis?.view ?? null,
      newStrides,
      running: this.#running.running,
      pelvicMethod: this.#method.value,
      cameraRollDeg: analysis?.cameraRollDeg ?? 0,
      rollKnown: (analysis?.cameraRollFrom ?? 'none') !== 'none',
      framesPerS,
      limits: limit?.sentence ?? null,
      waits: this.#running.running ? null : waiting,
    };
  }

  #whatIsMissing(analysis: RunAnalysis | null): string {
    if (analysis === null) return 'Watching …';
    return (this.#options.view === 'auto' ? this.#view.refused : null) ?? 'Waiting for steady running.';
  }
}

/** A stride as it is told; its drop only where it was read from the line that is held. */
function told(
  { side, startS, endS, values }: MeasuredStride,
  sameLine: boolean,
  evened: boolean,
): LiveStride {
  const { trunkLeanMeanDeg, pelvicDropPeakDeg, cadenceSpm } = values;
  return {
    side,
    startS,
    endS,
    trunkLeanMeanDeg,
    pelvicDropPeakDeg: sameLine ? pelvicDropPeakDeg : NaN,
    cadenceSpm,
    evened,
  };
}

/** Did a camera whose lean nobody knows take left and right from the drops? */
function isEvened({ cameraRollFrom, pelvicLine }: RunAnalysis): boolean {
  return losesSides(metricOf('pelvicDropPeakDeg'), {
    cameraRollKnown: cameraRollFrom !== 'none',
    pelvicLine,
  });
}
