import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { numberedClip } from '../rig/numbered-clip';
import { type App, chooseClip, openApp, openClips, waitForReview, waitForShare } from '../rig/open-app';

let app: App;
let page: Page;
beforeAll(async () => {
  app = await openApp();
});
afterEach(() => page.context().close());
afterAll(() => app.close());

describe('a clip that becomes no numbers', () => {
  it('that is not a video is named, with what would help, and another can be chosen', async () => {
    page = await app.visit();
    await openClips(page, {
      name: 'notes.mp4',
      mimeType: 'video/mp4',
      buffer: Buffer.from('no video at all '.repeat(99)),
    });
    await page.getByRole('heading', { name: 'This clip cannot be used' }).waitFor();
    expect(await page.getByRole('main').innerText()).toContain(
      '“notes.mp4” is not a video that can be read; choose an MP4',
    );
    expect(await page.getByRole('status').innerText()).toContain('“notes.mp4”');
    await page.getByRole('button', { name: 'Choose another clip' }).waitFor();
  });

  it('can be dropped anywhere; an empty file is refused the same way', async () => {
    page = await app.visit();
    const files = await page.evaluateHandle(() => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([], 'empty.mov', { type: 'video/quicktime' }));
      return transfer;
    });
    await page.dispatchEvent('body', 'dragover', { dataTransfer: files });
    await page.getByText('Drop the clip to open it').waitFor();
    await page.dispatchEvent('body', 'drop', { dataTransfer: files });
    await page.getByText('“empty.mov” is empty (0 bytes)').first().waitFor();
    expect(await page.getByText('Drop the clip to open it').count()).toBe(0);
  });

  it('and is cancelled half way leaves the start as it was', async () => {
    page = await app.visit();
    const timesS = Array.from({ length: 150 }, (_, frame) => frame / 30);
    const file = { name: 'long.webm', mimeType: 'video/webm', buffer: await numberedClip(page, timesS) };
    await chooseClip(page, file);
    await waitForShare(page, 0.3);
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByText('Nothing of that clip was kept.').first().waitFor();
    expect(await page.locator('video, canvas, progress').count()).toBe(0);
    await page.waitForTimeout(1500);
    await page.getByRole('heading', { level: 1, name: /culprit/ }).waitFor();
    // The same worker takes the next clip to its end.
    await chooseClip(page, file);
    await waitForReview(page);
    await page.getByText('No whole stride was found in this clip').waitFor();
  });
});
