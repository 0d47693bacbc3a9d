import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright';
import { preview, type PreviewServer } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { numberedClip } from '../rig/numbered-clip';
import { type App, chooseClip, type GivenFile, openApp, waitForReview } from '../rig/open-app';

const FIRST_LOAD_KB = 150;
/** Stands in for a demo clip. */
const DEMO_BYTES = 1234;
const ROOT = fileURLToPath(new URL('../../', import.meta.url));
/** A copy of the built app, for a server that can be stopped and a build that can change. */
const COPY = 'tests/.out/offline';

let app: App;
let server: PreviewServer;
let url = '';
let page: Page;
let clip: GivenFile;
const requests: string[] = [];

beforeAll(async () => {
  app = await openApp();
  rmSync(ROOT + COPY, { recursive: true, force: true });
  cpSync(`${ROOT}dist`, ROOT + COPY, { recursive: true });
  mkdirSync(`${ROOT}${COPY}/demo`, { recursive: true });
  writeFileSync(`${ROOT}${COPY}/demo/any.mp4`, Buffer.alloc(DEMO_BYTES));
  await serve(0);
  const { port } = new URL(app.url);
  if (new URL(url).port === port) throw new Error('The copy needs an address of its own.');
  const other = await app.visit();
  const timesS = Array.from({ length: 40 }, (_, frame) => frame / 30);
  clip = { name: 'short.webm', mimeType: 'video/webm', buffer: await numberedClip(other, timesS) };
  // A visitor who was never at the other address, where a service worker would go on fetching.
  const browser = other.context().browser()!;
  await other.context().close();
  page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  page.context().on('request', (request) => requests.push(request.url()));
  await page.goto(url);
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
});
afterAll(async () => {
  await app.close();
  await server.close();
  rmSync(ROOT + COPY, { recursive: true, force: true });
});

async function serve(port: number): Promise<void> {
  server = await preview({
    root: ROOT,
    build: { outDir: COPY },
    preview: { port, strictPort: port !== 0, open: false },
    logLevel: 'error',
  });
  url = server.resolvedUrls?.local[0] ?? '';
}

/** Addresses that are kept, by cache. */
function kept(): Promise<Record<string, string[]>> {
  return page.evaluate(async () => {
    const entries = (await caches.keys()).map(async (name) => {
      const keys = await (await caches.open(name)).keys();
      return [name, keys.map((request) => request.url)] as const;
    });
    return Object.fromEntries(await Promise.all(entries));
  });
}

const appCache = async () =>
  Object.entries(await kept()).find(([name]) => name.startsWith('plumbline-app-')) ?? ['', []];

/** WebAssembly that is kept: with SIMD and without. */
const wasmAmong = (addresses: string[]) => addresses.filter((address) => address.endsWith('.wasm')).length;

/** Length and type of what the page gets when it fetches the demo clip. */
function fetchDemo(): Promise<[number, string | null]> {
  return page.evaluate(async () => {
    const answer = await fetch('demo/any.mp4');
    return [(await answer.blob()).size, answer.headers.get('content-type')] as [number, string | null];
  });
}

describe('offline', () => {
  it('keeps the page at the first visit, and no more than the first load may weigh', async () => {
    const [, addresses] = await appCache();
    expect(addresses).toContain(url);
    expect(addresses.filter((address) => /\.worker|\.wasm|\/models\//.test(address))).toEqual([]);
    let kilobytes = 0;
    for (const address of addresses) {
      kilobytes += gzipSync(Buffer.from(await (await fetch(address)).arrayBuffer())).length / 1000;
    }
    process.stderr.write(
      `Kept at the first visit: ${addresses.length} files, ${kilobytes.toFixed(1)} kB gz\n`,
    );
    expect(kilobytes).toBeLessThan(FIRST_LOAD_KB);
  });

  it('keeps a demo clip that was opened, and the workers and the model once a clip was measured', async () => {
    expect(await fetchDemo()).toEqual([DEMO_BYTES, 'video/mp4']);
    await chooseClip(page, clip);
    await waitForReview(page);
    await expect
      .poll(async () => Object.values(await kept()).flat())
      .toSatisfy(
        (addresses: string[]) =>
          wasmAmong(addresses) === 2 &&
          addresses.filter((address) => /\/models\/(full|detector)\/.*\.bin$/.test(address)).length === 4,
      );
  });

  it('opens, stays isolated and bound by its policy, and measures, when the server is gone', async () => {
    await server.close();
    await expect(fetch(url)).rejects.toThrow();
    await page.reload();
    await page.getByRole('heading', { level: 1, name: /culprit/ }).waitFor();
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
    expect(await fetchDemo()).toEqual([DEMO_BYTES, 'video/mp4']);
    const refused = await page.evaluate(async () => {
      const directives: string[] = [];
      document.addEventListener('securitypolicyviolation', (event) => directives.push(event.disposition));
      await fetch('https://example.com/').catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, 100));
      return directives;
    });
    // Twice: by the page's own policy and by the header, which was kept with the page.
    expect(refused).toEqual(['enforce', 'enforce']);

    await chooseClip(page, clip);
    await waitForReview(page);
    await page.getByText('How this was measured').click();
    expect(await page.locator('body').innerText()).toMatch(/40 in 1\.3 s/);
  });

  it('says that a new version is ready, leaves the page as it is, and loads it when asked', async () => {
    const path = `${ROOT}${COPY}/service-worker.js`;
    const worker = readFileSync(path, 'utf8');
    writeFileSync(path, worker.replace(/"appVersion":"\w+"/, '"appVersion":"newer"'));
    const html = readFileSync(`${ROOT}${COPY}/index.html`, 'utf8');
    writeFileSync(`${ROOT}${COPY}/index.html`, html.replace('<html ', '<html data-newer '));
    await serve(Number(new URL(url).port));

    await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
    await page.getByText('A new version is ready.').waitFor();
    await page.getByRole('heading', { name: /^Trunk extension/ }).waitFor();
    expect(await page.locator('html[data-newer]').count(), 'nothing reloads by itself').toBe(0);

    await page.getByRole('button', { name: 'Reload' }).click();
    await page.locator('html[data-newer]').waitFor({ state: 'attached' });
    await expect
      .poll(async () => Object.keys(await kept()).filter((name) => name.includes('-app-')))
      .toEqual(['plumbline-app-newer']);
    const [, addresses] = await appCache();
    expect(wasmAmong(addresses), 'measures offline at once').toBe(2);
  });

  it('asked nothing of any other place', () => {
    expect(requests.some((address) => address.endsWith('model.json'))).toBe(true);
    const ours = (address: string) => address.startsWith(url) || address.startsWith('blob:');
    // The refused attempt above never became a request on the wire.
    expect(requests.filter((address) => !ours(address) && address !== 'https://example.com/')).toEqual([]);
  });
});
