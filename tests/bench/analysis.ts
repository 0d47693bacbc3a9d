import type {} from './in-page';
import { openBenchPage } from './bench-page';
import { benchClip } from './media';
import { watchPeakMemory } from './memory';

const MEBIBYTE = 2 ** 20;

/** From landmarks to findings, on WASM; the growth with the length must be linear. */
export async function benchAnalysis(): Promise<void> {
  const { page, close } = await openBenchPage(benchClip('720p', 1));
  await page.evaluate(() => window.bench.prepareBareModel(1));
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
