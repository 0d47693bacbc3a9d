import { type BrowserContext, chromium, type Page } from 'playwright';
import { CHROMIUM_FLAGS, findChromium } from '../../src/command/find-chromium.mjs';
import { buildPageModule } from './page-script';

/** No server: every request of the page is answered by the test. Localhost, so that the page may use WebCrypto and locks. */
export const ORIGIN = 'http://localhost:4999';

/** A browser whose data lie in `profile`, and survive it. `onTold` hears what pages tell. */
export async function openProfile(profile: string, onTold: (what: string) => void): Promise<BrowserContext> {
  const program = await buildPageModule('store-page.ts');
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: findChromium() ?? '',
    args: CHROMIUM_FLAGS,
  });
  await context.exposeFunction('told', onTold);
  await context.route(`${ORIGIN}/**`, (route) =>
    route.request().url().endsWith('.js')
      ? route.fulfill({ path: program, contentType: 'text/javascript' })
      : route.fulfill({
          body: '<!doctype html><script type="module" src="/store-page.js"></script>',
          contentType: 'text/html',
        }),
  );
  return context;
}

export async function openStorePage(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  await page.goto(ORIGIN);
  await page.waitForFunction(() => 'storePage' in window);
  return page;
}
