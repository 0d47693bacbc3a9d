import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { seededRandom } from '../truth/random';
import { KilledBrowser } from '../rig/killed-browser';
import type {} from '../rig/store-page';

const KILLS = 50;
/** Browsers that are killed side by side, each with a store of its own: most of a kill is waiting for the next browser. */
const LANES = 2;
/** Every tenth time it is the whole browser that dies, not the page alone. */
const BROWSER_EVERY = 10;
const MANY = 8;
const OWN = ['session-0000', 'session-0001', 'session-0002'];
/** The longest that is waited before the kill, about as long as the work takes. */
const LONGEST_MS = { saveForever: 300, migrate: 30, restore: 250 };
const WORKS = ['saveForever', 'migrate', 'restore'] as const;

const lanes = Array.from({ length: LANES }, (_, lane) => ({ lane, browser: new KilledBrowser() }));

beforeAll(() => Promise.all(lanes.map(({ browser }) => browser.open())));
afterAll(() => Promise.all(lanes.map(({ browser }) => browser.close())));

/** What must be there after a kill, whatever it fell into. */
function expectKept(
  work: (typeof WORKS)[number],
  ids: string[],
  told: { saved: string[]; done: boolean },
): void {
  if (work === 'saveForever') expect(ids).toEqual(expect.arrayContaining(told.saved));
  if (work === 'migrate') expect(ids.length).toBe(MANY);
  if (work === 'restore') {
    // All of the backup or nothing of it; all once the restore has said so.
    expect(ids).toEqual(expect.arrayContaining(OWN));
    expect(told.done ? [MANY] : [3, MANY]).toContain(ids.length);
  }
}

it(`after ${KILLS} kills during save, migration and restore every committed session opens and none is broken`, async () => {
  const all = await Promise.all(lanes.map(({ lane, browser }) => killed(browser, lane)));
  const sum = (of: keyof Seen) => all.reduce((total, seen) => total + seen[of], 0);
  const seen: Seen = {
    committed: sum('committed'),
    unfinished: sum('unfinished'),
    finished: sum('finished'),
  };
  process.stderr.write(`Kills: ${JSON.stringify(seen)}\n`);
  // The kills must fall into the work, else they show nothing.
  expect(seen.committed).toBeGreaterThan(20);
  // Kills that came before the work or after it prove nothing; how many do is chance: 10 to 30 of the 50.
  expect(seen.unfinished).toBeGreaterThan(5);
});

interface Seen {
  committed: number;
  unfinished: number;
  finished: number;
}

/** The kills of one lane: every LANES-th of all. */
async function killed(browser: KilledBrowser, lane: number): Promise<Seen> {
  const random = seededRandom(6 + lane);
  const seen = { committed: 0, unfinished: 0, finished: 0 };
  const saved = new Set<string>();
  let page = await browser.page();
  for (let kill = lane; kill < KILLS; kill += LANES) {
    const work = WORKS[kill % WORKS.length]!;
    const name = work === 'saveForever' ? 'saves' : `${work}-${kill}`;
    browser.told = [];
    const at = { work, name, firstSeed: 20 * kill };
    const die = await browser.aim(page, kill % BROWSER_EVERY < LANES);
    page
      .evaluate(({ work, name, firstSeed }) => window.storePage[work](name, firstSeed), at)
      .catch(() => undefined);
    await expect.poll(() => browser.told, { interval: 5 }).toContain('started');
    await sleep(random.even() * LONGEST_MS[work]);
    await die();
    page = await browser.page();
    const { ids, broken, orphans, marks } = await page.evaluate((db) => window.storePage.check(db), name);

    expect([broken, orphans, marks], `kill ${kill}, ${work}`).toEqual([[], 0, 0]);
    for (const id of browser.told.filter((what) => what.startsWith('session'))) saved.add(id);
    expectKept(work, ids, { saved: [...saved], done: browser.told.includes('done') });
    if (work !== 'saveForever') seen[browser.told.includes('done') ? 'finished' : 'unfinished']++;
  }
  seen.committed = saved.size;
  return seen;
}
