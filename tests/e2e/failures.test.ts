import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { numberedClip } from '../rig/numbered-clip';
import { type App, chooseClip, type GivenFile, openApp, openClips, waitForReview } from '../rig/open-app';

let app: App;
let page: Page;
let clip: GivenFile;
beforeAll(async () => {
  app = await openApp();
  page = await app.visit();
  const timesS = Array.from({ length: 40 }, (_, frame) => frame / 30);
  clip = { name: 'short.webm', mimeType: 'video/webm', buffer: await numberedClip(page, timesS) };
  await page.context().close();
});
afterEach(() => page.context().close());
afterAll(() => app.close());

/** The failure that people read: its title, and its sentence. */
async function failure(title: string): Promise<string> {
  const section = page.getByRole('region', { name: title });
  await section.waitFor();
  expect(await page.getByRole('status').first().innerText(), 'read out too').not.toBe('');
  return section.locator('p').innerText();
}

const KEPT = /untouched/;
const TO_DO = /go online, reload the page and open the clip again/;

describe('what fails says what happened, what is kept and what to do', () => {
  it('when the pose model is not there; and the next try needs no reload', async () => {
    page = await app.visit();
    await page.route('**/models/full/**', (route) => route.fulfill({ status: 404 }));
    await chooseClip(page, clip);
    const sentence = await failure('The analysis cannot start');
    expect(sentence).toMatch(/404/);
    expect(sentence).toMatch(KEPT);
    expect(sentence).toMatch(TO_DO);
    await page.unroute('**/models/full/**');
    await chooseClip(page, clip);
    await waitForReview(page);
  });

  it('when the pose worker does not load', async () => {
    page = await app.visit();
    await page.route('**/pose.worker*.js', (route) => route.abort());
    // It shows before there is anything to analyse.
    await openClips(page, clip);
    const sentence = await failure('The analysis cannot start');
    expect(sentence).toMatch(/could not be loaded, or ran out of memory/);
    expect(sentence).toMatch(TO_DO);
  });

  it('when the pose worker dies at the same frame again and again', async () => {
    page = await app.visit();
    // It prepares as ever, and falls over as soon as a clip comes.
    await page.route('**/pose.worker*.js', async (route) => {
      const response = await route.fetch();
      const fatal = `self.addEventListener('message', ({ data }) => {
        if (data?.path?.[0] === 'follow') setTimeout(() => { throw new Error('out of memory'); });
      });`;
      await route.fulfill({ response, body: `${fatal}\n${await response.text()}` });
    });
    await chooseClip(page, clip);
    expect(await failure('The analysis broke off')).toMatch(
      /again and again \(.*out of memory\)\. Close other tabs/,
    );
    await page.unrouteAll({ behavior: 'ignoreErrors' }); // another worker may be on its way
  });

  it('when the worker of the numbers does not load', async () => {
    page = await app.visit();
    await page.route('**/analysis.worker*.js', (route) => route.abort());
    await chooseClip(page, clip);
    const sentence = await failure('The numbers could not be worked out');
    expect(sentence).toMatch(KEPT);
    expect(sentence).toMatch(/try again/);
    // What was followed is not thrown away: the numbers alone are worked out again.
    await page.unroute('**/analysis.worker*.js');
    await page.route('**/pose.worker*.js', (route) => route.abort());
    await page.getByRole('button', { name: 'Work out the numbers again' }).click();
    await waitForReview(page);
  });

  it('when a later part of the program cannot be fetched', async () => {
    page = await app.visit();
    await page.route('**/pose-client*.js', (route) => route.abort());
    // It shows before there is anything to analyse.
    await openClips(page, clip);
    const sentence = await failure('A part of Plumbline is missing');
    expect(sentence).toMatch(KEPT);
    expect(sentence).toMatch(TO_DO);
  });
});
