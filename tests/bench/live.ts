import type { Page } from 'playwright';
import { openBuiltPage } from '../../src/command/app-page';
import { fakeCameraFlags, fakeFilm } from '../e2e/fake-camera';
import { fieldPath } from '../field/field-data';
import type {} from './in-page';
import { memoryNow } from './memory';

const CLIP = fieldPath('rendered/side-left-lean4.mp4');
/** Bare network and camera in turn, this often, in short rounds: whatever else the machine does then weighs on both alike. */
const ROUNDS = 8;
const ROUND_S = 5;
const BARE_RUNS = 60;
const MEBIBYTE = 2 ** 20;

/** The rate that a camera is followed at against what the bare network allows, and from capture to drawn overlay. */
export async function benchLive(outDir: string): Promise<void> {
  const { page, close } = await openLivePage(outDir);
  await page.evaluate(() => window.bench.prepareBareModel());
  const bareMs = () => page.evaluate((runs) => window.bench.bareModel(runs), BARE_RUNS);
  const rounds: { held: number; allowed: number; latencyMs: number }[] = [];
  let camera = '';
  let before = await bareMs();
  for (let round = 0; round < ROUNDS; round++) {
    const figures = await page.evaluate((seconds) => window.bench.live.run(seconds), ROUND_S);
    if (figures.troubles.length > 0) throw new Error(figures.troubles.join(' '));
    const after = await bareMs();
    rounds.push({
      held: figures.framesPerS,
      allowed: 2000 / (before + after),
      latencyMs: median(figures.latencyMs),
    });
    camera = `${figures.camera}, ${figures.cameraFramesPerS} frames/s`;
    before = after;
  }
  await close();
  const typical = (of: (round: (typeof rounds)[number]) => number) => median(rounds.map(of));
  console.log(
    `\nLive (full model, WASM, fake camera ${camera}): ${typical(({ held }) => held).toFixed(1)} frames/s held, the bare ` +
      `network allows ${typical(({ allowed }) => allowed).toFixed(1)}, ratio ${typical(({ held, allowed }) => held / allowed).toFixed(2)} ` +
      `(at least 0.85; rounds ${rounds.map(({ held, allowed }) => (held / allowed).toFixed(2)).join(', ')}); capture to drawn overlay ` +
      `${typical(({ latencyMs }) => latencyMs).toFixed(0)} ms in the median = ` +
      `${typical(({ latencyMs, held }) => (latencyMs * held) / 1000).toFixed(2)} frame intervals (at most 2)`,
  );
}

/** A run of so many seconds, and once a minute what it holds: flat, or something piles up. */
export async function benchLiveMemory(outDir: string, seconds: number): Promise<void> {
  const { page, close } = await openLivePage(outDir);
  await page.evaluate(() => window.bench.live.start());
  console.log(
    `\nLive for ${seconds} s: page and workers as the browser counts them, and the processes' own memory`,
  );
  const startedAt = performance.now();
  const elapsedS = () => (performance.now() - startedAt) / 1000;
  for (let atS = Math.min(60, seconds); atS <= seconds; atS += 60) {
    await page.waitForTimeout(Math.max(0, (atS - elapsedS()) * 1000));
    const heap = await page.evaluate(() => window.bench.live.heapBytes());
    const resident = memoryNow(process.pid);
    console.log(
      `  ${String(Math.round(elapsedS())).padStart(5)} s: ${(heap / MEBIBYTE).toFixed(1)} MiB, ${(resident / MEBIBYTE).toFixed(0)} MiB`,
    );
  }
  const frames = await page.evaluate(() => window.bench.live.stop());
  console.log(`  ${frames} frames were looked at`);
  await close();
}

async function openLivePage(outDir: string): Promise<{ page: Page; close: () => Promise<void> }> {
  const film = fakeFilm(CLIP, { format: 'y4m', durationS: 4 });
  const { page, close } = await openBuiltPage(outDir, {}, fakeCameraFlags(film));
  await page.addScriptTag({ url: '/command.js', type: 'module' });
  await page.waitForFunction(() => 'bench' in window);
  return { page, close };
}

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}
