import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { numberDrawn, numberedClip, numberShown } from './numbered-clip';
import { type App, chooseClip, openApp, waitForReview } from './open-app';

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
      await page.getByRole('slider').fill(String(middleS));
      await expectBoth(frame);
    },
  );

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
    await page.getByRole('slider').focus();
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
      await page.waitForTimeout(200);
      const drawn = await numberDrawn(page);
      expect(drawn).toBeGreaterThan(0);
      expect(await numberShown(page)).toBe(drawn);
      await page.getByRole('slider').focus();
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
