/** What a person does on the live screen, before whom Chromium's fake camera plays the demo runner. */
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright';
import { fakeCameraFlags, fakeFilm } from './fake-camera';
import { type App, openApp } from './open-app';

const DEMO = fileURLToPath(new URL('../../public/demo/before-side.mp4', import.meta.url));
/** Small, so that the browser's own decoding leaves the processor to the page. */
const FILM = { format: 'mjpeg', rateHz: 30, shorterSidePx: 480 } as const;

/** A button of just this name. */
export const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

/** To the live screen, and the camera on. */
export async function switchOn(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Use the camera' }).click();
  await button(page, 'Switch the camera on').click();
}

/** On the live screen, with numbers. */
export async function running(page: Page): Promise<void> {
  await switchOn(page);
  await page.locator('[data-figure]').first().waitFor();
}

/** What the machine held a moment ago: frames a second, and with which model. */
export async function pace(page: Page): Promise<{ rateHz: number; model: string }> {
  await page.keyboard.press('d');
  const told = await page.locator('[data-pace]').innerText();
  return { rateHz: parseFloat(told), model: /(lite|full|heavy), /.exec(told)?.[1] ?? '' };
}

/** Records until so many strides have been told. */
export async function recordStrides(page: Page, strides: number): Promise<void> {
  await button(page, 'Record').click();
  // Strides are counted from when the recording begins.
  await button(page, 'Stop').waitFor();
  await page.waitForFunction(
    (least) => Number(document.querySelector<HTMLElement>('[data-count]')?.dataset['count']) >= least,
    strides,
    { timeout: 180_000 },
  );
}

/** The app in a browser whose camera films the demo runner from the side. */
export const openBeforeCamera = (): Promise<App> => openApp(fakeCameraFlags(fakeFilm(DEMO, FILM)));
