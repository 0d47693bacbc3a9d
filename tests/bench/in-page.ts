/** The half of the bench that runs in the page. Every function gives milliseconds per frame. */
import { createDetector, SupportedModels } from '@tensorflow-models/pose-detection';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import plainWasmUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simdWasmUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import * as tf from '@tensorflow/tfjs-core';
import * as Comlink from 'comlink';
import { NO_CORRECTIONS } from '../../src/analysis/run-analysis';
import { AnalysisClient } from '../../src/analysis/analysis-client';
import { recordingOf } from '../../src/analysis/record-clip';
import type { WorkerSetup } from '../../src/pose/contract';
import type { FollowedRunner } from '../../src/pose/follow-progress';
import { PoseClient } from '../../src/pose/pose-client';
import type { BenchWorker } from './bench.worker';
import { longRecording } from './long-run';
import { storeBench } from './storage-in-page';

const modelsUrl = new URL('models/', document.baseURI).href;
const setup: WorkerSetup = { model: 'full', backend: 'wasm', modelsUrl };

/** As many as run at once. */
const bareWorkers: Comlink.Remote<BenchWorker>[] = [];
const clients = new Map<number, PoseClient>();

function bareWorker(place: number): Comlink.Remote<BenchWorker> {
  const worker = () => new Worker(new URL('./bench.worker.ts', import.meta.url), { type: 'module' });
  return (bareWorkers[place] ??= Comlink.wrap<BenchWorker>(worker()));
}

/** Where the bench puts the clip. */
const input = Object.assign(document.createElement('input'), { type: 'file', id: 'bench-clip' });
document.body.append(input);

function clip(): File {
  const file = input.files?.[0];
  if (file === undefined) throw new Error('The bench gave no clip.');
  return file;
}

/** Our whole pipeline, from the file to the track, without the one-time start; `workers`: at the most. */
async function pipeline(workers: number): Promise<number> {
  const file = clip();
  const client = clients.get(workers) ?? new PoseClient(setup, { mostWorkers: workers });
  clients.set(workers, client);
  const { wallS, track } = await client.follow(file, task(file));
  return (1000 * wallS) / track.timeS.length;
}

async function prepareBareModel(workers: number): Promise<void> {
  for (let place = 0; place < workers; place++) await bareWorker(place).prepare(setup);
}

/** Milliseconds a run where so many workers run the network side by side. */
async function bareModel(workers: number, runs: number): Promise<number> {
  const start = performance.now();
  await Promise.all(Array.from({ length: workers }, (_, place) => bareWorker(place).bareModel(runs)));
  return (performance.now() - start) / (workers * runs);
}

/** Seconds of running after which the app works out its first numbers. */
const FIRST_NUMBERS_S = 6;

/** From a cold start to the first landmarks on the page, to the first numbers, and to the whole clip's. */
async function firstNumbers() {
  const file = clip();
  const start = performance.now();
  const sinceStart = () => performance.now() - start;
  const cold = new PoseClient(setup);
  let firstMs = NaN;
  const numbers: Promise<number>[] = [];
  const numbersOf = async (followed: FollowedRunner) => {
    await analyser.analyse(recordingOf(followed, 'full'), NO_CORRECTIONS);
    return sinceStart();
  };
  const whole = await cold.follow(file, task(file), {
    onProgress: ({ frames, latest, soFar }) => {
      if (frames > 0 && Number.isNaN(firstMs)) firstMs = sinceStart();
      const isTime = (latest.timeS.at(-1) ?? 0) >= FIRST_NUMBERS_S;
      if (isTime && numbers.length === 0) numbers.push(numbersOf(soFar()));
    },
  });
  const wholeMs = await numbersOf(whole);
  cold.close();
  return { firstMs, numbersMs: (await numbers[0]) ?? NaN, wholeMs };
}

/** pose-detection's public API as its demo uses it: a `<video>` that is stepped, whole frames, smoothing as it comes. */
async function estimatePoses(frames: number, fps: number): Promise<number> {
  setWasmPaths({
    'tfjs-backend-wasm.wasm': plainWasmUrl,
    'tfjs-backend-wasm-simd.wasm': simdWasmUrl,
    'tfjs-backend-wasm-threaded-simd.wasm': simdWasmUrl,
  });
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  await tf.setBackend('wasm');
  const detector = await createDetector(SupportedModels.BlazePose, {
    runtime: 'tfjs',
    modelType: 'full',
    detectorModelUrl: new URL('detector/model.json', modelsUrl).href,
    landmarkModelUrl: new URL('full/model.json', modelsUrl).href,
  });
  const ms = await stepped(frames, fps, async (video) => {
    await detector.estimatePoses(video);
  });
  detector.dispose();
  return ms;
}

/** The part of `@mediapipe/pose` that the bench uses; its script is served beside the page. */
interface MediaPipePose {
  setOptions(options: { modelComplexity: 0 | 1 | 2; smoothLandmarks: boolean }): void;
  onResults(listener: () => void): void;
  initialize(): Promise<void>;
  send(inputs: { image: HTMLVideoElement }): Promise<void>;
  close(): Promise<void>;
}

declare global {
  interface Window {
    bench: typeof bench;
    Pose?: new (options: { locateFile: (file: string) => string }) => MediaPipePose;
  }
}

/** The MediaPipe runtime of `@mediapipe/pose` on the same stepped `<video>`. */
async function mediaPipe(frames: number, fps: number): Promise<number> {
  if (window.Pose === undefined) throw new Error('pose.js of @mediapipe/pose was not loaded.');
  const pose = new window.Pose({ locateFile: (name) => `/mediapipe/${name}` });
  pose.setOptions({ modelComplexity: 1, smoothLandmarks: false });
  pose.onResults(() => undefined);
  await pose.initialize();
  const ms = await stepped(frames, fps, (video) => pose.send({ image: video }));
  await pose.close();
  return ms;
}

/** Steps a `<video>` frame by frame and times seek and estimate together, after one frame that warms up. */
async function stepped(
  frames: number,
  fps: number,
  estimate: (video: HTMLVideoElement) => Promise<void>,
): Promise<number> {
  const video = Object.assign(document.createElement('video'), {
    src: URL.createObjectURL(clip()),
    muted: true,
  });
  await new Promise((resolve) => {
    video.addEventListener('loadeddata', resolve, { once: true });
  });
  [video.width, video.height] = [video.videoWidth, video.videoHeight];
  await estimate(video);
  const start = performance.now();
  for (let frame = 1; frame <= frames; frame++) {
    const seeked = new Promise((resolve) => {
      video.addEventListener('seeked', resolve, { once: true });
    });
    video.currentTime = (frame + 0.5) / fps;
    await seeked;
    await estimate(video);
  }
  URL.revokeObjectURL(video.src);
  return (performance.now() - start) / frames;
}

function task(file: File) {
  return { name: file.name, runner: 'largest' as const, slowMotionFactor: 1 };
}

const analyser = new AnalysisClient();

/** The best of several analyses of a synthetic run: in the worker, and as the page waits for it. */
async function analysis(seconds: number, runs: number) {
  const recording = longRecording(seconds);
  const best = { workerMs: Infinity, pageMs: Infinity, strides: 0 };
  for (let run = 0; run < runs; run++) {
    const start = performance.now();
    const analysis = await analyser.analyse(recording, NO_CORRECTIONS);
    best.pageMs = Math.min(best.pageMs, performance.now() - start);
    best.workerMs = Math.min(best.workerMs, analysis.computed?.analysisMs ?? NaN);
    best.strides = analysis.strides.length;
  }
  return best;
}

const bench = {
  analysis,
  permutation: (curves: number) => bareWorker(0).permutation(curves),
  decode: () => bareWorker(0).decode(clip(), clip().name),
  prepareBareModel,
  bareModel,
  pipeline,
  firstNumbers,
  estimatePoses,
  mediaPipe,
  store: storeBench,
};
window.bench = bench;
