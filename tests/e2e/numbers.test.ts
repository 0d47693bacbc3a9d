import type { Locator, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { violations } from '../rig/axe';
import { type MainThreadTasks, watchMainThread } from '../rig/main-thread';
import { type App, chooseClip, FIELD_CLIP, openApp, waitForReview } from '../rig/open-app';
import { FIELD_DATA, SKIPPED } from '../rig/field-data';

/** The clip has 30 frames a second and strides of 0.71 s: a frame is 4.7 % of a stride. */
const FRAME_PCT = 4.7;
const LAST_FRAME = 359;

/** A machine that tests in parallel seeks slowly. */
const PATIENTLY = { timeout: 60_000 };

let app: App;
beforeAll(async () => {
  app = await openApp();
});
afterAll(() => app.close());

describe.skipIf(!FIELD_DATA)(`the numbers beside the video${SKIPPED}`, () => {
  let page: Page;
  let stridePlace: Locator;
  let clipPlace: Locator;
  let opening: MainThreadTasks;

  beforeAll(async () => {
    page = await app.visit();
    const stop = await watchMainThread(page);
    await chooseClip(page, FIELD_CLIP);
    await waitForReview(page);
    await page.getByText('How this was measured').waitFor();
    opening = await stop();
    stridePlace = page.getByRole('slider', { name: 'Place in the stride' });
    clipPlace = page.getByRole('slider', { name: 'Place in the clip, trunk lean' });
    await page.getByText('Every stride as a table').click();
    await page
      .getByRole('button', { name: /stride at/ })
      .nth(20)
      .waitFor();
  });
  afterAll(() => page.context().close());

  const drawn = () => page.locator('canvas').first().getAttribute('data-frame').then(Number);
  const valueOf = (slider: Locator) => slider.inputValue().then(Number);
  /** Trunk lean of every stride as its row tells it, and whether the video is in it. */
  const strides = () =>
    page.getByRole('row', { name: /stride at/ }).evaluateAll((rows) =>
      rows.map((row) => ({
        leanDeg: Number.parseFloat(row.querySelector('td:last-child')?.textContent ?? ''),
        shown: row.querySelector('[aria-current]') !== null,
      })),
    );
  /** A real click at a share of a slider's width and height. */
  async function clickAt(slider: Locator, across: number, down = 0.5) {
    await slider.scrollIntoViewIfNeeded();
    const box = (await slider.boundingBox())!;
    await page.mouse.click(box.x + across * box.width, box.y + down * box.height);
  }

  it('take the video to a stride whose value is nearest to the mean', async () => {
    const headline = page.getByRole('button', { name: /° forward\s*, show a typical stride/ });
    const mean = Number.parseFloat(await headline.innerText());
    await page.keyboard.press('End');
    await expect.poll(drawn, PATIENTLY).toBe(LAST_FRAME);
    await headline.click();
    await expect.poll(drawn, PATIENTLY).not.toBe(LAST_FRAME);
    const rows = await strides();
    const misses = rows.map(({ leanDeg }) => Math.abs(leanDeg - mean));
    const shown = misses.filter((_, k) => rows[k]?.shown);
    // Rows and headline are rounded to a tenth.
    expect(Math.min(...shown)).toBeLessThanOrEqual(Math.min(...misses) + 0.1);
  });

  it('say what they mean when their name is pressed, by keyboard too', async () => {
    const name = page.getByRole('button', { name: 'Cadence', exact: false }).first();
    await name.focus();
    await page.keyboard.press('Enter');
    await page.getByText('Steps per minute: two steps a stride').waitFor();
    expect(await name.getAttribute('aria-expanded')).toBe('true');
  });

  it('are said once each where they are not measured, with the reason', async () => {
    const reasons = page.getByText('needs a view from behind or the front');
    const inTable = page.locator('section', { has: page.getByRole('heading', { name: /^All numbers/ }) });
    expect(await inTable.locator(reasons).count()).toBe(1);
  });

  it('the curve takes the video to a place in the stride, and follows it', async () => {
    const before = await drawn();
    await clickAt(stridePlace, 0.3, 0.02);
    await expect.poll(drawn, PATIENTLY).not.toBe(before);
    await expect
      .poll(async () => Math.abs((await valueOf(stridePlace)) - 30), PATIENTLY)
      .toBeLessThan(FRAME_PCT);
    const [frame, place] = [await drawn(), await valueOf(stridePlace)];
    await page.keyboard.press('ArrowRight');
    await expect.poll(drawn, PATIENTLY).toBe(frame + 1);
    await expect.poll(() => valueOf(stridePlace), PATIENTLY).toBeGreaterThan(place);
    expect(await stridePlace.getAttribute('aria-valuetext')).toMatch(
      /^\d+ % of the left stride, −?\d+\.\d°$/,
    );
  });

  it('the curve shows the stride that is pointed at, and a click goes there', async () => {
    await stridePlace.scrollIntoViewIfNeeded();
    const box = (await stridePlace.boundingBox())!;
    const chart = page.locator('figure.chart');
    let told = '';
    for (let down = 0.2; told === '' && down < 0.8; down += 0.04) {
      await page.mouse.move(box.x + 0.6 * box.width, box.y + down * box.height);
      told = (await chart.getByText('click to see it').allInnerTexts())[0] ?? '';
    }
    const [, side, startS] = /^(left|right) stride at ([\d.]+) s/.exec(told) ?? [];
    expect(side).toBeDefined();
    await page.mouse.down();
    await page.mouse.up();
    const row = page.getByRole('button', { name: `${side} stride at ${startS} seconds` });
    await expect.poll(() => row.getAttribute('aria-current'), PATIENTLY).toBe('true');
    await page.mouse.move(0, 0);
  });

  it('the angle over the clip takes the video to a time, and follows it', async () => {
    await clickAt(clipPlace, 0.5);
    await expect.poll(async () => Math.abs((await drawn()) - 180), PATIENTLY).toBeLessThanOrEqual(3);
    await page.keyboard.press('Home');
    await expect.poll(() => valueOf(clipPlace), PATIENTLY).toBe(0);
  });

  it('strides are gone through with the arrow keys, one by one', async () => {
    const slider = page.getByRole('slider', { name: 'Stride, trunk lean', exact: true });
    await slider.focus();
    const told: string[] = [];
    for (let k = 0; k < 3; k++) {
      await page.keyboard.press('ArrowRight');
      await expect.poll(() => slider.getAttribute('aria-valuetext'), PATIENTLY).not.toBe(told.at(-1));
      told.push((await slider.getAttribute('aria-valuetext')) ?? '');
    }
    const starts = told.map((text) => Number(/at ([\d.]+) s/.exec(text)?.[1]));
    expect(starts).toEqual([...starts].sort((a, b) => a - b));
    expect(new Set(starts).size).toBe(3);
  });

  it('hold up neither the opening of the review', () => {
    process.stderr.write(
      `From the clip to the whole review: longest of ${opening.tasks} tasks ${opening.longestCpuMs.toFixed(1)} ms of processor time\n`,
    );
    expect(opening.longestCpuMs).toBeLessThan(opening.boundMs);
  });

  it('nor the playing of the clip', async () => {
    await page.keyboard.press('Home');
    const stop = await watchMainThread(page);
    await page.getByRole('button', { name: 'Play' }).click();
    const frame = await drawn();
    await page.waitForTimeout(4000);
    const { longestCpuMs, boundMs, tasks } = await stop();
    process.stderr.write(
      `Playing beside charts and tables: longest of ${tasks} tasks ${longestCpuMs.toFixed(1)} ms of processor time\n`,
    );
    expect(await drawn()).toBeGreaterThan(frame);
    expect(longestCpuMs).toBeLessThan(boundMs);
  });

  it.each([
    ['light', 1440, 900],
    ['dark', 1440, 900],
    ['dark', 390, 844],
    ['light', 390, 844],
  ] as const)(
    'have nothing that axe holds against them, %s, %i × %i, all opened',
    async (colorScheme, width, height) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height });
      await page.evaluate(() => {
        document.querySelectorAll('details').forEach((details) => (details.open = true));
        // Wherever a page is scrolled to, something lies half under its edge.
        scrollTo(0, 0);
      });
      expect(await violations(page)).toEqual([]);
      const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(sideways, 'nothing sticks out sideways').toBeLessThanOrEqual(0);
    },
  );
});
