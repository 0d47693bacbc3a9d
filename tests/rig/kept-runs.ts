import type { Page } from 'playwright';
import type { KeptRun } from './kept-runs-page';
import { measured } from './measured';
import { waitForReview } from './open-app';
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

/**
 * Opens the review of clips that were measured once for all tests (one session, in their order), where a test is not about
 * the measuring. The clips lie in the store, as after a reload.
 */
export async function openMeasured(page: Page, ...clips: readonly string[]): Promise<void> {
  const files = await Promise.all(clips.map(async (clip) => (await measured(clip)).session));
  await page.route('**/measured/*', (route) =>
    route.fulfill({ path: files[Number(route.request().url().split('/').at(-1))]! }),
  );
  program ??= buildPageScript('kept-runs-page.ts');
  await page.evaluate(await program);
  const addresses = files.map((_, k) => `measured/${k}`);
  await page.evaluate(([all, title]) => window.keepSessionFiles(all, title), [addresses, MEASURED] as const);
  await page.reload();
  await page.getByRole('button', { name: new RegExp(`^${MEASURED}`) }).click();
  await waitForReview(page);
}

const MEASURED = 'Measured once';
