import { readFileSync } from 'node:fs';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FIELD_DATA, SKIPPED } from '../field/field-data';
import { violations } from './axe';
import { type App, chooseClip, openApp, waitForReview } from './open-app';
import { shortClip } from './short-clip';

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
