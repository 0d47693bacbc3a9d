import * as tf from '@tensorflow/tfjs-core';
import type { BackendName, BackendTrial, PreparedReport, WorkerSetup } from '../src/pose/contract';
import { LANDMARK_INPUT, PoseModel } from './pose-model';
import { setUpWasm, startBackend, unfitness } from './start-backend';

/** Tried in this order; the first is the yardstick for right numbers: float32 on every machine. */
const AUTOMATIC: readonly BackendName[] = ['wasm', 'webgl', 'webgpu'];
/** Timed runs per backend after one that compiles; the fastest counts. */
const TRIAL_RUNS = 3;
/** Landmarks of two backends may differ by so many of the 256 input pixels; float16 shaders are off by whole pixels. */
const SAME_NUMBERS_PX = 0.5;

/** A model on the backend that was taken, and how it was chosen. */
export interface OpenedModel {
  model: PoseModel;
  report: PreparedReport;
}

/**
 * Loads the model on the asked-for backend, or measures every backend of this machine and keeps the fastest right one.
 * `onStep`: called whenever a piece of it has come or been done.
 */
export async function openModel(
  { backend, model, modelsUrl }: WorkerSetup,
  onStep: () => void = () => undefined,
): Promise<OpenedModel> {
  setUpWasm();
  tf.env().set('SOFTWARE_WEBGL_ENABLED', backend === 'webgl');
  const open = async (name: BackendName) => {
    if (!(await startBackend(name))) return null;
    onStep();
    return PoseModel.load(model, modelsUrl, onStep);
  };
  if (backend !== 'auto') {
    const opened = await open(backend);
    if (opened === null) throw new Error(`The ${backend} backend does not start in this browser.`);
    return { model: opened, report: { backend, trials: [] } };
  }
  const { model: fastest, ...report } = await measure(open, onStep);
  return { model: fastest, report };
}

async function measure(open: (name: BackendName) => Promise<PoseModel | null>, onStep: () => void) {
  const trials: BackendTrial[] = [];
  let best: { backend: BackendName; model: PoseModel; ms: number } | null = null;
  let yardstick: Float32Array | null = null;
  for (const backend of AUTOMATIC) {
    const unfit = await unfitness(backend);
    const model = unfit === null ? await open(backend) : null;
    if (model === null) {
      trials.push({ backend, msPerFrame: null, rejected: unfit ?? 'does not start in this browser' });
      continue;
    }
    const { ms, landmarks } = await time(model, onStep);
    yardstick ??= landmarks;
    const right = differencePx(landmarks, yardstick) <= SAME_NUMBERS_PX;
    trials.push({ backend, msPerFrame: ms, rejected: right ? null : 'gives other numbers than float32' });
    if (right && (best === null || ms < best.ms)) {
      if (best !== null) await close(best);
      best = { backend, model, ms };
    } else await close({ backend, model });
  }
  if (best === null) throw new Error('No backend of this browser can run the pose model.');
  await tf.setBackend(best.backend);
  return { backend: best.backend, model: best.model, trials };
}

async function time(model: PoseModel, onStep: () => void): Promise<{ ms: number; landmarks: Float32Array }> {
  const { size } = LANDMARK_INPUT;
  const input = tf.tidy(() => tf.reshape<tf.Rank.R4>(tf.linspace(0, 1, size * size * 3), [1, size, size, 3]));
  let ms = Infinity;
  let landmarks = new Float32Array();
  for (let run = 0; run <= TRIAL_RUNS; run++) {
    const start = performance.now();
    const outputs = model.execute(input);
    landmarks = Float32Array.from((await outputs[0]?.data()) ?? []);
    if (run > 0) ms = Math.min(ms, performance.now() - start);
    tf.dispose(outputs);
    onStep();
  }
  input.dispose();
  return { ms, landmarks };
}

function differencePx(a: Float32Array, b: Float32Array): number {
  let most = 0;
  // Five values per landmark; the first two are its place in the input square.
  for (let k = 0; k < a.length; k += 5) {
    const apart = Math.hypot((a[k] ?? NaN) - (b[k] ?? NaN), (a[k + 1] ?? NaN) - (b[k + 1] ?? NaN));
    most = Number.isNaN(apart) ? Infinity : Math.max(most, apart);
  }
  return most;
}

async function close({ backend, model }: { backend: BackendName; model: PoseModel }): Promise<void> {
  await tf.setBackend(backend);
  model.dispose();
  tf.removeBackend(backend);
}
