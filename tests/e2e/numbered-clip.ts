import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright';
import type * as Mediabunny from 'mediabunny';

/** Squares at the foot of the picture: the frame's number in binary, lowest digit first; white = 1. */
const DIGITS = 10;
const SIDE_PX = 32;
const NUMBERED = { width: DIGITS * SIDE_PX, height: 240 };

/** Makes a WebM whose frames carry their number, one for each time given, in any browser that encodes VP8. */
export async function numberedClip(page: Page, timesS: readonly number[]): Promise<Buffer> {
  const bundle = createRequire(import.meta.url)
    .resolve('mediabunny')
    .replace(/dist.*$/, 'dist/bundles/mediabunny.min.cjs');
  await page.evaluate(
    `var module = { exports: {} }, exports = module.exports; ${readFileSync(bundle, 'utf8')}; globalThis.mediabunny = module.exports;`,
  );
  const base64 = await page.evaluate(
    async ({ timesS, digits, side, width, height }) => {
      const { Output, WebMOutputFormat, BufferTarget, CanvasSource, QUALITY_HIGH } = (
        globalThis as unknown as { mediabunny: typeof Mediabunny }
      ).mediabunny;
      const canvas = new OffscreenCanvas(width, height);
      const context = canvas.getContext('2d');
      if (context === null) throw new Error('no canvas');
      const target = new BufferTarget();
      const output = new Output({ format: new WebMOutputFormat(), target });
      const source = new CanvasSource(canvas, { codec: 'vp8', quality: QUALITY_HIGH, keyFrameInterval: 2 });
      output.addVideoTrack(source);
      await output.start();
      for (const [frame, timeS] of timesS.entries()) {
        context.fillStyle = '#555';
        context.fillRect(0, 0, width, height);
        for (let digit = 0; digit < digits; digit++) {
          context.fillStyle = (frame >> digit) & 1 ? '#fff' : '#000';
          context.fillRect(digit * side, height - side, side, side);
        }
        await source.add(timeS, (timesS[frame + 1] ?? timeS + 0.04) - timeS);
      }
      await output.finalize();
      const bytes = new Uint8Array(target.buffer ?? new ArrayBuffer(0));
      return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
    },
    { timesS, digits: DIGITS, side: SIDE_PX, ...NUMBERED },
  );
  return Buffer.from(base64, 'base64');
}

/** The number of the frame that the `<video>` shows, read from its pixels. */
export function numberShown(page: Page): Promise<number> {
  return page.evaluate(
    ({ digits, side, width, height }) => {
      const video = document.querySelector('video');
      const context = new OffscreenCanvas(width, height).getContext('2d');
      if (video === null || context === null) throw new Error('no video, or no canvas');
      context.drawImage(video, 0, 0, width, height);
      return Array.from({ length: digits }, (_, digit) => {
        const { data } = context.getImageData((digit + 0.5) * side, height - side / 2, 1, 1);
        return (data[0] ?? 0) > 127 ? 2 ** digit : 0;
      }).reduce((sum, value) => sum + value, 0);
    },
    { digits: DIGITS, side: SIDE_PX, ...NUMBERED },
  );
}

/** The number of the frame whose overlay is drawn. */
export async function numberDrawn(page: Page): Promise<number> {
  return Number(await page.locator('canvas').getAttribute('data-frame'));
}
