import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type App, openApp } from '../rig/open-app';

const FIRST_LOAD_KB = 150;

let app: App;
beforeAll(async () => {
  app = await openApp();
});
afterAll(() => app.close());

describe('the first load', () => {
  it('weighs little, and brings neither worker nor model', async () => {
    const page = await app.visit();
    // Long enough for what is fetched ahead of need: the decoder and the worker's client count as well.
    await page.waitForTimeout(2500);
    const urls = await page.evaluate(() => [
      location.href,
      ...performance.getEntriesByType('resource').map(({ name }) => name),
    ]);
    let kilobytes = 0;
    for (const url of urls) {
      const body = await (await fetch(url)).arrayBuffer();
      kilobytes += gzipSync(Buffer.from(body)).length / 1000;
    }
    process.stderr.write(`First load and what is fetched ahead: ${kilobytes.toFixed(1)} kB gz\n`);
    expect(kilobytes).toBeLessThan(FIRST_LOAD_KB);
    expect(urls.filter((url) => /\.worker|\.wasm|\/models\//.test(url))).toEqual([]);
    await page.context().close();
  });

  it('is bound by its own policy to ask nothing of any other place', async () => {
    const page = await app.visit();
    const refused = await page.evaluate(async () => {
      const violations: string[] = [];
      document.addEventListener('securitypolicyviolation', (event) =>
        violations.push(event.effectiveDirective),
      );
      await fetch('https://example.com/').catch(() => undefined);
      const image = new Image();
      image.src = 'https://example.com/pixel.gif';
      const script = document.createElement('script');
      script.src = 'https://example.com/script.js';
      document.head.append(script);
      await new Promise((resolve) => setTimeout(resolve, 300));
      return violations;
    });
    // The page's policy and the server's header each refuse it.
    expect([...new Set(refused)].sort()).toEqual(['connect-src', 'img-src', 'script-src-elem']);
    await page.context().close();
  });
});
