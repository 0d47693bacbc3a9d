import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { violations } from '../rig/axe';
import { type App, openApp, waitForReview } from '../rig/open-app';
import { buildPageScript } from '../rig/page-script';
import type {} from '../rig/taped-page';

const CLIP = 'demo/before-side.mp4';
/** Enough for the strides that a headline needs. */
const FILMED_MS = 8500;

let app: App;
let script: string;
beforeAll(async () => {
  app = await openApp();
  script = await buildPageScript('taped-page.ts');
});
afterAll(() => app.close());

/** Records in the visitor's page for a while, which is then loaded again in mid-recording. */
async function recordAndReload(page: Page, ms: number): Promise<void> {
  await page.evaluate(script);
  await page.evaluate((clip) => window.film(clip).then(() => undefined), CLIP);
  await page.waitForTimeout(ms);
  await page.reload();
}

const offered = (page: Page) => page.getByRole('region', { name: 'From the camera' });

describe('a recording that a reload cut off', () => {
  it('is offered, analysed as any clip, and is then a kept session and no longer offered', async () => {
    const page = await app.visit();
    await recordAndReload(page, FILMED_MS);
    await expect
      .poll(() => offered(page).getByRole('paragraph').textContent())
      .toMatch(
        /^A recording from \d\d:\d\d was cut off after ([7-9]|1[0-2]) s\. What was filmed until then is kept\.$/,
      );
    expect(await violations(page)).toEqual([]);

    await offered(page)
      .getByRole('button', { name: /^Analyse the recording from/ })
      .click();
    await page.getByRole('heading', { name: /check/i, level: 1 }).waitFor();
    await page
      .getByText(/camera-\d{4}-.*\.\w+/)
      .first()
      .waitFor();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('main').getByText('Cancelled. What the camera recorded is still here.').waitFor();

    await offered(page)
      .getByRole('button', { name: /^Analyse/ })
      .click();
    await page.getByRole('button', { name: 'Analyse', exact: true }).click();
    await waitForReview(page);
    await page.reload();
    await page.getByRole('heading', { name: 'Recent sessions' }).waitFor();
    expect(await offered(page).count()).toBe(0);
    expect(await page.getByText('1 kept').count()).toBe(1);
  });

  it('can be deleted, had back, and deleted for good', async () => {
    const page = await app.visit({ colorScheme: 'dark', viewport: { width: 390, height: 844 } });
    await recordAndReload(page, 2000);
    const remove = offered(page).getByRole('button', { name: /^Delete the recording from/ });
    await remove.click();
    await page
      .getByText(/^The recording from \d\d:\d\d is deleted\.$/)
      .first()
      .waitFor();
    expect(await offered(page).count()).toBe(0);
    await page.getByRole('button', { name: /^Undo/ }).click();
    await remove.waitFor();
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await remove.click();
    await page.getByText(/is deleted\.$/).waitFor();
    await page.reload();
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.waitForTimeout(500);
    expect(await offered(page).count()).toBe(0);
  });
});

it('a recording that goes on in one tab is not offered in another; once it is stopped, it is', async () => {
  const page = await app.visit();
  await page.evaluate(script);
  await page.evaluate(async (clip) => {
    const filming = await window.film(clip);
    Object.assign(window, { filming });
  }, CLIP);
  await page.waitForTimeout(1500);
  const other = await page.context().newPage();
  await other.goto(app.url);
  await other.getByRole('heading', { level: 1 }).waitFor();
  await other.waitForTimeout(800);
  expect(await offered(other).count()).toBe(0);
  await page.evaluate(() =>
    (window as unknown as { filming: Awaited<ReturnType<Window['film']>> }).filming.stop(),
  );
  await offered(other)
    .getByText(/\(left side, \d s\) has not been analysed yet/)
    .waitFor();
});
