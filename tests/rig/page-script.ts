import { svelte } from '@sveltejs/vite-plugin-svelte';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { once } from './once';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
/** What programs of the tests are made of. */
const SOURCES = ['src', 'workers', 'models', 'tests/rig', 'tests/truth', 'package-lock.json'];

/** A program of the tests as one script, to be run inside the app's page with `page.evaluate`. */
export async function buildPageScript(fileName: string): Promise<string> {
  return readFileSync(await builtScript(fileName, 'iife'), 'utf8');
}

/** A program of the tests as a module that a page of its own loads; gives the file. */
export function buildPageModule(fileName: string): Promise<string> {
  return builtScript(fileName, 'es');
}

/** Built once, until a source changes. */
async function builtScript(fileName: string, format: 'iife' | 'es'): Promise<string> {
  const folder = join(ROOT, 'tests/.out/pages', `${fileName}-${format}-${hashOfSources()}`);
  await once(folder, async (outDir) => {
    await build({
      configFile: false,
      root: ROOT,
      publicDir: false,
      plugins: [svelte()],
      logLevel: 'error',
      build: {
        outDir,
        // One file, also of what the app fetches later: a test has no server to fetch it from.
        rolldownOptions: { output: { codeSplitting: false } },
        lib: {
          entry: fileURLToPath(new URL(fileName, import.meta.url)),
          formats: [format],
          name: 'testProgram',
          fileName: () => 'program.js',
        },
      },
    });
  });
  return join(folder, 'program.js');
}

function hashOfSources(): string {
  const hash = createHash('sha256');
  for (const path of SOURCES.flatMap(filesUnder).sort()) hash.update(path).update(readFileSync(path));
  return hash.digest('hex').slice(0, 16);
}

function filesUnder(name: string): string[] {
  if (name.endsWith('.json')) return [join(ROOT, name)];
  return readdirSync(join(ROOT, name), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name: file }) => join(parentPath, file));
}
