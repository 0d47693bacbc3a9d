import { readFileSync } from 'node:fs';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BACKEND_NAMES } from '../../src/pose/contract';
import { readAnalysisJson } from '../../src/exchange/analysis-json-reader';
import { readTrc } from '../../src/exchange/trc-reader';
import { FIELD_DATA, SKIPPED } from '../rig/field-data';
import { violations } from '../rig/axe';
import { type App, chooseClip, openApp, waitForReview } from '../rig/open-app';
import { shortClip } from '../rig/short-clip';

const CLIP_S = 8;
const PNG_MAGIC = '89504e470d0a1a0a';

let app: App;
beforeAll(async () => {
  app = await openApp();
});
afterAll(() => app.close());

describe.skipIf(!FIELD_DATA)(`files that leave a review and come back${SKIPPED}`, () => {
  let page: Page;
  beforeAll(async () => {
    page = await app.visit();
    await chooseClip(page, shortClip(CLIP_S));
    await waitForReview(page);
    await page.getByRole('button', { name: 'Export', exact: true }).click();
    await page.getByRole('dialog', { name: 'Export' }).waitFor();
  });
  afterAll(() => page.context().close());

  async function saved(what: string) {
    const downloading = page.waitForEvent('download', { timeout: 360_000 });
    await page.getByRole('button', { name: `Save ${what}` }).click();
    const download = await downloading;
    const path = await download.path();
    await page.getByText(`Saved as “${download.suggestedFilename()}”.`).waitFor();
    return { name: download.suggestedFilename(), bytes: readFileSync(path), path };
  }

  it('strides and frames as CSV', async () => {
    const strides = (await saved('Strides (CSV)')).bytes.toString().split('\r\n');
    expect(strides[0]).toMatch(/^clip,view,stride,side,startS,endS,/);
    expect(strides[1]).toMatch(/^runner\.mp4,left,1,(left|right),/);
    const frames = (await saved('Frames (CSV)')).bytes.toString().trim().split('\r\n');
    expect(frames.length).toBeGreaterThan(CLIP_S * 29);
  });

  it('without names: neither in the file nor in what it is called', async () => {
    await page.getByRole('checkbox', { name: /Leave out names and notes/ }).check();
    const { name, bytes } = await saved('Strides (CSV)');
    expect(name).not.toContain('runner');
    expect(bytes.toString()).not.toContain('runner.mp4');
    expect(bytes.toString()).toContain('clip 1,left,');
    await page.getByRole('checkbox', { name: /Leave out names and notes/ }).uncheck();
  });

  it('the frame on the screen as PNG of the clip’s size', async () => {
    const { bytes } = await saved('This frame (PNG)');
    expect(bytes.subarray(0, 8).toString('hex')).toBe(PNG_MAGIC);
    const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
    expect([width, height]).toEqual([720, 1280]);
    // A frame of a real room does not compress to nothing.
    expect(bytes.length).toBeGreaterThan(100_000);
  });

  it('a video, which can be cancelled, and which plays', async () => {
    const save = page.getByRole('button', { name: 'Save Video with the lines (MP4)' });
    await save.click();
    await page.getByRole('progressbar', { name: 'Video' }).waitFor();
    await page.getByRole('button', { name: /^Cancel/ }).click();
    await save.waitFor();
    const { bytes } = await saved('Video with the lines (MP4)');
    const seconds = await page.evaluate(async (base64) => {
      const data = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      const blob = new Blob([data], { type: 'video/mp4' });
      const video = document.createElement('video');
      video.src = URL.createObjectURL(blob);
      await new Promise((resolve, reject) => {
        video.onloadeddata = resolve;
        video.onerror = reject;
      });
      return video.duration;
    }, bytes.toString('base64'));
    expect(Math.abs(seconds - CLIP_S)).toBeLessThan(0.2);
  });

  it.each([
    ['light', 1440, 900],
    ['dark', 390, 844],
  ] as const)('axe holds nothing against the menu, %s, %i × %i', async (colorScheme, width, height) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height });
    expect(await violations(page)).toEqual([]);
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(sideways, 'nothing sticks out sideways').toBeLessThanOrEqual(0);
  });

  it('the JSON and the TRC open on the page again, with the same number', async () => {
    await page.setViewportSize({ width: 1440, height: 900 });
    const [json, trc] = [await saved('Everything (JSON)'), await saved('Landmarks (TRC)')];
    const { timing, receipt } = JSON.parse(json.bytes.toString()) as {
      timing: Record<string, unknown>;
      receipt: Record<string, unknown>;
    };
    expect(timing['analysisMs']).toBeGreaterThan(0);
    expect(BACKEND_NAMES).toContain(timing['analysisBackend']);
    expect(BACKEND_NAMES).toContain(receipt['backend']);
    const frames = readAnalysisJson(json.bytes.toString()).track.timeS.length;
    expect(readTrc(trc.bytes.toString()).track.timeS).toHaveLength(frames);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    const headline = page.getByRole('button', { name: /°.*show a typical stride/ }).first();
    const number = async () => Number.parseFloat(await headline.innerText());
    const before = await number();
    for (const { name, bytes } of [json, trc]) {
      const chooser = page.waitForEvent('filechooser');
      await page.getByRole('button', { name: 'Open another clip' }).click();
      await (await chooser).setFiles({ name, mimeType: '', buffer: bytes });
      // The receipt names the file.
      await page.locator('dd', { hasText: name }).first().waitFor({ state: 'attached' });
      await waitForReview(page);
      // Cleaned landmarks of a TRC are cleaned once more.
      expect(Math.abs((await number()) - before), name).toBeLessThanOrEqual(
        name.endsWith('json') ? 0.1 : 0.5,
      );
    }
  });

  it('a broken file is told in a sentence that names it', async () => {
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Open another clip' }).click();
    await (
      await chooser
    ).setFiles({ name: 'broken.trc', mimeType: '', buffer: Buffer.from('PathFileType\n') });
    await page.getByRole('heading', { name: 'This file cannot be opened' }).waitFor();
    expect(await page.getByText('“broken.trc”, line 3').first().isVisible()).toBe(true);
  });
});
