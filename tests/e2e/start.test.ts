import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { violations } from '../rig/axe';
import { type App, chooseClip, openApp, waitForShare } from '../rig/open-app';
import { numberedClip } from '../rig/numbered-clip';

let app: App;
beforeAll(async () => {
  app = await openApp();
});
afterAll(() => app.close());

describe.each([
  ['light', 1440, 900],
  ['dark', 1440, 900],
  ['light', 390, 844],
  ['dark', 390, 844],
] as const)('the start, %s, %i × %i', (colorScheme, width, height) => {
  it('has its three ways in on the first screenful, and nothing for axe to find, with the sheet of keys open too', async () => {
    const page = await app.visit({ colorScheme, viewport: { width, height } });
    for (const name of ['Try the demo runner', 'Open a clip', 'Use the camera']) {
      const box = await page.getByRole('button', { name }).boundingBox();
      expect((box?.y ?? Infinity) + (box?.height ?? 0), name).toBeLessThanOrEqual(height);
    }
    expect(await violations(page)).toEqual([]);
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(sideways, 'nothing sticks out sideways').toBeLessThanOrEqual(0);

    await page.getByRole('link', { name: 'How to film' }).click();
    const guide = page.getByRole('heading', { name: 'How to film yourself' });
    await expect.poll(async () => (await guide.boundingBox())?.y ?? Infinity).toBeLessThan(0.6 * height);

    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.context().close();
  });
});

describe('the start, by hand', () => {
  it('opens the sheet of keys from its button, keeps the focus inside, and gives it back', async () => {
    const page = await app.visit();
    const button = page.getByRole('button', { name: 'Keys' });
    const dialog = page.getByRole('dialog', { name: 'Keys' });
    const focused = () => page.evaluate(() => document.activeElement?.textContent.trim());
    await button.focus();
    await page.keyboard.press('Enter');
    await dialog.waitFor();
    expect(await dialog.innerText()).toMatch(/Space\s+play, pause/);
    for (let press = 0; press < 5; press++) {
      await page.keyboard.press('Tab');
      const inside = await page.evaluate(() => {
        const { activeElement, body } = document;
        return activeElement === body || activeElement?.closest('dialog') !== null;
      });
      expect(inside, 'the sheet, or the browser itself').toBe(true);
    }
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    expect(await focused()).toMatch(/Keys/);
    await page.context().close();
  });

  it('asks nothing of the camera before somebody switches it on, and says that the demo cannot be fetched', async () => {
    const page = await app.visit();
    await page.getByRole('button', { name: 'Use the camera' }).click();
    await page.getByText('The browser asks whether this page may use the camera').waitFor();
    expect(await page.locator('video').count()).toBe(0);
    await page.getByRole('button', { name: 'Back to the start' }).click();

    await page.route('**/demo/*', (route) => route.fulfill({ status: 404 }));
    await page.getByRole('button', { name: 'Try the demo runner' }).click();
    await page.getByRole('main').getByText('The demo clip “before-side.mp4” could not be fetched').waitFor();
    await page.context().close();
  });

  it('tells, after a reload in the middle of a clip, that it has to be opened again', async () => {
    const page = await app.visit();
    const timesS = Array.from({ length: 300 }, (_, frame) => frame / 30);
    const buffer = await numberedClip(page, timesS);
    await chooseClip(page, { name: 'intervals.webm', mimeType: 'video/webm', buffer });
    await waitForShare(page, 0.05);
    await page.reload();
    await page
      .getByRole('main')
      .getByText('“intervals.webm” was being analysed when this page was closed')
      .waitFor();
    await page.reload();
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await page.getByText('intervals.webm').count(), 'told once').toBe(0);
    await page.context().close();
  });

  it.each([
    ['WebAssembly', 'WebAssembly'],
    ['indexedDB', 'a place to keep sessions'],
  ])('says in a sentence that a browser without %s will not do', async (gone, words) => {
    const page = await app.visit();
    await page.addInitScript(`delete globalThis.${gone}; delete Window.prototype.${gone};`);
    await page.reload();
    await page.getByText(`Plumbline cannot run in this browser: it lacks ${words}.`).waitFor();
    expect(await page.getByRole('heading').count()).toBe(0);
    await page.context().close();
  });

  it('is installable: a manifest with icons that are there, and clips that it opens', async () => {
    const page = await app.visit();
    const href = await page.locator('link[rel=manifest]').getAttribute('href');
    const manifest = (await (await fetch(new URL(href ?? '', app.url))).json()) as {
      display: string;
      icons: { src: string; type: string; purpose?: string }[];
      file_handlers: { accept: Record<string, string[]> }[];
    };
    expect(manifest.display).toBe('standalone');
    expect(manifest.icons.filter(({ purpose }) => purpose === 'maskable')).toHaveLength(1);
    for (const { src, type } of manifest.icons) {
      const answer = await fetch(new URL(src, app.url));
      expect([src, answer.status, answer.headers.get('content-type')]).toEqual([src, 200, type]);
    }
    expect(Object.keys(manifest.file_handlers[0]?.accept ?? {})).toContain('video/mp4');
    await page.context().close();
  });
});
