import { svelte } from '@sveltejs/vite-plugin-svelte';
import { fileURLToPath } from 'node:url';
import { type BrowserContext, chromium, type Page } from 'playwright';
import { build } from 'vite';
import { CHROMIUM_FLAGS, findChromium } from '../../src/command/find-chromium.mjs';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const OUT_DIR = here('../.out/store-page');
/** No server: every request of the page is answered by the test. Localhost, so that the page may use WebCrypto and locks. */
export const ORIGIN = 'http://localhost:4999';

/** Builds the store's page; once per test file. */
export async function buildStorePage(): Promise<void> {
  await build({
    configFile: false,
    root: here('../../'),
    publicDir: false,
    plugins: [svelte()],
    logLevel: 'error',
    build: {
      outDir: OUT_DIR,
      emptyOutDir: true,
      lib: { entry: here('store-page.ts'), formats: ['es'], fileName: 'store-page' },
    },
  });
}

/** A browser whose data lie in `profile`, and survive it. `onTold` hears what pages tell. */
export async function openProfile(profile: string, onTold: (what: string) => void): Promise<BrowserContext> {
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: findChromium() ?? '',
    args: CHROMIUM_FLAGS,
  });
  await context.exposeFunction('told', onTold);
  await context.route(`${ORIGIN}/**`, (route) =>
    route.request().url().endsWith('.js')
      ? route.fulfill({ path: `${OUT_DIR}/store-page.js`, contentType: 'text/javascript' })
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
