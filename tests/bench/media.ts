import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const FIELD = fileURLToPath(new URL('../../../shared/field/', import.meta.url));
const FOLDER = fileURLToPath(new URL('../.out/bench-media/', import.meta.url));
/** The clip that is scaled: a side view, 1280×720, 60 fps, 6 s. */
const SOURCE = `${FIELD}rendered/side-left-lean4.mp4`;

export const SIZES = { '720p': [1280, 720], '1080p': [1920, 1080], '4K': [3840, 2160] } as const;
export type Size = keyof typeof SIZES;
export function isSize(word: string): word is Size {
  return Object.hasOwn(SIZES, word);
}

export const BENCH_FPS = 60;

/** Longer clips repeat this much, unchanged: encoding 4K takes as long as analysing it. */
const LONGEST_ENCODED_S = 10;

/** The field clip at another size and length (looped), made once; null where the field data is absent. */
export function benchClip(size: Size, seconds: number): string | null {
  if (!existsSync(SOURCE)) return null;
  const path = `${FOLDER}${size}-${seconds}s.mp4`;
  if (existsSync(path)) return path;
  mkdirSync(FOLDER, { recursive: true });
  const piece = seconds > LONGEST_ENCODED_S ? benchClip(size, LONGEST_ENCODED_S) : SOURCE;
  const [width, height] = SIZES[size];
  const encode = ['-vf', `scale=${width}:${height}`, '-c:v', 'libx264', '-preset', 'ultrafast', '-crf', '23'];
  const how = seconds > LONGEST_ENCODED_S ? ['-c', 'copy'] : [...encode, '-pix_fmt', 'yuv420p'];
  const input = ['-stream_loop', '-1', '-i', piece ?? SOURCE, '-t', String(seconds)];
  execFileSync('ffmpeg', ['-v', 'error', '-y', ...input, ...how, path], { stdio: 'inherit' });
  return path;
}
