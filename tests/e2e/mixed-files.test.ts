import { readFileSync } from 'node:fs';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeTrc } from '../../src/exchange/trc-writer';
import { FIELD_DATA, SKIPPED } from '../rig/field-data';
import { syntheticRun } from '../truth/synthetic-runner';
import { violations } from '../rig/axe';
import { type App, openApp, waitForReview } from '../rig/open-app';
import { shortClip } from '../rig/short-clip';

let app: App;
beforeAll(async () => {
  app = await openApp();
});
afterAll(() => app.close());

/** Drops files on the page as a person does from a folder. */
async function drop(page: Page, files: readonly { name: string; bytes: Buffer }[]): Promise<void> {
  const data = await page.evaluateHandle(
    (all) => {
      const transfer = new DataTransfer();
      for (const { name, base64 } of all)
        transfer.items.add(new File([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], name));
      return transfer;
    },
    files.map(({ name, bytes }) => ({ name, base64: bytes.toString('base64') })),
  );
  await page.dispatchEvent('body', 'dragover', { dataTransfer: data });
  await page.dispatchEvent('body', 'drop', { dataTransfer: data });
}

describe.skipIf(!FIELD_DATA)(`a clip and files of landmarks, dropped together${SKIPPED}`, () => {
  it('are one session: drop from the landmarks, lean from the clip; a broken file is told and left out', async () => {
    const { track } = syntheticRun({ durationS: 12, view: 'rear', pelvicDropDeg: { left: 6, right: 4 } });
    const page = await app.visit();
    await drop(page, [
      { name: 'rear.trc', bytes: Buffer.from(writeTrc(track, 'rear', 1280)) },
      { name: 'side.mp4', bytes: readFileSync(shortClip(6)) },
      { name: 'broken.trc', bytes: Buffer.from('PathFileType\n') },
    ]);
    await page.getByRole('heading', { name: 'Check the clip' }).waitFor();
    await page.getByText('landmarks without a picture', { exact: true }).waitFor();
    await page.getByText('“broken.trc”, line 3').first().waitFor();
    expect(await violations(page)).toEqual([]);
    if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/mixed.png` });
    await page.getByRole('button', { name: 'Analyse', exact: true }).click();
    await waitForReview(page);
    const card = page.locator('section', { has: page.getByRole('heading', { name: /^Pelvic drop/ }) });
    const [left = NaN, right = NaN] = [...(await card.first().innerText()).matchAll(/(\d+\.\d)°/g)].map(
      (found) => Number(found[1]),
    );
    expect(Math.abs(left - 6)).toBeLessThan(0.7);
    expect(Math.abs(right - 4)).toBeLessThan(0.7);
    await page.getByRole('heading', { name: /^Pelvic drop rear/ }).waitFor();
    await page.getByRole('heading', { name: /^Trunk extension/ }).waitFor();
    await page.context().close();
  });
});
