import type { Page } from 'playwright';
import { openBuiltPage } from '../../src/command/app-page';
import { fieldPath } from '../rig/field-data';

const REAL_CLIP = fieldPath('real/treadmill-side-30fps.mp4');
const MS_PER_S = 1000;

const answered = (page: Page) =>
  page.getByRole('heading', { name: /^Trunk extension/ }).waitFor({ timeout: 300_000 });

async function secondsOf(act: () => Promise<void>): Promise<number> {
  const startedMs = performance.now();
  await act();
  return (performance.now() - startedMs) / MS_PER_S;
}

/** From the first sight of the page to both headline numbers, as a newcomer clicks, and from the kept result again. */
export async function benchJourney(outDir: string): Promise<void> {
  const { page, url, close } = await openBuiltPage(outDir, { viewport: { width: 1440, height: 900 } });
  const demo = await secondsOf(async () => {
    await page.goto(url);
    await page.getByRole('button', { name: 'Try the demo runner' }).click();
    await answered(page);
  });
  const kept = await secondsOf(async () => {
    await page.goto(url);
    await page.getByRole('button', { name: /^Before/ }).click();
    await answered(page);
  });
  const real = await secondsOf(async () => {
    await page.goto(url);
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Open a clip' }).click();
    await (await chooser).setFiles(REAL_CLIP);
    await page.getByRole('button', { name: 'Analyse' }).click();
    await answered(page);
  });
  console.log(
    `Start to both numbers: demo runner, two clips ${demo.toFixed(1)} s (at most 60); from the kept result ${kept.toFixed(1)} s ` +
      `(at most 3); treadmill-side-30fps.mp4 by file chooser ${real.toFixed(1)} s (at most 60)`,
  );
  await close();
}
