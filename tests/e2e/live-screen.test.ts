/** Live beside the treadmill, as a person clicks it: what holds no clock. */
import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { violationsInBoth } from '../rig/axe';
import { CAMERA_REFUSED_FLAGS } from '../rig/fake-camera';
import { button, openBeforeCamera, recordStrides, running, switchOn } from '../rig/live-visit';
import { type App, openApp } from '../rig/open-app';

describe('a runner before the camera', () => {
  let app: App;
  let page: Page;
  beforeAll(async () => {
    app = await openBeforeCamera();
  });
  afterAll(() => app.close());
  // A page left open would go on following the runner, and slow the next one.
  afterEach(() => page.context().close());

  it('starts and stops by key, counts down, and a countdown can be cancelled', async () => {
    page = await app.visit();
    await running(page);
    await page.getByRole('heading', { level: 1 }).focus();
    await page.keyboard.press('Space');
    await button(page, 'Cancel').waitFor();
    await page.keyboard.press('Space');
    await button(page, 'Record').waitFor();
    await page.keyboard.press('Space');
    await button(page, 'Stop').waitFor();
    await page.keyboard.press('Space');
    await expect.poll(() => page.getByRole('heading', { name: 'One take' }).count()).toBe(1);
  });

  it('records by itself while somebody runs steadily, where that was chosen', async () => {
    page = await app.visit();
    await page.getByRole('button', { name: 'Use the camera' }).click();
    await page.getByLabel('Record when I run, stop when I stop').check();
    await button(page, 'Switch the camera on').click();
    await expect.poll(() => button(page, 'Stop').count()).toBe(1);
  });

  it('shows how the camera keeps up, on a key', async () => {
    page = await app.visit();
    await running(page);
    await page.keyboard.press('d');
    const pace = page.locator('[data-pace]');
    await expect
      .poll(() => pace.innerText())
      .toMatch(/frames\/s · \d+ ms from capture to overlay = [\d.]+ frame intervals/);
  });

  it('gives the camera back when it is left', async () => {
    page = await app.visit();
    await running(page);
    const track = await page.evaluateHandle(() => {
      const stream = document.querySelector('video')?.srcObject;
      return stream instanceof MediaStream ? stream.getVideoTracks()[0] : undefined;
    });
    expect(await track.evaluate((one) => one?.readyState)).toBe('live');
    await page.getByRole('button', { name: 'Plumbline' }).click();
    await page.getByRole('button', { name: 'Try the demo runner' }).waitFor();
    expect(await track.evaluate((one) => one?.readyState)).toBe('ended');
  });

  it('keeps the take of a camera that is unplugged, and says so', async () => {
    page = await app.visit();
    await running(page);
    await recordStrides(page, 4);
    await page.evaluate(() => {
      const stream = document.querySelector('video')?.srcObject;
      if (stream instanceof MediaStream) stream.getVideoTracks()[0]?.dispatchEvent(new Event('ended'));
    });
    await page.getByRole('alert').getByText('unplugged').waitFor();
    await expect.poll(() => page.getByRole('heading', { name: 'One take' }).count()).toBe(1);
    await button(page, 'Try again').click();
    await button(page, 'Record').waitFor();
  });

  it('says after the page was hidden that the numbers may have paused', async () => {
    page = await app.visit();
    await running(page);
    const hide = (hidden: boolean) =>
      page.evaluate((now) => {
        Object.defineProperty(document, 'hidden', { value: now, configurable: true });
        document.dispatchEvent(new Event('visibilitychange'));
      }, hidden);
    await hide(true);
    await hide(false);
    await expect.poll(() => page.getByText('This page was hidden for').isVisible()).toBe(true);
  });

  it.each([
    { width: 1440, height: 900 },
    { width: 390, height: 844 },
  ])('axe finds nothing before, while and after recording, $width × $height', async (viewport) => {
    page = await app.visit({ viewport });
    const clean = async (where: string) => {
      for (const [scheme, found] of await violationsInBoth(page))
        expect(found, `${where}, ${scheme}`).toEqual([]);
    };
    await page.getByRole('button', { name: 'Use the camera' }).click();
    await button(page, 'Switch the camera on').waitFor();
    await clean('off');
    await button(page, 'Switch the camera on').click();
    await page.locator('[data-figure]').first().waitFor();
    await clean('ready');
    await recordStrides(page, 2);
    await clean('recording');
    await button(page, 'Stop').click();
    await page.getByRole('heading', { name: 'One take' }).waitFor();
    await clean('took');
  });
});

describe('a person who says no to the camera', () => {
  it('reads why there is no picture and what to do; axe finds nothing', async () => {
    const app = await openApp(CAMERA_REFUSED_FLAGS);
    try {
      const page = await app.visit();
      await switchOn(page);
      await page
        .getByRole('alert')
        .getByText(/blocked for this page|not allowed/)
        .waitFor();
      await button(page, 'Try again').waitFor();
      for (const [scheme, found] of await violationsInBoth(page)) expect(found, scheme).toEqual([]);
    } finally {
      await app.close();
    }
  });
});
