/** The half of the bench that runs in the page. Every function gives milliseconds per frame. */
import { createDetector, SupportedModels } from '@tensorflow-models/pose-detection';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import plainWasmUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simdWasmUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import threadedWasmUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url';
import * as tf from '@tensorflow/tfjs-core';
import * as Comlink from 'comlink';
import { NO_CORRECTIONS } from '../../src/analysis/run-analysis';
import { AnalysisClient } from '../../src/analysis/analysis-client';
import type { WorkerSetup } from '../../src/pose/contract';
import { PoseClient } from '../../src/pose/pose-client';
import type { BenchWorker } from './bench.worker';
import { longRecording } from './long-run';
import { storeBench } from './storage-in-page';

const modelsUrl = new URL('models/', document.baseURI).href;
const setup: WorkerSetup = { model: 'full', backend: 'wasm', modelsUrl };

const worker = new Worker(new URL('./bench.worker.ts', import.meta.url), { type: 'module' });
const inWorker = Comlink.wrap<BenchWorker>(worker);
const client = new PoseClient(setup);

/** Where the bench puts the clip. */
const input = Object.assign(document.createElement('input'), { type: 'file', id: 'bench-clip' });
document.body.append(input);

function clip(): File {
  const file = input.files?.[0];
  if (file === undefined) throw new Error('The bench gave no clip.');
  return file;
}

/** Our whole pipeline, from the file to the track, without the one-time start. */
async function pipeline() {
  const file = clip();
  const { wallS, track, decodeMs, poseMs } = await client.follow(file, task(file));
  const frames = track.timeS.length;
  return { ms: (1000 * wallS) / frames, decodeMs: decodeMs / frames, poseMs: poseMs / frames, frames };
}

/** From a cold worker to the first landmarks on the page. */
async function firstLandmarkMs(): Promise<number> {
  const file = clip();
  const start = performance.now();
  const cold = new PoseClient(setup);
  const first = new AbortController();
  let ms = NaN;
  await cold
    .follow(file, task(file), {
      signal: first.signal,
      onProgress: () => {
        ms = performance.now() - start;
        first.abort();
      },
    })
    .catch(() => undefined);
  cold.close();
  return ms;
}

/** pose-detection's public API as its demo uses it: a `<video>` that is stepped, whole frames, smoothing as it comes. */
async function estimatePoses(frames: number, fps: number): Promise<number> {
  setWasmPaths({
    'tfjs-backend-wasm.wasm': plainWasmUrl,
    'tfjs-backend-wasm-simd.wasm': simdWasmUrl,
    'tfjs-backend-wasm-threaded-simd.wasm': threadedWasmUrl,
  });
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
  permutation: (curves: number) => inWorker.permutation(curves),
  decode: () => inWorker.decode(clip(), clip().name),
  prepareBareModel: () => inWorker.prepare(setup),
  bareModel: (runs: number) => inWorker.bareModel(runs),
  pipeline,
  firstLandmarkMs,
  estimatePoses,
  mediaPipe,
  store: storeBench,
};
window.bench = bench;
