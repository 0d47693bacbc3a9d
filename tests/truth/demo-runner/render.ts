import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';
import { chromium, type Page } from 'playwright';
import { createServer, type Plugin } from 'vite';
import { CHROMIUM_FLAGS, findChromium } from '../../../src/command/find-chromium.mjs';
import type { Filming } from './camera';
import type {} from './in-page';
import type { RunnerMotion } from './runner-motion';

/** A clip to make. */
export interface Take {
  name: string;
  motion: RunnerMotion;
  filming: Filming;
}

/** The page draws so many frames per call. */
const FRAMES_PER_CALL = 30;
/** x264's quality: lower is better and larger. */
const QUALITY = 24;
/** Building the body's surfaces takes seconds, on a busy machine a minute. */
const PAGE_READY_MS = 300_000;
const FRAME_ADDRESS = '/frame';

/** Draws takes in headless Chromium and writes each to a picture or an H.264 clip. */
export async function renderTakes(takes: readonly Take[], fileOf: (take: Take) => string): Promise<void> {
  const executablePath = findChromium();
  if (executablePath === null) throw new Error('No Chrome, Chromium or Edge was found.');
  let onFrame: (frame: Buffer) => Promise<void> = () => Promise.resolve();
  const server = await createServer({
    configFile: false,
    root: fileURLToPath(new URL('.', import.meta.url)),
    logLevel: 'error',
    plugins: [takesFrames((frame) => onFrame(frame))],
    server: { port: 0, hmr: false, fs: { allow: [fileURLToPath(new URL('../../..', import.meta.url))] } },
  });
  await server.listen();
  const browser = await chromium.launch({ executablePath, args: CHROMIUM_FLAGS });
  try {
    const page = await browser.newPage();
    
    page.on('pageerror', (error) => { console.error(error); });
    await page.goto(server.resolvedUrls?.local[0] ?? '', { waitUntil: 'commit' });
    await page.waitForFunction(() => 'demo' in window, null, { timeout: PAGE_READY_MS });
    for (const take of takes) {
      const film = encoder(take, fileOf(take));
      onFrame = film.add;
      await drawTake(page, take);
      await film.end();
    }
  } finally {
    await browser.close();
    await server.close();
  }
}

/** Serves the page, and takes each frame that it posts. */
function takesFrames(onFrame: (frame: Buffer) => Promise<void>): Plugin {
  return {
    name: 'demo:takes-frames',
    configureServer({ middlewares }) {
      middlewares.use(FRAME_ADDRESS, (request: IncomingMessage, response: ServerResponse) => {
        void bodyOf(request)
          .then(onFrame)
          .then(() => response.end());
      });
    },
  };
}

async function drawTake(page: Page, { name, motion, filming }: Take): Promise<void> {
  await page.evaluate(([m, f]) => { window.demo.begin(m, f); }, [motion, filming] as const);
  const frames = Math.round(motion.seconds * motion.fps);
  for (let from = 0; from < frames; from += FRAMES_PER_CALL) {
    const to = Math.min(frames, from + FRAMES_PER_CALL);
    await page.evaluate(([a, b, address]) => window.demo.draw(a, b, address), [from, to, FRAME_ADDRESS] as const);
    process.stderr.write(`\r${name}: ${to} of ${frames} frames`);
  }
  process.stderr.write('\n');
}

/** ffmpeg, fed with frames as the page reads them: RGBA, the lowest row first. */
function encoder({ motion, filming }: Take, file: string) {
  const { widthPx, heightPx } = filming;
  const size = `${widthPx}x${heightPx}`;
  const input = ['-f', 'rawvideo', '-pix_fmt', 'rgba', '-s', size, '-r', String(motion.fps), '-i', '-'];
  const colours = ['-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709'];
  const filter = 'vflip,scale=out_color_matrix=bt709:out_range=tv';
  const codec = ['-c:v', 'libx264', '-preset', 'medium', '-crf', String(QUALITY), '-pix_fmt', 'yuv420p'];
  const output = file.endsWith('.png') ? [] : [...codec, ...colours, '-g', '120', '-movflags', '+faststart'];
  const picture = file.endsWith('.png') ? 'vflip' : filter;
  const ffmpeg = spawn('ffmpeg', ['-v', 'error', '-y', ...input, '-vf', picture, ...output, file], {
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  return {
    async add(frame: Buffer) {
      if (!ffmpeg.stdin.write(frame)) await once(ffmpeg.stdin, 'drain');
    },
    async end() {
      ffmpeg.stdin.end();
      await ended(ffmpeg);
    },
  };
}

async function ended(child: ChildProcess): Promise<void> {
  const [code] = (await once(child, 'close')) as [number];
  if (code !== 0) throw new Error(`ffmpeg ended with ${code}.`);
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}
