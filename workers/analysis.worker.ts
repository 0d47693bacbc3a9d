/** The analysis worker: a thin shell that gives the tensor programs of the analysis a backend, away from the page. */
import * as Comlink from 'comlink';
import { analyseRun } from '../src/analysis/analyse-run';
import { LiveAnalysis } from '../src/live/live-analysis';
import type { LiveOptions } from '../src/live/live-options';
import type { LiveReading } from '../src/live/live-reading';
import type { CameraFrame } from '../src/pose/camera-contract';
import type { RunAnalysis } from '../src/analysis/run-analysis';
import { compareCurves, type CurveTake } from '../src/compare/compare-curves';
import type { CurveName } from '../src/compare/curve-plan';
import type { BackendName } from '../src/pose/contract';
import { setUpWasm, startBackend, unfitness } from './start-backend';

/** WebGL where there is a graphics card that holds 32 bits; plain JavaScript only where even WASM is missing. */
const PREFERRED: readonly BackendName[] = ['webgl', 'wasm', 'cpu'];

const started = start();

async function start(): Promise<BackendName> {
  setUpWasm();
  for (const backend of PREFERRED) {
    if ((await unfitness(backend)) === null && (await startBackend(backend))) return backend;
  }
  throw new Error('No tensor backend starts in this browser.');
}

let live: LiveAnalysis | null = null;
let liveReady: Promise<unknown> = started;

const worker = {
  async analyse(...[recording, corrections]: Parameters<typeof analyseRun>): Promise<RunAnalysis> {
    const backend = await started;
    const startedAt = performance.now();
    const analysis = await analyseRun(recording, corrections);
    return { ...analysis, computed: { backend, analysisMs: performance.now() - startedAt } };
  },

  async compareCurves(before: CurveTake, after: CurveTake, asked: readonly CurveName[]) {
    await started;
    return compareCurves(before, after, asked);
  },

  /** Frames that are added from now on belong to a new run. */
  async liveStart(options: LiveOptions): Promise<void> {
    live = new LiveAnalysis(options);
    // A window is so small that WASM is done before a graphics card has answered; and the card is the pose model's.
    liveReady = started.then(() => startBackend('wasm'));
    await liveReady;
  },

  /** null where it is not time for a reading. */
  async liveAdd(frame: CameraFrame): Promise<LiveReading | null> {
    await liveReady;
    return live === null ? null : live.add(frame);
  },

  liveStop() {
    live = null;
  },
};

export type AnalysisWorker = typeof worker;

Comlink.expose(worker);
