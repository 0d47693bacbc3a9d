// The build's part in working offline. Plain JavaScript, because the build's own configuration reads it.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SERVICE_WORKER } from '../offline-contract.mjs';

/** The model that the page measures with, and the detector that finds the runner. */
const MODEL = /^models\/(full|detector)\//;
/** Kept by their own version: they outlive builds. */
const DATA = /^(models|demo)\//;

/**
 * Writes into the built service worker which files there are, and the versions of app and data by their content.
 * @returns {import('vite').Plugin}
 */
export function offlineBuild() {
  return {
    name: 'plumbline:offline-build',
    apply: 'build',
    writeBundle({ dir = 'dist' }) {
      const files = filesUnder(dir);
      const data = files.filter((path) => DATA.test(path));
      const html = readFileSync(join(dir, 'index.html'), 'utf8');
      const shell = files.filter((path) => html.includes(`"/${path}"`));
      const engine = files.filter((path) => path.startsWith('assets/') && !shell.includes(path));
      const offline = {
        appVersion: versionOf(dir, ['index.html', SERVICE_WORKER, ...shell, ...engine]),
        dataVersion: versionOf(dir, data),
        // The page is asked for as the folder.
        shell: ['./', ...shell],
        engine,
        model: data.filter((path) => MODEL.test(path)),
      };
      const path = join(dir, SERVICE_WORKER);
      const code = readFileSync(path, 'utf8');
      if (!code.includes('__OFFLINE__')) throw new Error(`${path} does not ask for its files.`);
      writeFileSync(
        path,
        code.replace('__OFFLINE__', () => JSON.stringify(offline)),
      );
    },
  };
}

/** Paths inside the folder, with slashes, sorted. @param {string} dir */
function filesUnder(dir) {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(dir, '/').length).replaceAll('\\', '/'))
    .sort();
}

/** The first 12 hex digits of one hash over names and contents. @param {string} dir @param {readonly string[]} paths */
function versionOf(dir, paths) {
  const hash = createHash('sha256');
  for (const path of paths)
    hash
      .update(path)
      .update('\0')
      .update(readFileSync(join(dir, path)));
  return hash.digest('hex').slice(0, 12);
}
