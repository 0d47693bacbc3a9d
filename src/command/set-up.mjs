// Set-up that needs nothing but Node: `node src/command/set-up.mjs [--browser]`.
// Installs the packages where they are missing or older than the lock file, prepares the pose models and, with
// --browser, finds a Chromium or installs one. Says what it does; does nothing where nothing is missing.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { findChromium } from './find-chromium.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** @param {string} sentence */
function say(sentence) {
  process.stderr.write(`set-up: ${sentence}\n`);
}

/** @param {string} command @param {string[]} args */
function run(command, args) {
  execFileSync(command, args, { cwd: root, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' });
}

/** npm writes this file at the end of an install, so its age is the install's. */
function packagesAreCurrent() {
  const installed = `${root}node_modules/.package-lock.json`;
  return existsSync(installed) && statSync(installed).mtimeMs >= statSync(`${root}package-lock.json`).mtimeMs;
}

/** Ways to get a Chromium, best first: Debian's package, then Playwright's own. */
const BROWSER_INSTALLS = [
  {
    what: "Debian's chromium package",
    command: 'apt-get',
    args: ['install', '-y', '-qq', 'chromium'],
    before: ['update', '-qq'],
  },
  {
    what: "Playwright's own Chromium",
    command: 'npx',
    args: ['playwright', 'install', 'chromium'],
    before: null,
  },
];

function installBrowser() {
  for (const { what, command, args, before } of BROWSER_INSTALLS) {
    say(`no Chrome, Chromium or Edge found; installing ${what} …`);
    if (before) spawnSync(command, before, { stdio: ['ignore', 2, 2] });
    const done = spawnSync(command, args, {
      cwd: root,
      stdio: ['ignore', 2, 2],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
    if (done.status === 0) return;
  }
  say(
    'no browser could be installed. Install Chrome, Chromium or Edge, or set PLUMBLINE_BROWSER to its path.',
  );
  process.exit(1);
}

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  say(`Node ${process.versions.node} is too old; Plumbline needs 20.19 or newer.`);
  process.exit(1);
}
if (!packagesAreCurrent()) {
  say('installing packages …');
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
}
run(process.execPath, ['--import', 'tsx', 'models/prepare.ts']);
if (process.argv.includes('--browser') && findChromium() === null) installBrowser();
