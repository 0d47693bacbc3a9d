import type { Page } from 'playwright';
import type { KeptRun } from './kept-runs-page';
import { buildPageScript } from './page-script';

/** The program that keeps runs, as one script; once per test file. */
export function buildKeepRuns(): Promise<string> {
  return buildPageScript('kept-runs-page.ts');
}

/** Puts runs into the store of the visitor's app, and shows the start screen with them. */
export async function keepRuns(page: Page, script: string, runs: readonly KeptRun[]): Promise<void> {
  await page.evaluate(script);
  await page.evaluate((all) => window.keepRuns(all), runs);
  await page.reload();
  await page.getByRole('heading', { name: 'Recent sessions' }).waitFor();
}
