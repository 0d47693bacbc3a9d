import type { Page } from 'playwright';
import type { KeptRun } from './kept-runs-page';
import { buildPageScript } from './page-script';

/** The program that keeps runs, as one script; built once per test file. */
let program: Promise<string> | null = null;

/** Puts runs into the store of the visitor's app, and shows the start screen with them. */
export async function keepRuns(page: Page, runs: readonly KeptRun[]): Promise<void> {
  program ??= buildPageScript('kept-runs-page.ts');
  await page.evaluate(await program);
  await page.evaluate((all) => window.keepRuns(all), runs);
  await page.reload();
  await page.getByRole('heading', { name: 'Recent sessions' }).waitFor();
}
