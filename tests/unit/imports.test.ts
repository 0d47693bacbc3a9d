import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/**
 * Who may import whom: the table of the house (README). A row names every room and package that a room may use beside
 * itself; `…types` rooms are named as the room, since a type import leaves nothing in the program.
 */
const MAY_IMPORT: Record<string, readonly string[]> = {
  units: [],
  geometry: ['units'],
  'offline-contract': [],
  pose: ['units', 'video', 'core', 'comlink'],
  video: ['units', 'mediabunny', '@noble/hashes'],
  signal: ['units', 'pose'],
  core: ['units', 'geometry', 'pose', '@tensorflow/tfjs-core'],
  gait: ['units', 'signal', 'geometry', 'pose'],
  metrics: ['units', 'gait', 'signal', 'core', 'geometry', 'pose'],
  feedback: ['units', 'metrics'],
  compare: ['units', 'metrics', 'core', 'signal', 'gait', 'analysis'],
  analysis: [
    'units',
    'geometry',
    'pose',
    'video',
    'signal',
    'gait',
    'core',
    'metrics',
    'feedback',
    'compare',
    'models',
    'package.json',
    'comlink',
  ],
  live: ['units', 'geometry', 'pose', 'core', 'signal', 'gait', 'metrics', 'feedback', 'analysis', 'comlink'],
  exchange: [
    'units',
    'feedback',
    'pose',
    'video',
    'core',
    'gait',
    'analysis',
    'metrics',
    'valibot',
    'mediabunny',
    'comlink',
  ],
  storage: [
    'units',
    'analysis',
    'core',
    'feedback',
    'gait',
    'metrics',
    'pose',
    'video',
    'idb',
    'valibot',
    '@noble/hashes',
  ],
  state: [
    'units',
    'live',
    'offline-contract',
    'storage',
    'analysis',
    'feedback',
    'metrics',
    'exchange',
    'compare',
    'pose',
    'video',
    'svelte',
  ],
  view: [
    'units',
    'live',
    'signal',
    'geometry',
    'state',
    'analysis',
    'compare',
    'gait',
    'metrics',
    'feedback',
    'pose',
    'video',
    'svelte',
    'd3-scale',
    'd3-shape',
  ],
  command: [
    'offline-contract',
    'feedback',
    'core',
    'units',
    'view',
    'state',
    'storage',
    'svelte',
    'analysis',
    'metrics',
    'exchange',
    'pose',
    'video',
    'gait',
    'playwright',
    'vite',
    'node',
  ],
  // `view` for its drawing alone: the video that leaves the app carries the app's own overlay.
  workers: [
    'units',
    'offline-contract',
    'video',
    'pose',
    'core',
    'analysis',
    'compare',
    'live',
    'exchange',
    'view',
    'comlink',
    '@tensorflow',
    '@tensorflow-models',
  ],
  models: ['node', 'valibot'],
};
/** Rooms that are pure: nothing of the browser or Node, only numbers in and numbers out. */
const PURE = [
  'units',
  'geometry',
  'signal',
  'core',
  'gait',
  'metrics',
  'feedback',
  'compare',
  'analysis',
  'live',
];

function sourceFiles(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|mjs|svelte)$/.test(name))
    .map((name) => join(folder, name));
}

function roomOf(path: string): string {
  const parts = path.split('/');
  const room = parts[0] === 'src' ? (parts[1] ?? '') : (parts[0] ?? '');
  return room.replace(/\.(svelte\.ts|ts|mjs|svelte)$/, '');
}

function importsOf(path: string): string[] {
  const text = readFileSync(join(ROOT, path), 'utf8');
  return [
    ...text.matchAll(
      /^\s*(?:import|export)\b[^'"`;]*?\bfrom\s*'([^']+)'|^\s*import\s*'([^']+)'|\bimport\('([^']+)'\)|new URL\('(\.[^']+\.ts)'/gm,
    ),
  ].map((found) => found[1] ?? found[2] ?? found[3] ?? found[4] ?? '');
}

function targetOf(path: string, specifier: string): string {
  if (!specifier.startsWith('.')) return specifier.startsWith('node:') ? 'node' : specifier;
  return roomOf(relative(ROOT, normalize(join(ROOT, dirname(path), specifier))));
}

const files = ['src', 'workers', 'models']
  .flatMap(sourceFiles)
  .filter((path) => !/^src\/(main|App)\./.test(path));

describe('who may import whom', () => {
  it('sees the program', () => {
    expect(files.length).toBeGreaterThan(10);
  });

  it.each(files)('%s keeps to its row of the table', (path) => {
    const room = roomOf(path);
    const allowed = MAY_IMPORT[room];
    expect(allowed, `no row for the room "${room}"`).toBeDefined();
    const foreign = importsOf(path)
      .map((specifier) => targetOf(path, specifier))
      .filter(
        (target) =>
          target !== room && !allowed?.some((name) => target === name || target.startsWith(`${name}/`)),
      );
    // The page's worker is started by address, which is the one way from a client to workers.
    expect(
      foreign.filter(
        (target) => !(['pose', 'analysis', 'live', 'exchange'].includes(room) && target === 'workers'),
      ),
    ).toEqual([]);
  });

  it.each(files.filter((path) => PURE.includes(roomOf(path))))('%s is pure', (path) => {
    const text = readFileSync(join(ROOT, path), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
    expect(text.match(/\b(document|navigator|localStorage|indexedDB|process)\.|\bfetch\(/g)).toBeNull();
  });
});
