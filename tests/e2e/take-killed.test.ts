import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { seededRandom } from '../truth/random';
import { KilledBrowser } from '../rig/killed-browser';
import type {} from '../rig/store-page';

const KILLS = 30;
/** Browsers that are killed side by side, each with a store of its own: most of a kill is waiting. */
const LANES = 2;
/** Every third time it is the whole browser that dies, not the page alone. */
const BROWSER_EVERY = 3;
/** From when there is something to lose. */
const RECORDED_MS = { least: 1200, most: 2500 };

const lanes = Array.from({ length: LANES }, (_, lane) => ({ lane, browser: new KilledBrowser() }));

beforeAll(() => Promise.all(lanes.map(({ browser }) => browser.open())));
afterAll(() => Promise.all(lanes.map(({ browser }) => browser.close())));

/** When each frame was taken, by its number. */
function frameTimesMs(told: readonly string[]): Map<number, number> {
  return new Map(
    told
      .map((what) => /^frame (\d+) (\d+)$/.exec(what))
      .filter((found) => found !== null)
      .map(([, frame, atMs]) => [Number(frame), Number(atMs)]),
  );
}

it(`after ${KILLS} kills in mid-recording what was recorded opens, without a gap, and lacks at most the last second`, async () => {
  const lostS = (await Promise.all(lanes.map(({ lane, browser }) => killed(browser, lane)))).flat();
  lostS.sort((a, b) => a - b);
  process.stderr.write(
    `Lost of a recording, s: median ${lostS[KILLS / 2]?.toFixed(2)}, most ${lostS.at(-1)?.toFixed(2)}\n`,
  );
  expect(lostS.length).toBe(KILLS);
  expect(lostS.at(-1)).toBeLessThan(1);
  // The kills must fall into the recording, else they show nothing.
  expect(lostS.at(-1)).toBeGreaterThan(0.1);
});

/** The kills of one lane, every LANES-th of all; gives what each lost, in seconds. */
async function killed(browser: KilledBrowser, lane: number): Promise<number[]> {
  const random = seededRandom(7 + lane);
  const lostS: number[] = [];
  let page = await browser.page();
  for (let kill = lane; kill < KILLS; kill += LANES) {
    browser.told = [];
    const die = await browser.aim(page, kill % BROWSER_EVERY === 0);
    page.evaluate(() => window.storePage.recordForever('takes')).catch(() => undefined);
    await expect.poll(() => browser.told, { interval: 5 }).toContain('started');
    await sleep(RECORDED_MS.least + random.even() * (RECORDED_MS.most - RECORDED_MS.least));
    const killedMs = Date.now();
    await die();
    const timesMs = frameTimesMs(browser.told);

    page = await browser.page();
    const { takes, frames } = await page.evaluate(() => window.storePage.leftOver('takes'));
    expect(takes, `kill ${kill}`).toMatchObject([{ viewHint: 'left', ended: false }]);
    const [numbers = []] = frames;
    expect(numbers, `kill ${kill}`).toEqual(numbers.map((_, k) => numbers[0]! + k));
    const last = timesMs.get(numbers.at(-1) ?? NaN) ?? NaN;
    lostS.push((killedMs - last) / 1000);
  }
  return lostS;
}
