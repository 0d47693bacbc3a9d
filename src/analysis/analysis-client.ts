import * as Comlink from 'comlink';
import type { AnalysisWorker } from '../../workers/analysis.worker';
import { watched } from '../pose/worker-watch';
import type { BackendName } from '../pose/contract';
import type { Milliseconds } from '../units';
import type { Recording } from './recording';
import type { Corrections, RunAnalysis } from './run-analysis';

/** An hour of running takes two seconds; past this, the worker is dead. */
const SILENCE_MS: Milliseconds = 60_000;

export interface Analysed {
  analysis: RunAnalysis;
  /** The tensor backend that computed it. */
  backend: BackendName;
  analysisMs: Milliseconds;
}

/** The page's end of the analysis worker: `analyseRun` without blocking the page. Starts when first needed, stays warm. */
export class AnalysisClient {
  #running: { worker: Worker; api: Comlink.Remote<AnalysisWorker> } | null = null;

  /** Errors: whatever analyseRun throws; WorkerDied. The next call starts afresh. */
  async analyse(recording: Recording, corrections: Corrections): Promise<Analysed> {
    const { worker, api } = (this.#running ??= start());
    try {
      return await watched(worker, SILENCE_MS, () => api.analyse(recording, corrections));
    } catch (error) {
      this.close();
      throw error;
    }
  }

  close(): void {
    this.#running?.worker.terminate();
    this.#running = null;
  }
}

function start() {
  const worker = new Worker(new URL('../../workers/analysis.worker.ts', import.meta.url), { type: 'module' });
  // Wrapped once and kept: comlink closes the worker's end when a wrapper is collected.
  return { worker, api: Comlink.wrap<AnalysisWorker>(worker) };
}
