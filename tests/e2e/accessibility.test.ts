import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { violationsInBoth } from '../rig/axe';
import { numberedClip } from '../rig/numbered-clip';
import {
  type App,
  FIELD_CLIP,
  type GivenFile,
  openApp,
  openClips,
  waitForReview,
  waitForShare,
} from '../rig/open-app';
import { FIELD_DATA } from '../rig/field-data';

let app: App;
beforeAll(async () => {
  app = await openApp();
});
afterAll(() => app.close());

async function clipFor(page: Page): Promise<GivenFile> {
  if (FIELD_DATA) return FIELD_CLIP;
  const timesS = Array.from({ length: 240 }, (_, frame) => frame / 30);
  return { name: 'numbered.webm', mimeType: 'video/webm', buffer: await numberedClip(page, timesS) };
}

/** Axe finds nothing in light and in dark, and nothing sticks out sideways. */
async function expectAccessible(page: Page, what: string): Promise<void> {
  const found = await violationsInBoth(page);
  expect(found, what).toEqual([
    ['light', []],
    ['dark', []],
  ]);
  const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(sideways, `${what}: nothing sticks out sideways`).toBeLessThanOrEqual(0);
}

describe.each([
  [1440, 900],
  [390, 844],
] as const)('axe finds nothing in light and dark, %i × %i', (width, height) => {
  let page: Page;
  beforeAll(async () => {
    page = await app.visit({ viewport: { width, height } });
  });
  afterAll(() => page.context().close());

  it('on start, on its error, on the check, while analysing, and on review', async () => {
    await expectAccessible(page, 'start');

    await openClips(page, { name: 'empty.mp4', mimeType: 'video/mp4', buffer: Buffer.alloc(0) });
    await page.getByRole('heading', { name: 'This clip cannot be used' }).waitFor();
    await expectAccessible(page, 'the error');

    await openClips(page, await clipFor(page));
    await page.getByRole('heading', { name: /^Check the clip/ }).waitFor();
    await expectAccessible(page, 'the check before anything is known');
    await page.locator('[data-point=view]:not([data-verdict=unknown])').waitFor();
    await page.getByRole('button', { name: 'Draw an upright line' }).click();
    await expectAccessible(page, 'the check with its list');

    await page.getByRole('button', { name: 'Analyse', exact: true }).click();
    await waitForShare(page, 0.1);
    await expectAccessible(page, 'the analysis');
    expect(await page.locator('progress').count(), 'still analysing').toBe(1);

    await waitForReview(page);
    await expectAccessible(page, 'the review');
  });

  it.each([
    ['Export', 'Export'],
    ['Check', 'Check and put right'],
  ])('on what “%s” opens over the review', async (button, name) => {
    await page.getByRole('button', { name: button, exact: true }).click();
    const dialog = page.getByRole('dialog', { name });
    await dialog.waitFor();
    await expectAccessible(page, name);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  });

  it('on the backup panel, with a session to back up', async () => {
    await page.getByRole('button', { name: 'Plumbline' }).click();
    await page.getByRole('heading', { name: 'Recent sessions' }).waitFor();
    await page.getByText('Your data: backup and restore').click();
    await page.getByRole('heading', { name: 'Back up' }).waitFor();
    await expectAccessible(page, 'the backup panel');
  });
});
