import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { violations } from './axe';
import { numberedClip } from './numbered-clip';
import {
  type App,
  chooseClip,
  FIELD_CLIP,
  type GivenFile,
  openApp,
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
  it('on start, on its error, while analysing, and on review', async () => {
    const page = await app.visit({ colorScheme, viewport: { width, height } });
    expect(await violations(page)).toEqual([]);

    await chooseClip(page, { name: 'empty.mp4', mimeType: 'video/mp4', buffer: Buffer.alloc(0) });
    await page.getByRole('heading', { name: 'This clip cannot be used' }).waitFor();
    expect(await violations(page)).toEqual([]);

    await chooseClip(page, await clipFor(page));
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
