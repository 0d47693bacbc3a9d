import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FIELD_DATA, fieldPath, SKIPPED } from '../field/field-data';
import { temporaryFolder } from '../field/run-command';
import { violations } from './axe';
import { type App, chooseClip, openApp, waitForReview } from './open-app';
import { shortClip } from './short-clip';

let app: App;
beforeAll(async () => {
  app = await openApp();
});
afterAll(() => app.close());

describe.skipIf(!FIELD_DATA)(`the report of a session from the side and from behind${SKIPPED}`, () => {
  let page: Page;
  let headline: string;
  beforeAll(async () => {
    page = await app.visit();
    await chooseClip(page, shortClip(6), fieldPath('rendered/rear-band-drop6.mp4'));
    await waitForReview(page);
    headline = await page.getByRole('button', { name: /° forward\s*, show a typical stride/ }).innerText();
    await page.getByRole('button', { name: 'Report', exact: true }).click();
    await page.locator('button:enabled', { hasText: 'Print / save as PDF' }).waitFor();
  });
  afterAll(() => page.context().close());

  it('tells the number of the review, and shows typical and worst strides', async () => {
    const told = await page.getByRole('article').first().innerText();
    expect(told).toContain(/[\d.]+°/.exec(headline)?.[0]);
    const pictures = page.getByRole('img', { name: /stride|upright|drop/i }).and(page.locator('img'));
    expect(await pictures.count()).toBe(12);
    const widths = await pictures.evaluateAll((images) =>
      images.map((image) => (image instanceof HTMLImageElement ? image.naturalWidth : 0)),
    );
    expect(Math.min(...widths)).toBeGreaterThan(50);
  });

  it.each(['A4', 'Letter'])('fits on two pages of %s', async (format) => {
    const pdf = await page.pdf({ format, printBackground: true });
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(pageCount(pdf)).toBeLessThanOrEqual(2);
    const path = join(temporaryFolder(), 'report.pdf');
    writeFileSync(path, pdf);
    const text = pdfText(path);
    if (text === null) return;
    expect(text).toContain('Trunk extension');
    expect(text).toContain('See a doctor at once');
    expect(text, 'the screen’s own buttons are not printed').not.toContain('Print / save');
  });

  it.each([
    ['light', 1440, 900],
    ['dark', 1440, 900],
    ['light', 390, 844],
    ['dark', 390, 844],
  ] as const)('axe holds nothing against it, %s, %i × %i', async (colorScheme, width, height) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height });
    expect(await violations(page)).toEqual([]);
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(sideways, 'nothing sticks out sideways').toBeLessThanOrEqual(0);
  });

  it('goes back to the review', async () => {
    await page.getByRole('button', { name: 'Back', exact: true }).click();
    await waitForReview(page);
  });
});

function pageCount(pdf: Buffer): number {
  return pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
}

/** null where poppler’s pdftotext is not installed. */
function pdfText(path: string): string | null {
  try {
    return execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' });
  } catch {
    return null;
  }
}
