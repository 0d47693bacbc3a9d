import { existsSync, readdirSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright';
import { build, preview } from 'vite';
import { CHROMIUM_FLAGS, findChromium } from './find-chromium.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
/** What the built app is made of. */
const SOURCES = ['src', 'workers', 'models', 'public', 'index.html', 'vite.config.ts', 'package-lock.json'];

/** A page of the built app in headless Chromium, on this machine only. */
export interface AppPage {
  browser: Browser;
  page: Page;
  /** The app's address. */
  url: string;
  close: () => Promise<void>;
}

/** Builds the app where it is not built yet, serves it on localhost and opens it without a window. */
export async function openAppPage(flags: readonly string[] = []): Promise<AppPage> {
  await buildWhereNeeded();
  return openBuiltPage('dist', {}, flags);
}

/** Builds the app, unless what is built is younger than its sources. */
export async function buildWhereNeeded(): Promise<void> {
  if (!buildIsCurrent()) await buildForPeople();
}

/**
 * Serves a built folder on localhost, with its headers, and opens it without a window. `flags`: for
 * Chromium, beside the usual ones.
 */
export async function openBuiltPage(
  outDir: string,
  options: BrowserContextOptions = {},
  flags: readonly string[] = [],
): Promise<AppPage> {
  const executablePath = findChromium();
  if (executablePath === null)
    throw new Error('No Chrome, Chromium or Edge was found; `npm test` installs one.');
  const server = await preview({
    root: ROOT,
    build: { outDir },
    preview: { port: 0, strictPort: false, open: false },
    logLevel: 'error',
  });
  const url = server.resolvedUrls?.local[0];
  if (url === undefined) throw new Error('No free address on this machine to serve the app on.');
  const browser = await chromium.launch({ executablePath, args: [...CHROMIUM_FLAGS, ...flags] });
  // Every run sees what was built last, never what a service worker kept.
  const page = await browser.newPage({ serviceWorkers: 'block', ...options });
  await page.goto(url);
  return {
    browser,
    page,
    url,
    async close() {
      await browser.close();
      await server.close();
    },
  };
}

/** The build that people get, also under a test runner, which calls its environment “test” and would get a debug build. */
async function buildForPeople(): Promise<void> {
  const { NODE_ENV } = process.env;
  process.env['NODE_ENV'] = 'production';
  try {
    await build({ root: ROOT, logLevel: 'error' });
  } finally {
    if (NODE_ENV === undefined) delete process.env['NODE_ENV'];
    else process.env['NODE_ENV'] = NODE_ENV;
  }
}

/** True when dist/ is younger than everything that it is made of. */
function buildIsCurrent(): boolean {
  const built = `${ROOT}dist/index.html`;
  if (!existsSync(built)) return false;
  const builtAt = statSync(built).mtimeMs;
  return SOURCES.flatMap(filesUnder).every((path) => statSync(path).mtimeMs <= builtAt);
}

function filesUnder(name: string): string[] {
  const path = `${ROOT}${name}`;
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true, encoding: 'utf8' }).map((inside) => `${path}/${inside}`);
}
