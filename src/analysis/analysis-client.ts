import * as Comlink from 'comlink';
import type { AnalysisWorker } from '../../workers/analysis.worker';
import type { ComparedCurve, CurveTake } from '../compare/compare-curves';
import type { CurveName } from '../compare/curve-plan';
import { watched, WorkerDied } from '../pose/worker-watch';
import type { Milliseconds } from '../units';
import type { Recording } from './recording';
import type { Corrections, RunAnalysis } from './run-analysis';

/** An hour of running takes two seconds; past this, the worker is dead. */
const SILENCE_MS: Milliseconds = 20_000;
/** A worker that died, or did not start, is replaced once. */
const MOST_STARTS = 2;

interface RunningWorker {
  worker: Worker;
  api: Comlink.Remote<AnalysisWorker>;
}

/** The page's end of the analysis worker: `analyseRun` without blocking the page. Starts when first needed, stays warm. */
export class AnalysisClient {
  #running: RunningWorker | null = null;

  /** With what computed it and how long that took. Errors: whatever analyseRun throws; WorkerDied. The next call starts afresh. */
  analyse(recording: Recording, corrections: Corrections): Promise<RunAnalysis> {
    return this.#ask((api) => api.analyse(recording, corrections));
  }

  /** The curves asked for of two takes, over each other, and where they differ. Errors: WorkerDied; the next call starts afresh. */
  compareCurves(before: CurveTake, after: CurveTake, asked: readonly CurveName[]): Promise<ComparedCurve[]> {
    return this.#ask((api) => api.compareCurves(needed(before), needed(after), asked));
  }

  async #ask<T>(question: (api: Comlink.Remote<AnalysisWorker>) => Promise<T>): Promise<T> {
    for (let tried = 1; ; tried++) {
      const running = (this.#running ??= start());
      try {
        return await watched(running.worker, SILENCE_MS, () => question(running.api));
      } catch (error) {
        this.#replace(running);
        if (!(error instanceof WorkerDied) || tried === MOST_STARTS) throw error;
      }
    }
  }

  /** Another question may have done so already. */
  #replace(running: RunningWorker): void {
    if (this.#running === running) this.close();
  }

  close(): void {
    this.#running?.worker.terminate();
    this.#running = null;
  }
}

function start(): RunningWorker {
  const worker = new Worker(new URL('../../workers/analysis.worker.ts', import.meta.url), { type: 'module' });
  // Wrapped once and kept: comlink closes the worker's end when a wrapper is collected.
  return { worker, api: Comlink.wrap<AnalysisWorker>(worker) };
}

/** Of a whole analysis only what the worker needs is copied over. */
function needed({ track: { timeS }, series, strides }: CurveTake): CurveTake {
  return { track: { timeS }, series, strides };
}
