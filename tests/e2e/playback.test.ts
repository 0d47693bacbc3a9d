import { readFileSync } from 'node:fs';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FIELD_DATA, fieldPath, SKIPPED } from '../rig/field-data';
import { watchMainThread } from '../rig/main-thread';
import { openMeasured } from '../rig/kept-runs';
import { type App, openApp } from '../rig/open-app';

/** 1280 × 720 at 60 frames a second. */
const CLIP = fieldPath('rendered/side-left-lean4.mp4');
const PLAYED_MS = 4000;

interface Playback {
  /** Frames that the page was told of. */
  announced: number;
  /** Frames that the browser put on the screen, whether the page was told or not. */
  presented: number;
  /** Frames whose overlay was drawn. */
  drawn: number;
  /** From the start of each drawing until all that follows from its frame is done, by the clock, sorted. */
  drawingMs: number[];
}

/** Watches the page's `<video>` and its overlay, where it has one, while it plays. */
async function playback(page: Page): Promise<Playback> {
  await page.evaluate(() => {
    const seen = { announced: 0, presented: 0, first: 0, drawn: 0, drawingMs: [] as number[] };
    const video = document.querySelector('video');
    if (video === null) throw new Error('no video');
    const look = (_: number, { presentedFrames }: VideoFrameCallbackMetadata) => {
      if (seen.announced++ === 0) seen.first = presentedFrames;
      seen.presented = presentedFrames - seen.first + 1;
      video.requestVideoFrameCallback(look);
    };
    video.requestVideoFrameCallback(look);
    const canvas = document.querySelector('canvas');
    const context = canvas?.getContext('2d');
    if (canvas && context) {
      let begunMs = 0;
      context.clearRect = (...box) => {
        begunMs = performance.now();
        CanvasRenderingContext2D.prototype.clearRect.apply(context, box);
      };
      new MutationObserver(() => {
        seen.drawn++;
        seen.drawingMs.push(performance.now() - begunMs);
      }).observe(canvas, { attributeFilter: ['data-frame'] });
    }
    Object.assign(globalThis, { seenWhilePlaying: seen });
    void video.play();
  });
  return page
    .waitForTimeout(PLAYED_MS)
    .then(() =>
      page.evaluate(() => (globalThis as unknown as { seenWhilePlaying: Playback }).seenWhilePlaying),
    );
}

const perSecond = (frames: number) => ((1000 * frames) / PLAYED_MS).toFixed(1);

let app: App;
beforeAll(async () => {
  app = await openApp();
});
afterAll(() => app.close());

describe.skipIf(!FIELD_DATA)(`a 720p clip at 60 frames a second${SKIPPED}`, () => {
  it('plays with all layers on: every frame gets its overlay, and no task holds up the page', async () => {
    const bare = await barePlayback();
    const page = await app.visit();
    await openMeasured(page, CLIP);
    await page.getByRole('button', { name: 'path' }).click();
    await page.keyboard.press('Home');
    await page.waitForTimeout(2000);
    const stop = await watchMainThread(page);
    // The app's own button, so that the player knows; the watcher's wish to play then changes nothing.
    await page.getByRole('button', { name: 'Play' }).click();
    const { announced, presented, drawn, drawingMs } = await playback(page);
    const { longestCpuMs, boundMs, totalCpuMs } = await stop();
    const medianMs = drawingMs.sort((a, b) => a - b)[drawingMs.length >> 1] ?? NaN;
    console.log(
      `Frames a second: bare <video> ${perSecond(bare.presented)} presented, ${perSecond(bare.announced)} announced; ` +
        `under the overlay ${perSecond(presented)} presented, ${perSecond(announced)} announced, ${perSecond(drawn)} drawn. ` +
        `Drawing: median ${medianMs.toFixed(2)} ms; main thread ${(totalCpuMs / drawn).toFixed(2)} ms of processor time a frame, ` +
        `longest task ${longestCpuMs.toFixed(1)} ms.`,
    );
    expect(drawn / announced).toBeGreaterThanOrEqual(0.9);
    expect(longestCpuMs).toBeLessThan(boundMs);
    await page.context().close();
  });

  /** The clip alone on a page, as large as the stage: what the machine can do. */
  async function barePlayback(): Promise<Playback> {
    const page = await app.visit();
    const base64 = readFileSync(CLIP).toString('base64');
    await page.evaluate(async (base64) => {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      const video = document.createElement('video');
      video.width = 860;
      video.muted = true;
      video.src = URL.createObjectURL(new Blob([bytes], { type: 'video/mp4' }));
      document.body.replaceChildren(video);
      await new Promise((resolve) => {
        video.addEventListener('canplaythrough', resolve, { once: true });
      });
    }, base64);
    const seen = await playback(page);
    await page.context().close();
    return seen;
  }
});
