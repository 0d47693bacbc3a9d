import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { keepRuns } from '../rig/kept-runs';
import { type App, openApp } from '../rig/open-app';
import { pageCount } from '../rig/printed';

let app: App;
beforeAll(async () => {
  app = await openApp();
});
afterAll(() => app.close());

const sideways = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

it.each([
  ['10,000 letters without a space', 'ж'.repeat(10_000)],
  ['right to left', 'ريم تركض (10 km/h)'],
  ['with a mark that turns what follows around', 'Anna \u202Egpj.exe'],
  ['that is a formula and a tag', '=cmd|"/c calc"!A0 <img src=x onerror=alert(1)>'],
])('a name of %s spoils no screen and no sheet', async (_, name) => {
  const page = await app.visit();
  const dialogs: string[] = [];
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  const runs = [0, 40].map((day) => ({
    id: `day-${day}`,
    runner: { id: 'odd', name },
    title: `${name} ${day}`,
    filmedAtMs: Date.UTC(2026, 8, 1 + day),
    pain: null,
    speedKmh: 10,
    run: { trunkLeanDeg: 2 + day / 10, seed: 1 + day },
  }));
  await keepRuns(page, runs);
  expect(await sideways(page), 'the start').toBeLessThanOrEqual(0);
  // Whatever direction a name has, it turns nothing around it.
  const isolated = page.locator('bdi', { hasText: name.slice(0, 12) });
  expect(await isolated.count()).toBeGreaterThanOrEqual(2);
  await page.getByTitle('All sessions of this runner').first().click();
  await page.getByRole('button', { name: 'Compare the two' }).waitFor();
  expect(await sideways(page), 'the runner’s page').toBeLessThanOrEqual(0);
  await page.getByRole('button', { name: 'Compare the two' }).click();
  await page.locator('tr[data-metric]').first().waitFor();
  expect(await sideways(page), 'the comparison').toBeLessThanOrEqual(0);
  await page.getByRole('button', { name: 'Report', exact: true }).click();
  await page.locator('button:enabled', { hasText: 'Print / save as PDF' }).waitFor();
  expect(await sideways(page), 'the report').toBeLessThanOrEqual(0);
  expect(pageCount(await page.pdf({ format: 'A4' }))).toBeLessThanOrEqual(2);
  expect(dialogs).toEqual([]);
  await page.context().close();
});
