import '@tensorflow/tfjs-backend-cpu';
import { setThreadsCount, setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import plainWasmUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simdWasmUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import threadedWasmUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url';
import { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import '@tensorflow/tfjs-backend-webgpu';
import * as tf from '@tensorflow/tfjs-core';
import type { BackendName, BackendTrial, PreparedReport, WorkerSetup } from '../src/pose/contract';
import { LANDMARK_INPUT, PoseModel } from './pose-model';

/** Tried in this order; the first is the yardstick for right numbers: float32 on every machine. */
const AUTOMATIC: readonly BackendName[] = ['wasm', 'webgl', 'webgpu'];
/** Timed runs per backend after one that compiles; the fastest counts. */
const TRIAL_RUNS = 3;
/** Landmarks of two backends may differ by so many of the 256 input pixels; float16 shaders are off by whole pixels. */
const SAME_NUMBERS_PX = 0.5;
/** A GPU played by the processor: 15 times slower than WASM (DESIGN.md), and it takes seconds to find that out. */
const SOFTWARE_RENDERER = /swiftshader|llvmpipe|softpipe|basic render|software/i;
/** More threads than this gain nothing on networks this small. *(judgement)* */
const MOST_THREADS = 4;

/** A model on the backend that was taken, and how it was chosen. */
export interface OpenedModel {
  model: PoseModel;
  report: PreparedReport;
}

/** Loads the model on the asked-for backend, or measures every backend of this machine and keeps the fastest right one. */
export async function openModel({ backend, model, modelsUrl }: WorkerSetup): Promise<OpenedModel> {
  const threads = setUpWasm();
  tf.env().set('SOFTWARE_WEBGL_ENABLED', backend === 'webgl');
  const open = (name: BackendName) => openOn(name, () => PoseModel.load(model, modelsUrl));
  if (backend !== 'auto') {
    const opened = await open(backend);
    if (opened === null) throw new Error(`The ${backend} backend does not start in this browser.`);
    return { model: opened, report: { backend, threads: threadsOf(backend, threads), trials: [] } };
  }
  const chosen = await measure(open);
  return {
    model: chosen.model,
    report: { backend: chosen.backend, threads: threadsOf(chosen.backend, threads), trials: chosen.trials },
  };
}

async function measure(open: (name: BackendName) => Promise<PoseModel | null>) {
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
    const { ms, landmarks } = await time(model);
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

/** Why a backend is not worth a trial here, in words; null = it is. */
async function unfitness(backend: BackendName): Promise<string | null> {
  if (backend === 'webgl') {
    const context = new OffscreenCanvas(1, 1).getContext('webgl2');
    if (context === null) return 'no WebGL 2 in this browser';
    const named = context.getExtension('WEBGL_debug_renderer_info');
    const renderer = String(context.getParameter(named?.UNMASKED_RENDERER_WEBGL ?? context.RENDERER));
    context.getExtension('WEBGL_lose_context')?.loseContext();
    return SOFTWARE_RENDERER.test(renderer) ? `software graphics (${renderer})` : null;
  }
  if (backend === 'webgpu') {
    const adapter = 'gpu' in navigator ? await navigator.gpu.requestAdapter() : null;
    if (adapter === null) return 'no WebGPU in this browser';
    return adapter.info.isFallbackAdapter ? 'software graphics' : null;
  }
  return null;
}

/** Null where the backend does not start, or holds only 16 bits (some phones): that is too coarse for angles. */
async function openOn(backend: BackendName, load: () => Promise<PoseModel>): Promise<PoseModel | null> {
  try {
    if (!(await tf.setBackend(backend))) return null;
  } catch {
    return null;
  }
  if (backend === 'webgl' && !tf.env().getBool('WEBGL_RENDER_FLOAT32_CAPABLE')) return null;
  return load();
}

async function time(model: PoseModel): Promise<{ ms: number; landmarks: Float32Array }> {
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

function setUpWasm(): number {
  setWasmPaths({
    'tfjs-backend-wasm.wasm': plainWasmUrl,
    'tfjs-backend-wasm-simd.wasm': simdWasmUrl,
    'tfjs-backend-wasm-threaded-simd.wasm': threadedWasmUrl,
  });
  const threads = crossOriginIsolated ? Math.min(navigator.hardwareConcurrency, MOST_THREADS) : 1;
  setThreadsCount(threads);
  return threads;
}

function threadsOf(backend: BackendName, threads: number): number {
  return backend === 'wasm' ? threads : 1;
}

/** The graphics card dropped the context; numbers read after that would be wrong. */
export class GpuLost extends Error {
  override name = 'GpuLost';
  constructor() {
    super('The graphics card stopped working in the middle of the clip.');
  }
}

/**
 * Runs work on the active backend, and rejects with GpuLost once the graphics card drops our context: tfjs itself would
 * wait for its answer for ever, or read zeros.
 */
export async function unlessGpuIsLost<T>(work: () => Promise<T>): Promise<T> {
  const backend = tf.backend();
  if (!(backend instanceof MathBackendWebGL)) return work();
  const { gl } = backend.gpgpu;
  const watch = new AbortController();
  const lost = new Promise<never>((_, reject) => {
    gl.canvas.addEventListener(
      'webglcontextlost',
      () => {
        reject(new GpuLost());
      },
      { signal: watch.signal },
    );
  });
  try {
    if (gl.isContextLost()) throw new GpuLost();
    const result = await Promise.race([work(), lost]);
    if (gl.isContextLost()) throw new GpuLost();
    return result;
  } finally {
    watch.abort();
  }
}
