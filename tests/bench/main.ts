/**
 * `npm run bench`: what the clip's way to landmarks costs, beside the alternatives, in one run. Prints ratios.
 * `npm run bench -- live [seconds]`: the camera's way alone, and its memory over so many seconds.
 */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { type AppPage, openBuiltPage } from '../../src/command/app-page';
import { benchCompare } from './compare';
import type {} from './in-page';
import { BENCH_FPS, benchClip, type Size, SIZES } from './media';
import { watchPeakMemory } from './memory';
import { benchJourney } from './journey';
import { benchLive, benchLiveMemory } from './live';
import { benchLiveStrides } from './live-strides';
import { benchPelvicLine } from './pelvic-line';
import { benchStorage } from './storage';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const OUT_DIR = here('../.out/bench');
const MEDIAPIPE = here('../../node_modules/@mediapipe/pose/');
/** Seconds of clip per timed run; long enough that one hiccup does not count. */
const CLIP_S = 4;
/** Our pipeline and the bare network in turn, this often; medians are printed. */
const ROUNDS = 3;
const MODEL_RUNS = 60;
/** Frames of the slow alternatives. */
const STEPPED_FRAMES = 25;
const MEDIAPIPE_FRAMES = 8;
const MEBIBYTE = 2 ** 20;
const CONTENT_TYPES: Record<string, string> = { wasm: 'application/wasm', js: 'text/javascript' };

async function main(): Promise<void> {
  const [only, seconds] = process.argv.slice(2);
  if (only !== 'live') await benchCompare();
  await benchLiveStrides();
  if (benchClip('720p', 1) === null) {
    console.log('bench: ../shared/field is not here, so there is no clip to measure on.');
    return;
  }
  process.stderr.write('bench: building …\n');
  await build({
    root: here('../../'),
    logLevel: 'error',
    build: {
      outDir: OUT_DIR,
      emptyOutDir: true,
      rolldownOptions: { input: { index: here('../../index.html'), command: here('in-page.ts') } },
    },
  });
  await benchLive(OUT_DIR);
  if (only === 'live') {
    if (seconds !== undefined) await benchLiveMemory(OUT_DIR, Number(seconds));
    return;
  }
  for (const size of Object.keys(SIZES) as Size[]) await benchSize(size);
  await benchAnalysis();
  benchPelvicLine();
  await benchStorage(OUT_DIR);
  await benchJourney(OUT_DIR);
  await benchMemory();
}

async function benchSize(size: Size): Promise<void> {
  const { page, close } = await openBenchPage(benchClip(size, CLIP_S));
  await page.evaluate(() => window.bench.prepareBareModel());
  const firstMs = await page.evaluate(() => window.bench.firstLandmarkMs());
  const [bare, whole, decode]: [number[], number[], number[]] = [[], [], []];
  for (let round = 0; round < ROUNDS; round++) {
    bare.push(await page.evaluate((runs) => window.bench.bareModel(runs), MODEL_RUNS));
    whole.push((await page.evaluate(() => window.bench.pipeline())).ms);
    decode.push(await page.evaluate(() => window.bench.decode()));
  }
  const estimatePoses = await page.evaluate(([frames, fps]) => window.bench.estimatePoses(frames, fps), [
    STEPPED_FRAMES,
    BENCH_FPS,
  ] as const);
  const mediaPipe = await page.evaluate(([frames, fps]) => window.bench.mediaPipe(frames, fps), [
    MEDIAPIPE_FRAMES,
    BENCH_FPS,
  ] as const);
  await close();
  const pipeline = median(whole);
  console.log(`\n${size} (full model, WASM)           ms per frame   in pipelines`);
  const rows = {
    '(a) decoding alone': median(decode),
    '(b) bare network': median(bare),
    '(c) our whole pipeline': pipeline,
    '(d) estimatePoses, stepped <video>': estimatePoses,
    '(e) MediaPipe runtime': mediaPipe,
  };
  for (const [name, ms] of Object.entries(rows)) {
    console.log(`  ${name.padEnd(36)}${ms.toFixed(1).padStart(7)}${(ms / pipeline).toFixed(2).padStart(12)}`);
  }
  console.log(
    `  whole pipeline / bare network = ${(pipeline / median(bare)).toFixed(2)}; ` +
      `first landmarks ${(firstMs / 1000).toFixed(1)} s after a cold start`,
  );
}

/** From landmarks to findings, on WASM; the growth with the length must be linear. */
async function benchAnalysis(): Promise<void> {
  const { page, close } = await openBenchPage(benchClip('720p', 1));
  await page.evaluate(() => window.bench.prepareBareModel());
  const edit = await page.evaluate(() => window.bench.analysis(30, 8));
  console.log(
    `\nanalysis again after an edit, 30 s clip: ${edit.workerMs.toFixed(0)} ms (the page waits ${edit.pageMs.toFixed(0)} ms)`,
  );
  const watch = watchPeakMemory(process.pid);
  for (const minutes of [1, 10, 30, 60]) {
    const { workerMs, pageMs, strides } = await page.evaluate(
      (s) => window.bench.analysis(s, 2),
      minutes * 60,
    );
    console.log(
      `  ${String(minutes).padStart(2)} min at 60 fps, ${strides} strides: ${workerMs.toFixed(0)} ms, ` +
        `${(workerMs / minutes).toFixed(1)} ms a minute (the page waits ${pageMs.toFixed(0)} ms)`,
    );
  }
  console.log(`  peak memory of the whole browser meanwhile: ${(watch.stop() / MEBIBYTE).toFixed(0)} MiB`);
  const permutationMs = await page.evaluate(() => window.bench.permutation(8));
  console.log(
    `10,000 shuffles, 2 × 60 strides × 101 nodes × 8 curves: ${(permutationMs / 1000).toFixed(2)} s`,
  );
  await close();
}

/** The longest clip must need no more memory than a short one. */
async function benchMemory(): Promise<void> {
  const peaks: number[] = [];
  for (const seconds of [10, 60]) {
    process.stderr.write(`bench: memory, 4K, ${seconds} s …\n`);
    const clip = benchClip('4K', seconds);
    const { page, close } = await openBenchPage(clip);
    const watch = watchPeakMemory(process.pid);
    await page.evaluate(() => window.bench.pipeline());
    peaks.push(watch.stop() / MEBIBYTE);
    await close();
  }
  const [short = NaN, long = NaN] = peaks;
  console.log(
    `\nPeak memory at 4K: 10 s ${short.toFixed(0)} MiB, 60 s ${long.toFixed(0)} MiB, ratio ${(long / short).toFixed(2)}`,
  );
}

async function openBenchPage(clip: string | null): Promise<AppPage> {
  if (clip === null) throw new Error('The field data went away during the bench.');
  // The MediaPipe runtime evaluates text, which the app's policy forbids.
  const app = await openBuiltPage(OUT_DIR, { bypassCSP: true });
  await app.page.route('**/mediapipe/*', async (route) => {
    const name = new URL(route.request().url()).pathname.split('/').at(-1) ?? '';
    const contentType = CONTENT_TYPES[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream';
    await route.fulfill({ body: await readFile(`${MEDIAPIPE}${name}`), contentType });
  });
  await app.page.addScriptTag({ url: '/mediapipe/pose.js' });
  await app.page.addScriptTag({ url: '/command.js', type: 'module' });
  await app.page.waitForFunction(() => 'bench' in window);
  await app.page.setInputFiles('#bench-clip', clip);
  return app;
}

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

await main();
