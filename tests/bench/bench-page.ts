import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { type AppPage, openBuiltPage } from '../../src/command/app-page';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
export const OUT_DIR = here('../.out/bench');
const MEDIAPIPE = here('../../node_modules/@mediapipe/pose/');
const CONTENT_TYPES: Record<string, string> = { wasm: 'application/wasm', js: 'text/javascript' };

/** The app, with the bench's own half beside it. */
export async function buildBench(): Promise<void> {
  process.stderr.write('bench: building …\n');
  await build({
    root: here('../../'),
    logLevel: 'error',
    build: {
      outDir: OUT_DIR,
      emptyOutDir: true,
      rolldownOptions: { input: { index: here('../../index.html'), command: here('in-page.ts') } },
    },
  });
}

/** A page with the bench in it, and the clip at `clip`. */
export async function openBenchPage(clip: string | null): Promise<AppPage> {
  if (clip === null) throw new Error('The field data went away during the bench.');
  // The MediaPipe runtime evaluates text, which the app's policy forbids.
  const app = await openBuiltPage(OUT_DIR, { bypassCSP: true });
  await app.page.route('**/mediapipe/*', async (route) => {
    const name = new URL(route.request().url()).pathname.split('/').at(-1) ?? '';
    const contentType = CONTENT_TYPES[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream';
    await route.fulfill({ body: await readFile(`${MEDIAPIPE}${name}`), contentType });
  });
  await app.page.addScriptTag({ url: '/mediapipe/pose.js' });
  await app.page.addScriptTag({ url: '/command.js', type: 'module' });
  await app.page.waitForFunction(() => 'bench' in window);
  await app.page.setInputFiles('#bench-clip', clip);
  return app;
}
