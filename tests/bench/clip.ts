import { availableParallelism } from 'node:os';
import type {} from './in-page';
import { openBenchPage } from './bench-page';
import { BENCH_FPS, benchClip, isSize, type Size, SIZES } from './media';
import { watchPeakMemory } from './memory';
import { watchProcessor } from './processor';

/** Seconds of clip per timed run: eight stretches, so that two or four workers have equal shares. */
const CLIP_S = 10;
/** Everything in turn, this often; medians are printed. What else the machine does then weighs on all alike. */
const ROUNDS = 3;
const MODEL_RUNS = 60;
/** Frames of the slow alternatives. */
const STEPPED_FRAMES = 25;
const MEDIAPIPE_FRAMES = 8;
/** From this clip the first numbers are asked for. */
const LONG_CLIP_S = 30;
const MEBIBYTE = 2 ** 20;

/** What one way took in each round, and how many cores were busy meanwhile. */
interface Timed {
  ms: number;
  cores: number;
}

/** The clip's way to landmarks beside the alternatives, at one size or each; then memory and the first numbers. */
export async function benchClips(only?: Size): Promise<void> {
  for (const size of Object.keys(SIZES).filter(isSize))
    if (only === undefined || size === only) await benchSize(size);
  await benchMemory();
  await benchFirstNumbers();
}

/** 1, 2, 4 … workers, up to the machine's cores. */
function workerCounts(): number[] {
  const cores = availableParallelism();
  return [1, 2, 4, 8].filter((workers) => workers <= cores);
}

async function benchSize(size: Size): Promise<void> {
  const { page, close } = await openBenchPage(benchClip(size, CLIP_S));
  const counts = workerCounts();
  await page.evaluate((most) => window.bench.prepareBareModel(most), counts.at(-1) ?? 1);
  for (const workers of counts) await page.evaluate((n) => window.bench.pipeline(n), workers);
  const ways = new Map<string, () => Promise<number>>([
    ['decoding alone', () => page.evaluate(() => window.bench.decode())],
    ...counts.map((workers): [string, () => Promise<number>] => [
      bareName(workers),
      () => page.evaluate(([n, runs]) => window.bench.bareModel(n, runs), [workers, MODEL_RUNS] as const),
    ]),
    ...counts.map((workers): [string, () => Promise<number>] => [
      appName(workers),
      () => page.evaluate((n) => window.bench.pipeline(n), workers),
    ]),
  ]);
  const rounds: Map<string, Timed>[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const times = new Map<string, Timed>();
    for (const [name, way] of ways) times.set(name, await timed(way));
    rounds.push(times);
  }
  const others = new Map([
    [
      'estimatePoses, stepped <video>',
      await timed(() =>
        page.evaluate(([frames, fps]) => window.bench.estimatePoses(frames, fps), [
          STEPPED_FRAMES,
          BENCH_FPS,
        ] as const),
      ),
    ],
    [
      'MediaPipe runtime',
      await timed(() =>
        page.evaluate(([frames, fps]) => window.bench.mediaPipe(frames, fps), [
          MEDIAPIPE_FRAMES,
          BENCH_FPS,
        ] as const),
      ),
    ],
  ]);
  await close();
  printTable(size, counts, rounds, others);
}

const bareName = (workers: number) => `bare network, ${workers} at once`;
const appName = (workers: number) => `the app, ${workers} at most`;

async function timed(way: () => Promise<number>): Promise<Timed> {
  const processor = watchProcessor(process.pid);
  const ms = await way();
  return { ms, cores: processor.stop() };
}

function printTable(
  size: Size,
  counts: readonly number[],
  rounds: readonly Map<string, Timed>[],
  others: ReadonlyMap<string, Timed>,
): void {
  const best = appName(counts.at(-1) ?? 1);
  const of = (name: string) => rounds.map((times) => times.get(name) ?? { ms: NaN, cores: NaN });
  const bestMs = median(of(best).map(({ ms }) => ms));
  console.log(`\n${size}, full model, WASM       ms a frame   frames/s   cores busy   of the app's best`);
  const line = (name: string, ms: number, cores: number) => {
    const columns = [ms.toFixed(1), (1000 / ms).toFixed(1), cores.toFixed(2), (ms / bestMs).toFixed(2)];
    console.log(`  ${name.padEnd(32)}${columns.map((text) => text.padStart(11)).join('')}`);
  };
  for (const name of rounds[0]?.keys() ?? [])
    line(name, median(of(name).map(({ ms }) => ms)), median(of(name).map(({ cores }) => cores)));
  for (const [name, { ms, cores }] of others) line(name, ms, cores);
  /** Median over the rounds of one way's time in another's. */
  const ratio = (slow: string, fast: string, times = 1) => {
    const [a, b] = [of(slow), of(fast)];
    return median(a.map(({ ms }, round) => ms / (b[round]?.ms ?? NaN) / times)).toFixed(2);
  };
  for (const workers of counts) {
    const against = workers === 1 ? '' : `${ratio(appName(1), appName(workers))} × one worker's; `;
    console.log(
      `  ${appName(workers)}: ${against}${ratio(bareName(1), appName(workers), workers)} of ${workers} × the bare network, ` +
        `${ratio(bareName(workers), appName(workers))} of as many bare networks at once`,
    );
  }
}

/** Peak memory with one worker and with all; and the longest clip must need no more than a short one. */
async function benchMemory(): Promise<void> {
  const most = workerCounts().at(-1) ?? 1;
  const peak = async (size: Size, seconds: number, workers: number) => {
    process.stderr.write(`bench: memory, ${size}, ${seconds} s, ${workers} …\n`);
    const { page, close } = await openBenchPage(benchClip(size, seconds));
    const watch = watchPeakMemory(process.pid);
    await page.evaluate((n) => window.bench.pipeline(n), workers);
    const bytes = watch.stop();
    await close();
    return bytes / MEBIBYTE;
  };
  const [one, all] = [await peak('1080p', CLIP_S, 1), await peak('1080p', CLIP_S, most)];
  console.log(
    `\nPeak memory at 1080p: one worker ${one.toFixed(0)} MiB, ${most} workers ${all.toFixed(0)} MiB, ratio ${(all / one).toFixed(2)} (at most 1.6)`,
  );
  const [short, long] = [await peak('4K', CLIP_S, most), await peak('4K', 60, most)];
  console.log(
    `Peak memory at 4K: ${CLIP_S} s ${short.toFixed(0)} MiB, 60 s ${long.toFixed(0)} MiB, ratio ${(long / short).toFixed(2)}`,
  );
}

/** From a cold start: when the first landmarks, the first numbers and the whole clip are there. */
async function benchFirstNumbers(): Promise<void> {
  const { page, close } = await openBenchPage(benchClip('1080p', LONG_CLIP_S));
  const { firstMs, numbersMs, wholeMs } = await page.evaluate(() => window.bench.firstNumbers());
  await close();
  console.log(
    `\n${LONG_CLIP_S} s at ${BENCH_FPS} fps, 1080p, cold: first landmarks ${(firstMs / 1000).toFixed(1)} s, first numbers ` +
      `${(numbersMs / 1000).toFixed(1)} s, whole clip ${(wholeMs / 1000).toFixed(1)} s: first numbers at ${(numbersMs / wholeMs).toFixed(2)} of it (at most 0.25)`,
  );
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}
