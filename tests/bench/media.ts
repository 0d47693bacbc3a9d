import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const FIELD = fileURLToPath(new URL('../../../shared/field/', import.meta.url));
const FOLDER = fileURLToPath(new URL('../.out/bench-media/', import.meta.url));
/** The clip that is scaled: a side view, 1280×720, 60 fps, 6 s. */
const SOURCE = `${FIELD}rendered/side-left-lean4.mp4`;

export const SIZES = { '720p': [1280, 720], '1080p': [1920, 1080], '4K': [3840, 2160] } as const;
export type Size = keyof typeof SIZES;
export const BENCH_FPS = 60;

/** The field clip at another size and length (looped), made once; null where the field data is absent. */
export function benchClip(size: Size, seconds: number): string | null {
  if (!existsSync(SOURCE)) return null;
  const [width, height] = SIZES[size];
  const path = `${FOLDER}${size}-${seconds}s.mp4`;
  if (existsSync(path)) return path;
  mkdirSync(FOLDER, { recursive: true });
  const encode = ['-c:v', 'libx264', '-preset', 'ultrafast', '-crf', '23', '-pix_fmt', 'yuv420p'];
  const scale = ['-vf', `scale=${width}:${height}`];
  execFileSync(
    'ffmpeg',
    [
      '-v',
      'error',
      '-y',
      '-stream_loop',
      '-1',
      '-i',
      SOURCE,
      '-t',
      String(seconds),
      ...scale,
      ...encode,
      path,
    ],
    { stdio: 'inherit' },
  );
  return path;
}
