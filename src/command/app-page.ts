import { chromium, type Page } from 'playwright';
import { build, preview } from 'vite';
import { CHROMIUM_FLAGS, findChromium } from './find-chromium.mjs';

/** A page of the built app in headless Chromium, on this machine only. */
export interface AppPage {
  page: Page;
  /** The app's address. */
  url: string;
  close(): Promise<void>;
}

/** Builds the app, serves it on localhost with the headers that threads need, and opens it without a window. */
export async function openAppPage(): Promise<AppPage> {
  await build({ logLevel: 'error' });
  const server = await preview({ preview: { port: 0, strictPort: false, open: false }, logLevel: 'error' });
  const url = server.resolvedUrls?.local[0];
  const executablePath = findChromium();
  if (url === undefined || executablePath === null)
    throw new Error('No address to serve on, or no browser: run npm test once.');
  const browser = await chromium.launch({ executablePath, args: CHROMIUM_FLAGS });
  const page = await browser.newPage();
  await page.goto(url);
  return {
    page,
    url,
    async close() {
      await browser.close();
      await server.close();
    },
  };
}
