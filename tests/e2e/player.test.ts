import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FIELD_DATA, fieldPath, SKIPPED } from '../rig/field-data';
import { openMeasured } from '../rig/kept-runs';
import { type App, openApp } from '../rig/open-app';

const CLIP = fieldPath('rendered/side-left-lean4.mp4');

let app: App;
let page: Page;
beforeAll(async () => {
  app = await openApp();
});
afterAll(() => app.close());

const drawn = async () => Number(await page.locator('canvas').getAttribute('data-frame'));
const readout = () => page.locator('.readout').innerText();
const strideShown = async () => Number(/stride (\d+) \//.exec(await readout())?.[1] ?? NaN);
const button = (name: string | RegExp) => page.getByRole('button', { name });
/** A number that stands for the drawing as it is. */
const picture = () =>
  page.evaluate(() => {
    const text = document.querySelector('canvas')?.toDataURL() ?? '';
    let mixed = 0;
    for (let k = 0; k < text.length; k++) mixed = (Math.imul(mixed, 31) + text.charCodeAt(k)) | 0;
    return mixed;
  });
/** Waits until the frame asked for last is on the screen. */
async function settled(): Promise<number> {
  let before = -1;
  await expect
    .poll(
      async () => {
        const now = await drawn();
        const same = now === before;
        before = now;
        return same;
      },
      { interval: 400 },
    )
    .toBe(true);
  return before;
}

describe.skipIf(!FIELD_DATA)(`the player, by mouse and by keyboard${SKIPPED}`, () => {
  beforeAll(async () => {
    page = await app.visit();
    await openMeasured(page, CLIP);
  });
  afterAll(() => page.context().close());

  it('names the view and the phase of the stride', async () => {
    await button('stride forward').click();
    await settled();
    expect(await page.locator('.caption').innerText()).toMatch(
      /^Left side · [a-z -]+, (off the )?(left|right)/,
    );
  });

  it('steps by a frame, by ten and to the ends', async () => {
    await page.getByRole('slider', { name: 'Place in the clip', exact: true }).focus();
    await page.keyboard.press('Home');
    await expect.poll(drawn).toBe(0);
    await page.keyboard.press('Shift+ArrowRight');
    await expect.poll(drawn).toBe(10);
    await page.keyboard.press('ArrowRight');
    await expect.poll(drawn).toBe(11);
    await page.keyboard.press('Shift+ArrowLeft');
    await expect.poll(drawn).toBe(1);
    await button('frame back').click();
    await expect.poll(drawn).toBe(0);
    expect(await button('frame back').isDisabled()).toBe(true);
    await page.keyboard.press('End');
    await expect
      .poll(async () => (await readout()).includes(`frame ${(await drawn()) + 1} / ${(await drawn()) + 1}`))
      .toBe(true);
  });

  it('steps by strides, to and fro', async () => {
    await page.keyboard.press('Home');
    await expect.poll(drawn).toBe(0);
    await page.keyboard.press(']');
    await expect.poll(strideShown).toBe(1);
    const first = await settled();
    await page.keyboard.press(']');
    await expect.poll(strideShown).toBe(2);
    await button('stride forward').click();
    await expect.poll(strideShown).toBe(3);
    await page.keyboard.press('[');
    await button('stride back').click();
    await expect.poll(drawn).toBe(first);
  });

  it('goes to the typical and to the worst stride, and says in the tooltip what worst means', async () => {
    // Each jump leads to another frame than it starts from: one that is still to come is waited for.
    await page.keyboard.press('Home');
    await expect.poll(drawn).toBe(0);
    await page.keyboard.press('w');
    await expect.poll(drawn).not.toBe(0);
    const worst = await drawn();
    await page.keyboard.press('t');
    await expect.poll(drawn).not.toBe(worst);
    await button('worst').click();
    await expect.poll(drawn).toBe(worst);
    expect(await button('worst').getAttribute('title')).toContain('most extended trunk');
    expect(await page.locator('.caption').innerText()).toContain('midstance');
  });

  it('loops a stride: plays never leave it, until the loop is taken off', async () => {
    await page.keyboard.press(']');
    await settled();
    const number = await strideShown();
    await page.keyboard.press('l');
    const loop = button(`loop stride ${number}`);
    expect(await loop.getAttribute('aria-pressed')).toBe('true');
    await page.keyboard.press('3');
    // A button that has the focus would take the space bar for itself.
    await page.getByRole('slider', { name: 'Place in the clip', exact: true }).focus();
    const drawings = await page.evaluateHandle(() => {
      const seen: { frame: number; atMs: number }[] = [];
      const canvas = document.querySelector('canvas');
      if (canvas === null) throw new Error('no canvas');
      new MutationObserver(() =>
        seen.push({ frame: Number(canvas.dataset['frame']), atMs: performance.now() }),
      ).observe(canvas, { attributeFilter: ['data-frame'] });
      return seen;
    });
    const seen = () => drawings.evaluate((list) => list);
    await page.keyboard.press(' ');
    await page.waitForTimeout(4000);
    await expect.poll(async () => new Set((await seen()).map(({ frame }) => frame)).size).toBeGreaterThan(10);
    await page.keyboard.press(' ');
    const all = await seen();
    const frames = all.map(({ frame }) => frame);
    const longestPauseS = Math.max(...all.slice(1).map(({ atMs }, k) => (atMs - all[k]!.atMs) / 1000));
    // 0.71 s at 60 frames a second; what plays until the next look at the clock may pass before the picture goes back.
    expect(Math.max(...frames) - Math.min(...frames)).toBeLessThanOrEqual(46 + 60 * longestPauseS);
    await loop.click();
    expect(await page.getByRole('button', { name: /^loop stride/ }).getAttribute('aria-pressed')).toBe(
      'false',
    );
  });

  it('draws each layer when it is switched on, and none of them with V', async () => {
    await page.keyboard.press('t');
    await settled();
    const before = await picture();
    const seen = new Set([before]);
    for (const layer of ['path', 'contacts', 'joints', 'lines']) {
      await button(layer).click();
      await expect.poll(async () => seen.has(await picture())).toBe(false);
      seen.add(await picture());
    }
    for (const layer of ['contacts', 'joints', 'lines']) await button(layer).click();
    await button('path').click();
    await expect.poll(picture).toBe(before);
    await page.keyboard.press('v');
    await expect.poll(picture).not.toBe(before);
    expect(await button('joints').getAttribute('aria-pressed')).toBe('false');
    await page.keyboard.press('v');
    await expect.poll(picture).toBe(before);
  });

  it('follows a click on the timeline', async () => {
    const box = (await page.getByRole('slider', { name: 'Place in the clip', exact: true }).boundingBox())!;
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    const frames = Number(/frame \d+ \/ (\d+)/.exec(await readout())?.[1]);
    // The frame before may stand a while longer, where the machine is busy.
    await expect.poll(async () => Math.abs((await drawn()) - frames / 2)).toBeLessThan(0.02 * frames);
  });

  it('tells people who do not see it what the frame shows, while it stands', async () => {
    const status = page.locator('.stages [role="status"]');
    await expect.poll(() => status.innerText()).toMatch(/^Left side, .* seconds, .*Drawn: angles/s);
  });

  it('leaves letters to fields that are written in', async () => {
    const frame = await settled();
    await page.evaluate(() => {
      document.body.append(Object.assign(document.createElement('input'), { id: 'note' }));
    });
    await page.locator('#note').fill('');
    await page.locator('#note').pressSequentially('two wolves]');
    expect(await page.locator('#note').inputValue()).toBe('two wolves]');
    expect(await drawn()).toBe(frame);
    await page.evaluate(() => document.querySelector('#note')?.remove());
  });

  it('heeds no letter once the letter keys are off, but Space and the arrows, and letters again when they are on', async () => {
    const lettersOnOff = () => page.getByRole('switch', { name: /^Letter keys/ });
    const sheet = page.getByRole('dialog', { name: 'Keys' });
    const pressed = (name: string) => button(name).getAttribute('aria-pressed');
    await page.keyboard.press('?');
    await lettersOnOff().focus();
    await page.keyboard.press('Space');
    await page.getByText('Letter keys: off').waitFor();
    await page.keyboard.press('Escape');
    await sheet.waitFor({ state: 'hidden' });

    const toStart = () => page.keyboard.press('Home').then(drawn);
    await expect.poll(toStart, { interval: 500 }).toBe(0);
    const joints = await pressed('joints');
    for (const key of ['v', 'w', ']', 'l', '1', '?']) await page.keyboard.press(key);
    await page.keyboard.press('ArrowRight');
    await expect.poll(drawn).toBe(1);
    expect(await settled()).toBe(1);
    expect([await pressed('joints'), await sheet.isVisible()]).toEqual([joints, false]);
    await page.keyboard.press('Space');
    await expect.poll(drawn).toBeGreaterThan(1);
    await page.keyboard.press('Space');
    await settled();

    await button('Keys').click();
    await lettersOnOff().click();
    await page.getByText('Letter keys: on').waitFor();
    await page.keyboard.press('?');
    await sheet.waitFor({ state: 'hidden' });
    await page.keyboard.press('v');
    await expect.poll(() => pressed('joints')).not.toBe(joints);
    await page.keyboard.press('v');
    await expect.poll(() => pressed('joints')).toBe(joints);
  });

  it('folds the rarer half away on a phone', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await button('worst').waitFor({ state: 'hidden' });
    await button(/speed, loop and layers/).click();
    await button('worst').click();
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(sideways).toBeLessThanOrEqual(0);
    await page.setViewportSize({ width: 1440, height: 900 });
  });
});
