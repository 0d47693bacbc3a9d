import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright';
import { build } from 'vite';
import type { KeptRun } from './kept-runs-page';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The program that keeps runs, as one script; once per test file. */
export async function buildKeepRuns(): Promise<string> {
  const built = await build({
    configFile: false,
    root: here('../../'),
    publicDir: false,
    logLevel: 'error',
    build: {
      write: false,
      lib: { entry: here('kept-runs-page.ts'), formats: ['iife'], name: 'keptRuns' },
    },
  });
  const [bundle] = Array.isArray(built) ? built : [built];
  const chunk = bundle && 'output' in bundle ? bundle.output[0] : undefined;
  if (chunk?.type !== 'chunk') throw new Error('Nothing was built.');
  return chunk.code;
}

/** Puts runs into the store of the visitor's app, and shows the start screen with them. */
export async function keepRuns(page: Page, script: string, runs: readonly KeptRun[]): Promise<void> {
  await page.evaluate(script);
  await page.evaluate((all) => window.keepRuns(all), runs);
  await page.reload();
  await page.getByRole('heading', { name: 'Recent sessions' }).waitFor();
}
