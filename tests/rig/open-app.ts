import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { BrowserContextOptions, FileChooser, Page } from 'playwright';
import { type AppPage, openAppPage } from '../../src/command/app-page';
import { fieldPath } from './field-data';

export const FIELD_CLIP = fieldPath('real/treadmill-side-30fps.mp4');

/** Longer than any screen takes to come; a machine that does other work at the same time is several times slower. */
const PATIENCE_MS = 360_000;

/** A file as Playwright gives it to a page. */
export type GivenFile = string | { name: string; mimeType: string; buffer: Buffer };

/** How somebody visits; what is not said is usual. */
interface VisitOptions extends BrowserContextOptions {
  /**
   * The network that the page gets in place of the full one: 'lite', which is quicker, on one core, unless a test is about the
   * numbers ('full', with all cores).
   */
  network?: 'lite' | 'full';
}

/** The built app, and fresh visitors of it. */
export interface App {
  url: string;
  /** A page of its own context: nothing is shared with visitors before. */
  visit(options?: VisitOptions): Promise<Page>;
  close(): Promise<void>;
}

/** `flags`: for Chromium, beside the usual ones (a fake camera, see fake-camera.ts). */
export async function openApp(flags: readonly string[] = []): Promise<App> {
  const app: AppPage = await openAppPage(flags);
  const browser = app.page.context().browser();
  if (browser === null) throw new Error('The page has no browser.');
  await app.page.close();
  return {
    url: app.url,
    async visit({ network = 'lite', ...options } = {}) {
      const context = await browser.newContext({
        viewport: { width: 1440, height: 900 },
        // Requests that a service worker answers are out of a test's reach.
        serviceWorkers: 'block',
        ...options,
      });
      if (network === 'lite') {
        await context.route(/\/models\/full\//, (route) =>
          route.continue({ url: route.request().url().replace('/models/full/', '/models/lite/') }),
        );
        // As many test files run at once as there are cores: a second pose worker would only cost its start.
        await context.addInitScript(() => {
          Object.defineProperty(Navigator.prototype, 'hardwareConcurrency', { get: () => 1 });
        });
      }
      context.setDefaultTimeout(PATIENCE_MS);
      const page = await context.newPage();
      await page.goto(app.url);
      await page.getByRole('heading', { level: 1 }).waitFor();
      return page;
    },
    close: () => app.close(),
  };
}

/** Chooses clips with the button, as a person does; the check comes next. */
export async function openClips(page: Page, ...files: GivenFile[]): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: /^(Open|Choose) (a|another) clip$/ }).click();
  await setFiles(await chooser, files);
}

/** Chooses clips and has them analysed without a look at the check. */
export async function chooseClip(page: Page, ...files: GivenFile[]): Promise<void> {
  await openClips(page, ...files);
  await page.getByRole('button', { name: 'Analyse', exact: true }).click();
}

/** Playwright takes paths or files made here, never both at once. */
async function setFiles(chooser: FileChooser, files: readonly GivenFile[]): Promise<void> {
  const paths = files.filter((file) => typeof file === 'string');
  if (paths.length === files.length) await chooser.setFiles(paths);
  else await chooser.setFiles(files.map(asPayload));
}

function asPayload(file: GivenFile) {
  if (typeof file !== 'string') return file;
  return { name: basename(file), mimeType: 'video/mp4', buffer: readFileSync(file) };
}

export async function waitForReview(page: Page, withinMs = 720_000): Promise<void> {
  await page.getByRole('heading', { name: /^Trunk extension/ }).waitFor({ timeout: withinMs });
}

/** Waits until so much of the clip is analysed, 0–1. */
export async function waitForShare(page: Page, share: number): Promise<void> {
  await page.waitForFunction((least) => (document.querySelector('progress')?.value ?? 0) >= least, share, {
    timeout: PATIENCE_MS,
    polling: 50,
  });
}
