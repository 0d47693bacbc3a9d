import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright';
import type * as Mediabunny from 'mediabunny';
import { NUMBER_CODE, type NumberCode, paintNumber, readNumber } from '../truth/frame-number';

interface PageTools {
  mediabunny: typeof Mediabunny;
  paintNumber: typeof paintNumber;
}

/** Makes a WebM whose frames carry their number, one for each time given, in any browser that encodes VP8. */
export async function numberedClip(page: Page, timesS: readonly number[]): Promise<Buffer> {
  const bundle = createRequire(import.meta.url)
    .resolve('mediabunny')
    .replace(/dist.*$/, 'dist/bundles/mediabunny.min.cjs');
  await page.evaluate(
    `var module = { exports: {} }, exports = module.exports; ${readFileSync(bundle, 'utf8')}; globalThis.mediabunny = module.exports;`,
  );
  await page.evaluate(`globalThis.paintNumber = ${paintNumber.toString()}`);
  const base64 = await page.evaluate(
    async ({ timesS, code }) => {
      const { mediabunny, paintNumber: paint } = globalThis as unknown as PageTools;
      const { Output, WebMOutputFormat, BufferTarget, CanvasSource, QUALITY_HIGH } = mediabunny;
      const canvas = new OffscreenCanvas(code.width, code.height);
      const context = canvas.getContext('2d');
      if (context === null) throw new Error('no canvas');
      const target = new BufferTarget();
      const output = new Output({ format: new WebMOutputFormat(), target });
      const source = new CanvasSource(canvas, { codec: 'vp8', quality: QUALITY_HIGH, keyFrameInterval: 2 });
      output.addVideoTrack(source);
      await output.start();
      for (const [frame, timeS] of timesS.entries()) {
        paint(context, frame, code);
        await source.add(timeS, (timesS[frame + 1] ?? timeS + 0.04) - timeS);
      }
      await output.finalize();
      const bytes = new Uint8Array(target.buffer ?? new ArrayBuffer(0));
      return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
    },
    { timesS, code: NUMBER_CODE },
  );
  return Buffer.from(base64, 'base64');
}

/** The number of the frame that the `<video>` shows, read from its pixels. */
export function numberShown(page: Page): Promise<number> {
  return page.evaluate<number>(
    `(${readNumber.toString()})(document.querySelector('video'), ${JSON.stringify(NUMBER_CODE)})`,
  );
}

/** The number of the frame whose overlay is drawn. */
export async function numberDrawn(page: Page): Promise<number> {
  return Number(await page.locator('canvas').getAttribute('data-frame'));
}

/** One frame of a clip that plays. */
export interface PlayedFrame {
  /** As the browser names it. */
  mediaTimeS: number;
  /** As the pixels of the `<video>` say when the page is told. */
  shown: number;
  /** As the overlay says that lies on it when the browser paints the two. */
  drawn: number;
}

/** Runs in the page: writes down every frame that is announced, as it stands when the page is about to be painted. */
function recordFrames(read: typeof readNumber, code: NumberCode): void {
  const video = document.querySelector('video');
  const canvas = document.querySelector('canvas');
  if (video === null || canvas === null) throw new Error('no video, or no canvas');
  const played: PlayedFrame[] = [];
  const look = (_: number, { mediaTime: mediaTimeS }: VideoFrameCallbackMetadata) => {
    const shown = read(video, code);
    // Animation callbacks run after all frame callbacks and right before the paint.
    requestAnimationFrame(() => played.push({ mediaTimeS, shown, drawn: Number(canvas.dataset['frame']) }));
    video.requestVideoFrameCallback(look);
  };
  video.requestVideoFrameCallback(look);
  Object.assign(globalThis, { playedFrames: played });
}

/** Writes down every frame from now on; the result gives them. */
export async function watchPlayback(page: Page): Promise<() => Promise<PlayedFrame[]>> {
  await page.evaluate(
    `(${recordFrames.toString()})(${readNumber.toString()}, ${JSON.stringify(NUMBER_CODE)})`,
  );
  return () => page.evaluate(() => (globalThis as unknown as { playedFrames: PlayedFrame[] }).playedFrames);
}
