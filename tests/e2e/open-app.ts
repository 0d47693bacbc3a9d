import type { BrowserContextOptions, Page } from 'playwright';
import { type AppPage, openAppPage } from '../../src/command/app-page';
import { fieldPath } from '../field/field-data';

export const FIELD_CLIP = fieldPath('real/treadmill-side-30fps.mp4');

/** A file as Playwright gives it to a page. */
export type GivenFile = string | { name: string; mimeType: string; buffer: Buffer };

/** The built app, and fresh visitors of it. */
export interface App {
  url: string;
  /** A page of its own context: nothing is shared with visitors before. */
  visit(options?: BrowserContextOptions): Promise<Page>;
  close(): Promise<void>;
}

export async function openApp(): Promise<App> {
  const app: AppPage = await openAppPage();
  const browser = app.page.context().browser();
  if (browser === null) throw new Error('The page has no browser.');
  await app.page.close();
  return {
    url: app.url,
    async visit(options) {
      const context = await browser.newContext({
        viewport: { width: 1440, height: 900 },
        // Requests that a service worker answers are out of a test's reach.
        serviceWorkers: 'block',
        ...options,
      });
      const page = await context.newPage();
      await page.goto(app.url);
      await page.getByRole('heading', { level: 1 }).waitFor();
      return page;
    },
    close: () => app.close(),
  };
}

/** Chooses a clip with the button, as a person does. */
export async function chooseClip(page: Page, file: GivenFile): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: /^(Open|Choose) (a|another) clip$/ }).click();
  await (await chooser).setFiles(file);
}

export async function waitForReview(page: Page): Promise<void> {
  await page.getByRole('heading', { name: /^Trunk extension/ }).waitFor({ timeout: 120_000 });
}

/** Waits until so much of the clip is analysed, 0–1. */
export async function waitForShare(page: Page, share: number): Promise<void> {
  await page.waitForFunction((least) => (document.querySelector('progress')?.value ?? 0) >= least, share, {
    timeout: 60_000,
    polling: 50,
  });
}
