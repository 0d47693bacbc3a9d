import { svelte } from '@sveltejs/vite-plugin-svelte';
import { playwright } from '@vitest/browser-playwright';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { CHROMIUM_FLAGS, findChromium } from './src/command/find-chromium.mjs';
import { offlineBuild } from './src/command/offline-build.mjs';
import { SERVICE_WORKER } from './src/offline-contract.mjs';

/** Without other origins in its process, the page has finer clocks and a truthful count of its memory. */
const ISOLATION = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

/** The same promise as the page's own <meta> policy, as a header: only that binds the workers too. Nothing leaves the origin. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "connect-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "media-src 'self' blob:",
  "manifest-src 'self'",
].join('; ');

/** Files that are asked for by a name that stays. */
const ENTRY_FILES: Readonly<Record<string, string>> = { command: 'command.js', offline: SERVICE_WORKER };

/** What runs against a clock: of a camera, of a film that plays. */
const CLOCK_TESTS = ['tests/e2e/live.test.ts', 'tests/field/live.test.ts', 'tests/e2e/playback.test.ts'];
const CORES = availableParallelism();
/** Longer than anything takes here; a machine that does other work at the same time is three to ten times slower. */
const PATIENCE_MS = { test: 1_200_000, hook: 3_600_000, poll: 180_000 };

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Vite puts styles into the page while developing; the built page has none inline and forbids them. */
function inlineStylesWhileDeveloping(): Plugin {
  return {
    name: 'plumbline:inline-styles-while-developing',
    apply: 'serve',
    transformIndexHtml: (html) => html.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'"),
  };
}

export default defineConfig({
  plugins: [svelte(), inlineStylesWhileDeveloping(), offlineBuild()],
  resolve: {
    // pose-detection imports the MediaPipe runtime; only its model files are used, so its script never ships.
    alias: { '@mediapipe/pose': here('src/pose/mediapipe-stub.ts') },
  },
  build: {
    target: 'es2023',
    assetsInlineLimit: 0,
    rolldownOptions: {
      // The page, beside it the same code without screens for `npm run analyse`, and what keeps the page offline.
      input: {
        index: here('index.html'),
        command: here('src/command/in-page.ts'),
        offline: here('workers/offline.worker.ts'),
      },
      preserveEntrySignatures: 'allow-extension',
      output: {
        entryFileNames: ({ name }) => ENTRY_FILES[name] ?? 'assets/[name]-[hash].js',
      },
    },
  },
  worker: { format: 'es' },
  server: { headers: ISOLATION },
  preview: { headers: { ...ISOLATION, 'Content-Security-Policy': POLICY }, host: 'localhost', port: 4173 },
  test: {
    // What a page does is waited for; on a busy machine longer than the second that is usual. A test that made no claim fails.
    expect: { poll: { timeout: PATIENCE_MS.poll }, requireAssertions: true },
    testTimeout: PATIENCE_MS.test,
    hookTimeout: PATIENCE_MS.hook,
    // One group after the other: files that hold no clock share the cores, those that do have the machine alone.
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['tests/unit/**/*.test.ts'],
          environment: 'node',
          // They share their modules, which saves a third of their time; none leaves anything behind.
          isolate: false,
          maxWorkers: CORES,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        // Tests read the field data beside the project.
        server: { fs: { allow: [here('.'), here('../shared/field')] } },
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          globalSetup: 'tests/rig/make-clips.setup.ts',
          maxWorkers: CORES,
          sequence: { groupOrder: 2 },
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: { executablePath: findChromium() ?? '', args: CHROMIUM_FLAGS },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
      {
        extends: true,
        test: {
          name: 'whole',
          include: ['tests/e2e/**/*.test.ts', 'tests/field/**/*.test.ts'],
          exclude: CLOCK_TESTS,
          environment: 'node',
          globalSetup: 'tests/rig/build-app.setup.ts',
          maxWorkers: CORES,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'clock',
          include: CLOCK_TESTS,
          environment: 'node',
          globalSetup: 'tests/rig/build-app.setup.ts',
          maxWorkers: 1,
          sequence: { groupOrder: 3 },
        },
      },
    ],
  },
});
