import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { numberDrawn, numberedClip } from '../rig/numbered-clip';
import { type App, chooseClip, openApp, waitForReview } from '../rig/open-app';

const FRAMES = 60;

let app: App;
let page: Page;
beforeAll(async () => {
  app = await openApp();
  page = await app.visit();
  const timesS = Array.from({ length: FRAMES }, (_, frame) => frame / 30);
  const buffer = await numberedClip(page, timesS);
  // A browser whose <video> refuses what its WebCodecs can decode.
  await page.evaluate(() => {
    Object.defineProperty(HTMLMediaElement.prototype, 'src', {
      set(this: HTMLMediaElement) {
        this.setAttribute('src', 'blob:nothing');
      },
    });
  });
  await chooseClip(page, { name: 'odd.webm', mimeType: 'video/webm', buffer });
  await waitForReview(page);
});
afterAll(() => app.close());

describe('a clip that the browser can analyse but not play', () => {
  it('keeps its numbers and says why there is no picture', async () => {
    const stage = page.getByText('This browser cannot play the picture of this clip.');
    await expect.poll(() => stage.isVisible()).toBe(true);
    const why = page.getByText(/Cadence, .*nobody is seen in the picture/);
    await expect.poll(() => why.isVisible()).toBe(true);
  });

  it('can be stepped through and played all the same', async () => {
    await page.getByRole('button', { name: 'frame forward' }).click();
    await expect.poll(() => numberDrawn(page)).toBe(1);
    await page.getByRole('button', { name: 'Play' }).click();
    await expect.poll(() => numberDrawn(page)).toBeGreaterThan(10);
    await page.getByRole('button', { name: 'Play' }).waitFor();
    expect(await numberDrawn(page)).toBe(FRAMES - 1);
  });
});
