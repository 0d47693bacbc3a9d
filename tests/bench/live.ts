import type { Page } from 'playwright';
import { type AppPage, openBuiltPage } from '../../src/command/app-page';
import { fakeCameraFlags, fakeFilm } from '../rig/fake-camera';
import { fieldPath } from '../rig/field-data';
import type {} from './in-page';
import { memoryNow } from './memory';

const CLIP = fieldPath('rendered/side-left-lean4.mp4');
/** A desk's screen and a phone's. */
const SIZES = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
];
/** Bare network and live screen in turn, this often: whatever else the machine does then weighs on both alike. */
const ROUNDS = 4;
const BARE_RUNS = 60;
/** While the model warms up nothing is read; then the debug line, which looks back two seconds. */
const WARM_UP_MS = 4000;
const READINGS = 4;
const READ_EVERY_MS = 2000;
const MEBIBYTE = 2 ** 20;

/** What the debug line tells. */
interface Pace {
  framesPerS: number;
  latencyMs: number;
  intervals: number;
}

/** The rate that the live screen holds against what the bare network allows, and from capture to drawn overlay. */
export async function benchLive(outDir: string): Promise<void> {
  // Faster than any machine follows: the rate is the machine's, not the camera's.
  const film = fakeFilm(CLIP, { format: 'y4m', durationS: 4 });
  const { page, close } = await openBuiltPage(outDir, {}, fakeCameraFlags(film));
  console.log('\nLive, the whole screen (full model, WASM, fake camera of 60 frames/s), medians:');
  for (const size of SIZES) {
    await page.setViewportSize(size);
    const rounds: (Pace & { share: number })[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const before = await bareMs(page);
      const pace = await heldOnScreen(page);
      const allowed = 2000 / (before + (await bareMs(page)));
      rounds.push({ ...pace, share: pace.framesPerS / allowed });
    }
    const typical = (of: keyof (typeof rounds)[number]) => median(rounds.map((round) => round[of]));
    console.log(
      `  ${size.width} × ${size.height}: ${typical('framesPerS').toFixed(1)} frames/s, ${typical('share').toFixed(2)} of the bare network's ` +
        `(at least 0.85; rounds ${rounds.map(({ share }) => share.toFixed(2)).join(', ')}); capture to drawn overlay ` +
        `${typical('latencyMs').toFixed(0)} ms = ${typical('intervals').toFixed(2)} frame intervals (at most 2)`,
    );
  }
  await close();
}

/** A run of so many seconds, and once a minute what it holds and how it keeps up: flat, or something piles up or drifts. */
export async function benchLiveMemory(outDir: string, seconds: number): Promise<void> {
  const film = fakeFilm(CLIP, { format: 'mjpeg', rateHz: 30 });
  const { page, close } = await openBuiltPage(outDir, { viewport: SIZES[0] ?? null }, fakeCameraFlags(film));
  await switchOn(page);
  console.log(
    `\nLive for ${seconds} s: page and workers as the browser counts them, and the processes' own memory`,
  );
  const startedAt = performance.now();
  const elapsedS = () => (performance.now() - startedAt) / 1000;
  for (let atS = Math.min(60, seconds); atS <= seconds; atS += 60) {
    await page.waitForTimeout(Math.max(0, (atS - elapsedS()) * 1000));
    const heap = await heapBytes(page);
    const resident = memoryNow(process.pid);
    const { framesPerS, latencyMs } = await paceOn(page);
    const strides = await page.locator('[data-count]').getAttribute('data-count');
    console.log(
      `  ${String(Math.round(elapsedS())).padStart(5)} s: ${(heap / MEBIBYTE).toFixed(1)} MiB, ${(resident / MEBIBYTE).toFixed(0)} MiB; ` +
        `${framesPerS} frames/s, ${latencyMs} ms to the overlay, ${strides ?? 'no'} strides`,
    );
  }
  await close();
}

/** Milliseconds per frame of the network alone, on a page of its own. */
async function bareMs(page: AppPage['page']): Promise<number> {
  await page.reload();
  await page.addScriptTag({ url: '/command.js', type: 'module' });
  await page.waitForFunction(() => 'bench' in window);
  await page.evaluate(() => window.bench.prepareBareModel(1));
  return page.evaluate((runs) => window.bench.bareModel(1, runs), BARE_RUNS);
}

async function heldOnScreen(page: Page): Promise<Pace> {
  await page.reload();
  await switchOn(page);
  await page.waitForTimeout(WARM_UP_MS);
  const paces: Pace[] = [];
  for (let reading = 0; reading < READINGS; reading++) {
    await page.waitForTimeout(READ_EVERY_MS);
    paces.push(await paceOn(page));
  }
  const typical = (of: keyof Pace) => median(paces.map((pace) => pace[of]));
  return {
    framesPerS: typical('framesPerS'),
    latencyMs: typical('latencyMs'),
    intervals: typical('intervals'),
  };
}

async function switchOn(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Use the camera' }).click();
  await page.getByRole('button', { name: 'Switch the camera on' }).click();
  // A key on the button that has the focus would be its own.
  await page.getByRole('button', { name: 'Record' }).waitFor({ timeout: 60_000 });
  await page.keyboard.press('d');
  await page.locator('[data-pace]', { hasText: 'frames/s' }).waitFor({ timeout: 60_000 });
}

async function paceOn(page: Page): Promise<Pace> {
  const text = await page.locator('[data-pace]').innerText();
  const [, framesPerS, latencyMs, intervals] =
    /([\d.]+) frames\/s · (\d+) ms .* = ([\d.]+) frame/.exec(text) ?? [];
  return { framesPerS: Number(framesPerS), latencyMs: Number(latencyMs), intervals: Number(intervals) };
}

async function heapBytes(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const measure: unknown = Reflect.get(performance, 'measureUserAgentSpecificMemory');
    if (typeof measure !== 'function') return NaN;
    return ((await measure.call(performance)) as { bytes: number }).bytes;
  });
}

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}
