import * as Comlink from 'comlink';
import type { AnalysisWorker } from '../../workers/analysis.worker';
import type { CameraFrame } from '../pose/camera-contract';
import { watched } from '../pose/worker-watch';
import type { Milliseconds } from '../units';
import type { LiveOptions } from './live-options';
import type { LiveReading } from './live-reading';

/** A look takes up to a few hundred milliseconds; the first one waits for the tensor backend. Past this, the worker is dead. */
const SILENCE_MS: Milliseconds = 20_000;
/** A worker that dies again within this many frames cannot live here. *(judgement: some ten seconds)* */
const SHORT_LIFE_FRAMES = 300;
const MOST_SHORT_LIVES = 3;
/** Frames on their way to the worker; more means that it does not keep up, and the newest must not queue behind old ones. */
const MOST_ON_THEIR_WAY = 30;

const RESTARTED = 'The live numbers stopped and started again; they need a few strides.';
const GIVEN_UP = 'The live numbers do not run in this browser; the recording goes on.';

/** What the page is told. */
export interface LiveListener {
  /** Several times a second; in order of the frames. */
  onReading: (reading: LiveReading) => void;
  /** The worker died and was started anew, or cannot live: a sentence for people. The strides told so far stand. */
  onTrouble: (sentence: string) => void;
}

/** One worker and what was asked of it; answers of another one are late. */
interface Run {
  worker: Worker;
  api: Comlink.Remote<AnalysisWorker>;
  options: LiveOptions;
  frames: number;
  onTheirWay: number;
}

/** The page's end of the live analysis, in a worker of its own. Nothing is said any more after `stop`. */
export class LiveClient {
  readonly #listener: LiveListener;
  #run: Run | null = null;
  #shortLives = 0;

  constructor(listener: LiveListener) {
    this.#listener = listener;
  }

  /** Starts, or starts anew with an empty window. Never throws: what goes wrong is told. */
  start(options: LiveOptions): void {
    this.stop();
    this.#shortLives = 0;
    this.#open(options);
  }

  /** Hands a frame over (a copy: its buffers stay the caller's). Never waits, never throws. */
  add(frame: CameraFrame): void {
    const run = this.#run;
    if (run === null || run.onTheirWay >= MOST_ON_THEIR_WAY) return;
    run.frames++;
    run.onTheirWay++;
    void this.#ask(run, (api) => api.liveAdd(frame)).then((reading) => {
      run.onTheirWay--;
      if (reading === null || run !== this.#run) return;
      this.#listener.onReading(reading);
    });
  }

  stop(): void {
    this.#run?.worker.terminate();
    this.#run = null;
  }

  #open(options: LiveOptions): void {
    const worker = new Worker(new URL('../../workers/analysis.worker.ts', import.meta.url), {
      type: 'module',
    });
    const api = Comlink.wrap<AnalysisWorker>(worker);
    const run: Run = { worker, api, options, frames: 0, onTheirWay: 0 };
    this.#run = run;
    // It may die between two frames, when nobody waits for an answer.
    worker.addEventListener('error', () => {
      this.#died(run);
    });
    void this.#ask(run, (one) => one.liveStart(options));
  }

  /** The answer; null where the worker died over it, or nobody waits for it any more. */
  async #ask<T>(run: Run, question: (api: Run['api']) => Promise<T>): Promise<T | null> {
    try {
      return await watched(run.worker, SILENCE_MS, () => question(run.api));
    } catch {
      this.#died(run);
      return null;
    }
  }

  /** Starts another one in its place, unless it has been replaced already. */
  #died(run: Run): void {
    if (run !== this.#run) return;
    const { options, frames } = run;
    this.stop();
    this.#shortLives = frames < SHORT_LIFE_FRAMES ? this.#shortLives + 1 : 1;
    if (this.#shortLives >= MOST_SHORT_LIVES) {
      this.#listener.onTrouble(GIVEN_UP);
      return;
    }
    this.#listener.onTrouble(RESTARTED);
    this.#open(options);
  }
}
