import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { watchMainThread } from '../rig/main-thread';
import { type App, chooseClip, FIELD_CLIP, openApp, waitForReview, waitForShare } from '../rig/open-app';
import { FIELD_DATA, SKIPPED } from '../rig/field-data';

/** Steps per minute, counted from the pixels of the clip (field/README). */
const TRUE_CADENCE_SPM = 168.9;
const CADENCE_WITHIN_SPM = 2;

let app: App;
beforeAll(async () => {
  app = await openApp();
});
afterAll(() => app.close());

const cell = async (page: Page, row: string, column: number) =>
  (await page.getByRole('row', { name: row }).getByRole('cell').nth(column).innerText()).trim();

describe.skipIf(!FIELD_DATA)(`from a clip to its numbers${SKIPPED}`, () => {
  let page: Page;
  const requests: string[] = [];

  beforeAll(async () => {
    page = await app.visit({ network: 'full' });
    page.context().on('request', (request) => requests.push(request.url()));
    await page.reload();
  });
  afterAll(() => page.context().close());

  it('analyses the clip, and no task holds up the page for 50 ms', async () => {
    const stop = await watchMainThread(page);
    await chooseClip(page, FIELD_CLIP);
    await waitForShare(page, 0.3);
    await expect.poll(() => page.locator('canvas').isVisible()).toBe(true);
    await waitForReview(page);
    const { longestCpuMs, boundMs, tasks, observedMs } = await stop();
    process.stderr.write(
      `Main thread: longest of ${tasks} tasks ${longestCpuMs.toFixed(1)} ms of processor time; ` +
        `longtask entries by the clock: ${observedMs.map((ms) => ms.toFixed(0)).join(', ') || 'none'}\n`,
    );
    expect(tasks).toBeGreaterThan(100);
    expect(longestCpuMs).toBeLessThan(boundMs);
  });

  it('shows the cadence, and a cadence and a trunk lean for each stride', async () => {
    const cadence = Number.parseFloat(await cell(page, 'Cadence', 2));
    expect(Math.abs(cadence - TRUE_CADENCE_SPM)).toBeLessThanOrEqual(CADENCE_WITHIN_SPM);
    const strides = page.locator('section', { has: page.getByRole('heading', { name: /^Strides/ }) });
    await strides.getByText('Every stride as a table').click();
    await strides.locator('tbody tr').nth(20).waitFor();
    const rows = await strides.locator('tbody tr').allInnerTexts();
    expect(rows.length).toBeGreaterThan(20);
    for (const row of rows)
      expect(row).toMatch(/\d+\.\d\d\s+\d+\.\d\s+\d+\.\d° (forward|behind the vertical|on the vertical)/);
  });

  it('says what it did not measure', async () => {
    const pelvis = page.locator('section', { has: page.getByRole('heading', { name: /^Pelvic drop/ }) });
    expect(await pelvis.innerText()).not.toMatch(/\d/);
  });

  it('goes to a stride when its row is chosen, and steps from there by frames', async () => {
    const row = page.getByRole('button', { name: /stride at/ }).nth(9);
    const startS = Number(
      /at ([\d.]+) seconds/.exec(await row.innerText())?.[1] ??
        /at ([\d.]+)/.exec((await row.textContent()) ?? '')?.[1],
    );
    await row.click();
    const drawn = () => page.locator('canvas').getAttribute('data-frame').then(Number);
    // The row shows hundredths of a second, which leaves one frame or its neighbour.
    const candidates = [startS - 0.005, startS + 0.005].map((timeS) => Math.ceil(timeS * 30));
    await expect.poll(drawn).toSatisfy((frame: number) => candidates.includes(frame));
    const frame = await drawn();
    for (let n = 0; n < 5; n++) await page.keyboard.press('ArrowRight');
    await expect.poll(drawn).toBe(frame + 5);
    await page.keyboard.press('ArrowLeft');
    await expect.poll(drawn).toBe(frame + 4);
  });

  it('plays and pauses with the space bar', async () => {
    await page.getByRole('slider', { name: 'Place in the clip', exact: true }).focus();
    await page.keyboard.press(' ');
    await page.getByRole('button', { name: 'Pause' }).waitFor();
    await page.waitForTimeout(500);
    await page.keyboard.press(' ');
    await page.getByRole('button', { name: 'Play' }).waitFor();
    expect(await page.evaluate(() => document.querySelector('video')?.paused)).toBe(true);
  });

  it('asked nothing of any other place, on the page or in the worker', () => {
    expect(requests.some((url) => url.endsWith('model.json'))).toBe(true);
    const origin = new URL(app.url).origin;
    expect(requests.filter((url) => !url.startsWith(`${origin}/`) && !url.startsWith('blob:'))).toEqual([]);
  });

  it('goes back to the start, and analyses the next clip on the worker that is warm', async () => {
    await page.getByRole('button', { name: 'Plumbline' }).click();
    await page.getByRole('heading', { level: 1, name: /culprit/ }).waitFor();
    const before = requests.length;
    await chooseClip(page, FIELD_CLIP);
    await waitForShare(page, 0.05);
    expect(requests.slice(before).filter((url) => url.endsWith('model.json'))).toEqual([]);
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('heading', { level: 1, name: /culprit/ }).waitFor();
  });
});
