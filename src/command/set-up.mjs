// Set-up that needs nothing but Node: `node src/command/set-up.mjs [--browser] [--ffmpeg] [--poppler]`.
// Installs the packages where they are missing or older than the lock file, prepares the pose models and, where asked,
// finds or installs a Chromium, ffmpeg and poppler. Says what it does; does nothing where nothing is missing.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { findChromium } from './find-chromium.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));

const KNOWN = ['--browser', '--ffmpeg', '--poppler'];
const unknown = process.argv.slice(2).filter((argument) => !KNOWN.includes(argument));
if (unknown.length > 0) giveUp(`“${unknown.join(' ')}” is not known; there are ${KNOWN.join(' and ')}.`);

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

/** Debian's package of that name; false where there is no apt-get, or no right to use it. @param {string} name */
function installDebianPackage(name) {
  say(`installing Debian's package ${name} …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('apt-get', ['update', '-qq'], { stdio: ['ignore', 2, 2], env });
  return spawnSync('apt-get', ['install', '-y', '-qq', name], { stdio: ['ignore', 2, 2], env }).status === 0;
}

function needBrowser() {
  if (findChromium() !== null) return;
  say('no Chrome, Chromium or Edge was found');
  if (installDebianPackage('chromium')) return;
  say("installing Playwright's own Chromium …");
  if (
    spawnSync('npx', ['playwright', 'install', 'chromium'], { cwd: root, stdio: ['ignore', 2, 2] }).status ===
    0
  )
    return;
  giveUp(
    'no browser could be installed. Install Chrome, Chromium or Edge, or set PLUMBLINE_BROWSER to its path.',
  );
}

function needFfmpeg() {
  if (spawnSync('ffmpeg', ['-version']).status === 0) return;
  say('no ffmpeg was found; it makes the clips of the tests');
  if (!installDebianPackage('ffmpeg')) giveUp('ffmpeg could not be installed. Install it and try again.');
}

function needPoppler() {
  if (spawnSync('pdftotext', ['-v']).status === 0) return;
  say('no pdftotext was found; it reads the reports that the tests print');
  if (!installDebianPackage('poppler-utils'))
    giveUp('poppler could not be installed. Install it and try again.');
}

/** @param {string} sentence @returns {never} */
function giveUp(sentence) {
  say(sentence);
  process.exit(1);
}

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  giveUp(`Node ${process.versions.node} is too old; Plumbline needs 20.19 or newer.`);
}
if (!packagesAreCurrent()) {
  say('installing packages …');
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
  try {
    run('npm', ['ci', ...quiet]);
  } catch {
    // A registry that lacks a package for some other system makes `npm ci` give up; `npm install` passes over it.
    say('npm ci did not succeed; trying npm install …');
    run('npm', ['install', '--no-save', ...quiet]);
  }
}
run(process.execPath, ['--import', 'tsx', 'models/prepare.ts']);
if (process.argv.includes('--browser')) needBrowser();
if (process.argv.includes('--ffmpeg')) needFfmpeg();
if (process.argv.includes('--poppler')) needPoppler();
