import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { violations } from './axe';
import { numberedClip } from './numbered-clip';
import {
  type App,
  FIELD_CLIP,
  type GivenFile,
  openApp,
  openClips,
  waitForReview,
  waitForShare,
} from './open-app';
import { FIELD_DATA } from '../field/field-data';

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

describe.each([
  ['light', 1440, 900],
  ['dark', 1440, 900],
  ['dark', 390, 844],
  ['light', 390, 844],
] as const)('axe finds nothing, %s, %i × %i', (colorScheme, width, height) => {
  it('on start, on its error, on the check, while analysing, and on review', async () => {
    const page = await app.visit({ colorScheme, viewport: { width, height } });
    expect(await violations(page)).toEqual([]);

    await openClips(page, { name: 'empty.mp4', mimeType: 'video/mp4', buffer: Buffer.alloc(0) });
    await page.getByRole('heading', { name: 'This clip cannot be used' }).waitFor();
    expect(await violations(page)).toEqual([]);

    await openClips(page, await clipFor(page));
    await page.getByRole('heading', { name: /^Check the clip/ }).waitFor();
    expect(await violations(page), 'the check before anything is known').toEqual([]);
    await page.locator('[data-point=view]:not([data-verdict=unknown])').waitFor({ timeout: 60_000 });
    await page.getByRole('button', { name: 'Draw an upright line' }).click();
    expect(await violations(page), 'the check with its list').toEqual([]);
    const aside = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(aside, 'nothing of the check sticks out sideways').toBeLessThanOrEqual(0);

    await page.getByRole('button', { name: 'Analyse', exact: true }).click();
    await waitForShare(page, 0.1);
    expect(await violations(page)).toEqual([]);
    expect(await page.locator('progress').count(), 'still analysing').toBe(1);

    await waitForReview(page);
    expect(await violations(page)).toEqual([]);
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(sideways, 'nothing sticks out sideways').toBeLessThanOrEqual(0);
    await page.context().close();
  });
});
