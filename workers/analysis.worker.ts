/** The analysis worker: a thin shell that gives the tensor programs of the analysis a backend, away from the page. */
import * as Comlink from 'comlink';
import { analyseRun } from '../src/analysis/analyse-run';
import type { RunAnalysis } from '../src/analysis/run-analysis';
import { compareCurves, type CurveTake } from '../src/compare/compare-curves';
import type { BackendName } from '../src/pose/contract';
import { setUpWasm, startBackend, unfitness } from './start-backend';

/** WebGL where there is a graphics card that holds 32 bits; plain JavaScript only where even WASM is missing. */
const PREFERRED: readonly BackendName[] = ['webgl', 'wasm', 'cpu'];

const started = start();

async function start(): Promise<BackendName> {
  setUpWasm(1); // matrices this small gain nothing from threads
  for (const backend of PREFERRED) {
    if ((await unfitness(backend)) === null && (await startBackend(backend))) return backend;
  }
  throw new Error('No tensor backend starts in this browser.');
}

const worker = {
  async analyse(...[recording, corrections]: Parameters<typeof analyseRun>): Promise<RunAnalysis> {
    const backend = await started;
    const startedAt = performance.now();
    const analysis = await analyseRun(recording, corrections);
    return { ...analysis, computed: { backend, analysisMs: performance.now() - startedAt } };
  },

  async compareCurves(before: CurveTake, after: CurveTake) {
    await started;
    return compareCurves(before, after);
  },
};

export type AnalysisWorker = typeof worker;

Comlink.expose(worker);
