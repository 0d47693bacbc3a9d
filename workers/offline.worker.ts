/**
 * The service worker: after the first visit the page opens without a network, after the first clip it measures without
 * one. Every answer is kept and given back whole, headers and all, so cross-origin isolation and policy hold offline.
 *
 *   app cache, one per build        the first screen: on install
 *                                   later screens, workers, WebAssembly: when first used, or on `keep`
 *   data cache, one per model set   pose models and demo clips: when first used, or on `keep`
 *
 * A new build waits until a person says `takeOver`; where the build before it could measure offline, so can it at once.
 */
/// <reference lib="webworker" />
import type { OfflineRequest } from '../src/offline-contract.mjs';

/** Written in by the build (src/command/offline-build.mjs); addresses are relative to the page. */
declare const __OFFLINE__: {
  appVersion: string;
  dataVersion: string;
  /** What the first screen is made of. */
  shell: readonly string[];
  /** All other scripts and styles, workers and WebAssembly. */
  engine: readonly string[];
  /** The model that measures, without its siblings. */
  model: readonly string[];
};

const worker = self as unknown as ServiceWorkerGlobalScope;
const { appVersion, dataVersion, shell, engine, model } = __OFFLINE__;

const APP_PREFIX = 'plumbline-app-';
const APP = APP_PREFIX + appVersion;
const DATA = `plumbline-data-${dataVersion}`;

const addressOf = (path: string) => new URL(path, worker.registration.scope).href;
const OF_APP = new Set([...shell, ...engine].map(addressOf));
const DATA_FOLDERS = ['models/', 'demo/'].map(addressOf);

worker.addEventListener('install', (event) => {
  event.waitUntil(install());
});

worker.addEventListener('activate', (event) => {
  event.waitUntil(dropOldCaches().then(() => worker.clients.claim()));
});

worker.addEventListener('message', (event) => {
  const request = event.data as OfflineRequest;
  event.waitUntil(request === 'keep' ? keepAll() : worker.skipWaiting());
});

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const wanted = request.url.replace(/[?#].*/, '');
  const cacheName = cacheFor(wanted);
  // A part of a file cannot be kept as the file.
  if (cacheName === null || request.method !== 'GET' || request.headers.has('range')) return;
  event.respondWith(kept(cacheName, wanted, request, event));
});

async function install(): Promise<void> {
  const measuredBefore = await hasMeasured();
  const cache = await caches.open(APP);
  await cache.addAll(shell.map(fresh));
  if (measuredBefore) await keepAll();
}

/** Whether a build before this one kept what it measures with. */
async function hasMeasured(): Promise<boolean> {
  for (const name of await caches.keys()) {
    if (!name.startsWith(APP_PREFIX)) continue;
    const keys = await (await caches.open(name)).keys();
    if (keys.some(({ url }) => url.endsWith('.wasm'))) return true;
  }
  return false;
}

/** Fetches whatever measuring needs and is not kept yet. */
async function keepAll(): Promise<void> {
  for (const [name, paths] of [
    [APP, engine],
    [DATA, model],
  ] as const) {
    const cache = await caches.open(name);
    for (const path of paths) {
      if ((await cache.match(addressOf(path))) === undefined) await cache.add(fresh(path));
    }
  }
}

async function dropOldCaches(): Promise<void> {
  const old = (await caches.keys()).filter((name) => name !== APP && name !== DATA);
  await Promise.all(old.filter((name) => name.startsWith('plumbline-')).map((name) => caches.delete(name)));
}

/** The browser's own cache is asked too, but only after the server has said that it still holds. */
function fresh(path: string): Request {
  return new Request(addressOf(path), { cache: 'no-cache' });
}

/** Null for what is none of this build's business. */
function cacheFor(url: string): string | null {
  if (OF_APP.has(url)) return APP;
  return DATA_FOLDERS.some((folder) => url.startsWith(folder)) ? DATA : null;
}

async function kept(name: string, url: string, request: Request, event: FetchEvent): Promise<Response> {
  const cache = await caches.open(name);
  const found = await cache.match(url);
  if (found !== undefined) return found;
  const answer = await fetch(request);
  // A full disk costs the offline copy, never the answer.
  if (answer.status === 200) event.waitUntil(cache.put(url, answer.clone()).catch(() => undefined));
  return answer;
}
