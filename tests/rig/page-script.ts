import { svelte } from '@sveltejs/vite-plugin-svelte';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** A program of the tests as one script, to be run inside the app's page with `page.evaluate`; once per test file. */
export async function buildPageScript(fileName: string): Promise<string> {
  const built = await build({
    configFile: false,
    root: fileURLToPath(new URL('../../', import.meta.url)),
    publicDir: false,
    plugins: [svelte()],
    logLevel: 'error',
    build: {
      write: false,
      lib: {
        entry: fileURLToPath(new URL(fileName, import.meta.url)),
        formats: ['iife'],
        name: 'testProgram',
      },
    },
  });
  const bundle = Array.isArray(built) ? built[0]! : built;
  const chunk = 'output' in bundle ? bundle.output[0] : undefined;
  if (chunk?.type !== 'chunk') throw new Error('Nothing was built.');
  return chunk.code;
}
