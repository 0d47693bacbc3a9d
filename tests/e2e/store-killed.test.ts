import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { BrowserContext } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { seededRandom } from '../truth/random';
import { aimAtBrowser, aimAtPage } from './kill';
import type {} from './store-page';
import { buildStorePage, openProfile, openStorePage } from './store-site';

const KILLS = 50;
/** Every tenth time it is the whole browser that dies, not the page alone. */
const BROWSER_EVERY = 10;
const MANY = 8;
const OWN = ['session-0000', 'session-0001', 'session-0002'];
/** The longest that is waited before the kill, about as long as the work takes. */
const LONGEST_MS = { saveForever: 300, migrate: 30, restore: 250 };
const WORKS = ['saveForever', 'migrate', 'restore'] as const;

const profile = mkdtempSync(join(tmpdir(), 'plumbline-store-'));
const random = seededRandom(6);
let told: string[] = [];
let context: BrowserContext;

async function openBrowser(): Promise<void> {
  context = await openProfile(profile, (what) => told.push(what));
}

beforeAll(async () => {
  await buildStorePage();
  await openBrowser();
});
afterAll(async () => {
  await context.close();
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
});

it(`after ${KILLS} kills during save, migration and restore every committed session opens and none is broken`, async () => {
  const seen = { committed: 0, unfinished: 0, finished: 0 };
  const saved = new Set<string>();
  let page = await openStorePage(context);
  for (let kill = 0; kill < KILLS; kill++) {
    const work = WORKS[kill % WORKS.length]!;
    const name = work === 'saveForever' ? 'saves' : `${work}-${kill}`;
    told = [];
    const at = { work, name, firstSeed: 20 * kill };
    const isBrowser = kill % BROWSER_EVERY === 0;
    const die = await (isBrowser ? aimAtBrowser(context) : aimAtPage(page));
    page
      .evaluate(({ work, name, firstSeed }) => window.storePage[work](name, firstSeed), at)
      .catch(() => undefined);
    await expect.poll(() => told, { interval: 5, timeout: 30_000 }).toContain('started');
    await sleep(random.even() * LONGEST_MS[work]);
    await die();
    if (isBrowser) await openBrowser();
    page = await openStorePage(context);
    const { ids, broken, orphans, marks } = await page.evaluate((db) => window.storePage.check(db), name);

    expect([broken, orphans, marks], `kill ${kill}, ${work}`).toEqual([[], 0, 0]);
    for (const id of told.filter((what) => what.startsWith('session'))) saved.add(id);
    if (work === 'saveForever') for (const id of saved) expect(ids, `kill ${kill}`).toContain(id);
    if (work === 'migrate') expect(ids.length).toBe(MANY);
    if (work === 'restore') {
      // All of the backup or nothing of it; all once the restore has said so.
      expect(ids).toEqual(expect.arrayContaining(OWN));
      expect(told.includes('done') ? [MANY] : [3, MANY]).toContain(ids.length);
    }
    if (work !== 'saveForever') seen[told.includes('done') ? 'finished' : 'unfinished']++;
  }
  seen.committed = saved.size;
  process.stderr.write(`Kills: ${JSON.stringify(seen)}\n`);
  // The kills must fall into the work, else they show nothing.
  expect(seen.committed).toBeGreaterThan(20);
  // Kills that came before the work or after it prove nothing; how many do is chance: 10 to 30 of the 50.
  expect(seen.unfinished).toBeGreaterThan(5);
});
