import { existsSync } from 'node:fs';

/** Where Chrome, Chromium or Edge usually live, in the order in which they are tried. */
const USUAL_PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/microsoft-edge',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/**
 * The browser that tests and `npm run analyse` drive: $PLUMBLINE_BROWSER, else the first usual place that exists.
 * Plain JavaScript, because the set-up asks before anything is installed.
 * @returns {string | null}
 */
export function findChromium() {
  const asked = process.env['PLUMBLINE_BROWSER'];
  return [...(asked ? [asked] : []), ...USUAL_PLACES].find((path) => existsSync(path)) ?? null;
}

/**
 * Quiet, offline, and with WebGL in software where there is no GPU. Pages are painted without it: a graphics card played in
 * software takes three times as long for them.
 */
export const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--ignore-gpu-blocklist',
  '--disable-gpu-rasterization',
  '--disable-gpu-compositing',
];
