import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright';
import { build } from 'vite';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type AppPage, openBuiltPage } from '../../src/command/app-page';
import { FIELD_DATA, fieldPath, SKIPPED } from '../rig/field-data';
import type {} from '../rig/camera-page';
import { CAMERA_REFUSED_FLAGS, fakeCameraFlags, fakeFilm } from '../rig/fake-camera';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const OUT_DIR = here('../.out/camera-page');
const CLIP = fieldPath('rendered/rear-band-drop6.mp4');

let app: AppPage | null = null;

beforeAll(async () => {
  await build({
    root: here('../../'),
    logLevel: 'error',
    build: {
      outDir: OUT_DIR,
      emptyOutDir: true,
      rolldownOptions: { input: { index: here('../../index.html'), command: here('../rig/camera-page.ts') } },
    },
  });
});

afterEach(async () => {
  await app?.close();
  app = null;
});

async function pageWith(flags: readonly string[]): Promise<Page> {
  app = await openBuiltPage(OUT_DIR, {}, flags);
  await app.page.addScriptTag({ url: '/command.js', type: 'module' });
  await app.page.waitForFunction(() => 'cameraPage' in window);
  return app.page;
}

describe.skipIf(!FIELD_DATA)(`a real camera of the browser${SKIPPED}`, () => {
  it('opens whole, not cut to the wished size, is not mirrored when it looks at the runner, and is closed again', async () => {
    const page = await pageWith(fakeCameraFlags(fakeFilm(CLIP, { format: 'mjpeg' })));
    const opened = await page.evaluate(() => window.cameraPage.open(null));
    expect(opened).toMatchObject({
      inForce: { width: 720, height: 1280, framesPerS: 30, facing: null },
      mirrored: false,
      notice: null,
      readyState: 'ended',
    });
    const cameras = await page.evaluate(() => window.cameraPage.list());
    expect(cameras.length).toBe(1);
    expect(cameras[0]!.label).not.toBe('');
    const gone = await page.evaluate(() => window.cameraPage.open('unplugged'));
    expect(gone).toMatchObject({
      notice: expect.stringMatching(/not there any more, so “.+” was taken/) as string,
    });
  });

  it('is followed: a runner in every frame, times that rise by whole frames of the film, a latency that does not grow', async () => {
    const page = await pageWith(fakeCameraFlags(fakeFilm(CLIP, { format: 'y4m', rateHz: 5, durationS: 4 })));
    const { frames, troubles, tally } = await page.evaluate(() => window.cameraPage.follow(20));
    expect(troubles).toEqual([]);
    expect(tally.frames).toBe(20);
    for (const { confidence, width, height } of frames) {
      expect(confidence).toBeGreaterThan(0.5);
      expect([width, height]).toEqual([720, 1280]);
    }
    const spanS = frames.at(-1)!.timeS - frames[0]!.timeS;
    // Looked at or left out (while the model warms up, or the machine is busy): together they are the film's five a second.
    expect(spanS / (19 + tally.leftOut)).toBeCloseTo(0.2, 1);
    expect(tally.leftOut).toBeLessThan(19);
    // What was queued would come a second late and more; the slowest frame may do so, the middle one not.
    const latencies = frames.map(({ latencyMs }) => latencyMs).sort((a, b) => a - b);
    expect(latencies[0]).toBeGreaterThanOrEqual(0);
    expect(latencies[10]).toBeLessThan(1000);
  });

  it('says what happens to it: asleep, awake, lost', async () => {
    const page = await pageWith(fakeCameraFlags(fakeFilm(CLIP, { format: 'mjpeg' })));
    const told = await page.evaluate(() => window.cameraPage.news());
    expect(told).toEqual([
      expect.stringMatching(/^asleep: The camera gives no picture/),
      'awake: The camera is back.',
      expect.stringMatching(/^lost: .*What was measured is kept; .* start again\.$/),
    ]);
  });

  it('says in a sentence that the person refused it', async () => {
    const page = await pageWith(CAMERA_REFUSED_FLAGS);
    expect(await page.evaluate(() => window.cameraPage.open(null))).toMatch(
      /CameraError: The camera (is blocked for this page|was not allowed)/,
    );
  });

  it('says in a sentence that there is none', async () => {
    const page = await pageWith(['--use-fake-ui-for-media-stream']);
    expect(await page.evaluate(() => window.cameraPage.open(null))).toMatch(
      /CameraError: No camera was found/,
    );
  });

  it('says in a sentence that the page may not ask', async () => {
    const page = await pageWith([]);
    await page.evaluate(() => {
      Reflect.deleteProperty(Navigator.prototype, 'mediaDevices');
    });
    expect(await page.evaluate(() => window.cameraPage.open(null))).toMatch(/open it over https/);
  });
});
