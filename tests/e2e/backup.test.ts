import { readFileSync } from 'node:fs';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FIELD_DATA, SKIPPED } from '../rig/field-data';
import { violations } from '../rig/axe';
import { type App, chooseClip, openApp, waitForReview } from '../rig/open-app';
import { shortClip } from '../rig/short-clip';

const PASSPHRASE = 'correct horse';

let app: App;
beforeAll(async () => {
  app = await openApp();
});
afterAll(() => app.close());

describe.skipIf(!FIELD_DATA)(`backup and restore${SKIPPED}`, () => {
  let page: Page;
  let file: { name: string; mimeType: string; buffer: Buffer };
  beforeAll(async () => {
    page = await app.visit();
    await chooseClip(page, shortClip(4));
    await waitForReview(page);
    await page.getByRole('button', { name: 'Plumbline' }).click();
    await page.getByRole('heading', { name: 'Recent sessions' }).waitFor();
    await page.getByText('Your data: backup and restore').click();
    await page.getByRole('heading', { name: 'Back up' }).waitFor();
  });
  afterAll(() => page.context().close());

  const deleteButton = () => page.getByRole('button', { name: /^Delete / });
  async function restore(passphrase: string) {
    await page.getByLabel('Its passphrase, if it has one').fill(passphrase);
    await page.getByRole('button', { name: 'Restore', exact: true }).click();
  }

  it('saves one locked file, once the passphrase was typed alike twice', async () => {
    const save = page.getByRole('button', { name: 'Save a backup' });
    await page.getByLabel('Passphrase, if you want one').fill(PASSPHRASE);
    await page.getByLabel('The passphrase once more').fill('correct hose');
    await page.getByText('The two are not the same yet.').waitFor();
    expect(await save.isEnabled()).toBe(false);
    await page.getByLabel('The passphrase once more').fill(PASSPHRASE);
    const downloading = page.waitForEvent('download');
    await save.click();
    const download = await downloading;
    await page.getByText(`Saved 1 session as “${download.suggestedFilename()}”.`).waitFor();
    const buffer = readFileSync(await download.path());
    expect(buffer.includes('runner.mp4'), 'nothing can be read in it').toBe(false);
    file = { name: download.suggestedFilename(), mimeType: 'application/octet-stream', buffer };
  });

  it('tells a wrong passphrase and a damaged file, and brings nothing back', async () => {
    await deleteButton().click();
    await expect.poll(() => deleteButton().count()).toBe(0);
    const choose = async (buffer: Buffer) => {
      const chooser = page.waitForEvent('filechooser');
      await page.getByRole('button', { name: 'Choose a backup' }).click();
      await (await chooser).setFiles({ ...file, buffer });
    };
    await choose(file.buffer.subarray(0, file.buffer.length >> 1));
    await restore(PASSPHRASE);
    await page.getByText('This backup is damaged').waitFor();
    await choose(file.buffer);
    await restore('wrong');
    await page.getByText('This passphrase does not open the backup: nothing was restored').waitFor();
    expect(await deleteButton().count()).toBe(0);
  });

  it('brings the deleted session back, with its clip', async () => {
    await restore(PASSPHRASE);
    await page.getByText('Restored: 1 session added.').waitFor();
    await expect.poll(() => deleteButton().count()).toBe(1);
    expect(await page.getByText('numbers only, no clip').count()).toBe(0);
  });

  it.each([
    ['light', 1440, 900],
    ['dark', 390, 844],
  ] as const)('axe holds nothing against it, %s, %i × %i', async (colorScheme, width, height) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height });
    expect(await violations(page)).toEqual([]);
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(sideways, 'nothing sticks out sideways').toBeLessThanOrEqual(0);
  });
});

describe.skipIf(!FIELD_DATA)(`clips, kept or not${SKIPPED}`, () => {
  let page: Page;
  beforeAll(async () => {
    page = await app.visit();
  });
  afterAll(() => page.context().close());

  const keepsClips = () => page.getByRole('switch', { name: /^Keep the clips with the sessions/ });
  const kept = () => page.getByRole('button', { name: /numbers only, no clip|lean/ });
  const withPicture = () => page.locator('.stage video[src]').count();
  const noPicture = () => page.getByText('The clip itself was not kept on this device.');
  async function toYourData() {
    await page.getByText('Your data: backup and restore').click();
    await keepsClips().waitFor();
  }
  /** Loads the page again and opens the one session that is kept. */
  async function reopen() {
    await page.reload();
    await kept().click();
    await waitForReview(page);
  }
  async function analyse() {
    await chooseClip(page, shortClip(4));
    await waitForReview(page);
    await expect.poll(withPicture, { message: 'the review on the table has its picture' }).toBe(1);
  }

  it('are not kept once that is switched off: after a reload the review stands without its picture', async () => {
    await toYourData();
    expect(await keepsClips().isChecked()).toBe(true);
    await keepsClips().click();
    await expect.poll(() => keepsClips().isChecked()).toBe(false);
    // The switch moves at once; the store has it a moment later.
    await page.waitForTimeout(1000);
    await page.reload();
    await toYourData();
    await expect.poll(() => keepsClips().isChecked(), { message: 'remembered' }).toBe(false);
    await analyse();
    const lean = await page.getByRole('heading', { name: /^Trunk extension/ }).innerText();
    await reopen();
    await noPicture().waitFor();
    expect(await withPicture()).toBe(0);
    expect(await page.getByRole('heading', { name: /^Trunk extension/ }).innerText()).toBe(lean);
    const drawn = async () => Number(await page.locator('canvas').first().getAttribute('data-frame'));
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowRight');
    await expect.poll(drawn, { message: 'the skeleton steps' }).toBe(1);
  });

  it('are kept again once it is switched on', async () => {
    await page.reload();
    await page.getByRole('button', { name: /^Delete / }).click();
    await toYourData();
    expect(await page.getByRole('button', { name: /^Remove the clips/ }).count(), 'there is none').toBe(0);
    await keepsClips().click();
    await expect.poll(() => keepsClips().isChecked()).toBe(true);
    await analyse();
    await reopen();
    await expect.poll(withPicture).toBe(1);
    expect(await noPicture().count()).toBe(0);
  });

  it('are removed from kept sessions once that was asked twice, and the numbers stay', async () => {
    await page.reload();
    await toYourData();
    const remove = page.getByRole('button', { name: /^Remove the clips, keep the numbers \(.* MB\)$/ });
    await remove.click();
    await page.getByText(/^Remove 1 clip for good\? That gives .* MB back\./).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await remove.waitFor();
    expect(await page.getByText('numbers only, no clip').count(), 'Enter keeps it').toBe(0);
    await remove.click();
    await page.getByRole('button', { name: 'Remove 1 clip' }).click();
    await page.getByText(/^1 clip removed: .* MB given back/).waitFor();
    await page.getByText('numbers only, no clip').waitFor();
    expect(await remove.count()).toBe(0);
    await reopen();
    await noPicture().waitFor();
    expect(await withPicture()).toBe(0);
  });
});
