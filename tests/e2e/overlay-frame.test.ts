import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seededRandom } from '../truth/random';
import { numberDrawn, numberedClip, numberShown, watchPlayback } from '../rig/numbered-clip';
import { type App, chooseClip, openApp, waitForReview } from '../rig/open-app';

const FRAMES = 120;
/** A clip that is awkward on purpose: begins at 0.7 s, and its frames last 20, 33 and 47 ms in turn. */
const TIMES_S = Array.from({ length: FRAMES }).reduce<number[]>(
  (times, _, frame) => [
    ...times,
    (times.at(-1) ?? 0.7) + (frame === 0 ? 0 : [0.02, 0.033, 0.047][frame % 3]!),
  ],
  [],
);

let app: App;
let page: Page;
beforeAll(async () => {
  app = await openApp();
  page = await app.visit();
  const buffer = await numberedClip(page, TIMES_S);
  await chooseClip(page, { name: 'numbered.webm', mimeType: 'video/webm', buffer });
  await waitForReview(page);
});
afterAll(() => app.close());

/** Both settled on `frame`; the frame is read from the pixels, not from a clock. */
async function expectBoth(frame: number): Promise<void> {
  await expect.poll(() => numberDrawn(page)).toBe(frame);
  await expect.poll(() => numberShown(page)).toBe(frame);
}

describe('the overlay lies on the frame that is shown', () => {
  it('at the start, though the clip begins late', async () => {
    await expectBoth(0);
  });

  it.each([[40], [7], [118], [119], [0], [63], [64], [62], [1], [101]])(
    'after a seek to frame %i',
    async (frame) => {
      const middleS = (TIMES_S[frame]! + (TIMES_S[frame + 1] ?? TIMES_S[frame]! + 0.04)) / 2;
      await page.getByRole('slider', { name: 'Place in the clip', exact: true }).fill(String(middleS));
      await expectBoth(frame);
    },
  );

  it('after each of 30 seeks anywhere in the clip', async () => {
    const random = seededRandom(30);
    for (let seek = 0; seek < 30; seek++) {
      const t = TIMES_S[0]! + random.even() * (TIMES_S.at(-1)! - TIMES_S[0]!);
      await page.getByRole('slider', { name: 'Place in the clip', exact: true }).fill(String(t));
      await expectBoth(TIMES_S.findLastIndex((start) => start <= t));
    }
  });

  it.each(['0.25×', '1×'])('in every frame that is shown while it plays at %s', async (speed) => {
    await page.getByText(speed, { exact: true }).click();
    await page.getByRole('slider', { name: 'Place in the clip', exact: true }).focus();
    await page.keyboard.press('Home');
    await expectBoth(0);
    const played = await watchPlayback(page);
    await page.keyboard.press(' ');
    await page.waitForTimeout(2500);
    if (await page.getByRole('button', { name: 'Pause' }).isVisible()) await page.keyboard.press(' ');
    const frames = await played();
    const named = frames.map(({ mediaTimeS, drawn }) => ({
      drawn,
      named: TIMES_S.findIndex((t) => Math.abs(t - mediaTimeS) < 0.005),
    }));
    const newer = frames.filter(({ shown, drawn }) => shown !== drawn).length;
    console.log(
      `${speed}: ${frames.length} frames; ${newer} were no longer in the <video> when the page was painted`,
    );
    expect(frames.length).toBeGreaterThan(5);
    expect(named.filter(({ drawn, named }) => drawn !== named)).toEqual([]);
    // At full speed the picture may run ahead of a page that a busy machine keeps waiting; at a quarter of it now and then.
    expect(newer).toBeLessThanOrEqual(speed === '0.25×' ? frames.length / 10 : frames.length);
  });

  it('after every single step forward and back', async () => {
    await page.keyboard.press('Home');
    for (let frame = 1; frame <= 12; frame++) {
      await page.getByRole('button', { name: 'frame forward' }).click();
      await expectBoth(frame);
    }
    for (let frame = 11; frame >= 6; frame--) {
      await page.getByRole('button', { name: 'frame back' }).click();
      await expectBoth(frame);
    }
  });

  it('when steps come faster than the video seeks', async () => {
    await page.getByRole('slider', { name: 'Place in the clip', exact: true }).focus();
    await page.keyboard.press('Home');
    await expectBoth(0);
    await Promise.all(Array.from({ length: 25 }, () => page.keyboard.press('ArrowRight')));
    await expectBoth(25);
  });

  it('wherever playing is stopped, at every speed', async () => {
    for (const speed of ['0.1×', '0.5×', '1×']) {
      await page.keyboard.press('Home');
      await page.getByText(speed, { exact: true }).click();
      await page.getByRole('button', { name: 'Play' }).click();
      await page.waitForTimeout(700);
      await page.getByRole('button', { name: 'Pause' }).click();
      await expect.poll(async () => (await numberDrawn(page)) - (await numberShown(page))).toBe(0);
      expect(await numberDrawn(page)).toBeGreaterThan(0);
      await page.getByRole('slider', { name: 'Place in the clip', exact: true }).focus();
    }
  });

  it('stands on the last frame when the clip has ended, and plays again from the first', async () => {
    await page.keyboard.press('End');
    await expectBoth(FRAMES - 1);
    await page.keyboard.press(' ');
    await page.getByRole('button', { name: 'Pause' }).waitFor();
    await expect.poll(() => numberDrawn(page)).toBeLessThan(FRAMES - 1);
  });
});
