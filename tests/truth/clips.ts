import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Clips whose every frame shows its own number, made with ffmpeg. The upper half of a frame is a bar code: ten bars,
 * most significant bit first, white for 1; the lower half is grey, so that a wrong turn is seen as well.
 */
const BITS = 10;
const FFMPEG = process.env['PLUMBLINE_FFMPEG'] ?? 'ffmpeg';
const WIDTH = 320;
const HEIGHT = 192;

const DEMO_CLIP = fileURLToPath(new URL('../../public/demo/before-side.mp4', import.meta.url));
const CLIP_FOLDER = fileURLToPath(new URL('../.out/clips/', import.meta.url));

interface Recipe {
  frames: number;
  /** True time of frame k in seconds, by construction. Default k / rate. */
  rate: number;
  timeOf?: (k: number) => number;
  /** Filter that gives the same times to ffmpeg; timebase 1/90000. */
  setpts?: string;
  input?: string[];
  output: string[];
  /** Changes the finished file. */
  after?: (path: string) => void;
}

const H264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-g', '30'];
const REORDERED = ['-c:v', 'libx264', '-preset', 'fast', '-bf', '3', '-g', '30', '-threads', '2'];
/** Uneven by design: 20, 33 and 47 ms in turn. */
const uneven = (k: number) => Math.floor(k / 3) * 0.1 + [0, 0.02, 0.053][k % 3]!;

const RECIPES: Record<string, Recipe> = {
  'h264.mp4': { frames: 120, rate: 60, output: H264 },
  'reordered.mp4': { frames: 90, rate: 30, output: REORDERED },
  'open-gop.mp4': { frames: 90, rate: 30, output: [...REORDERED, '-x264opts', 'open-gop=1'] },
  'fragmented.mp4': { frames: 60, rate: 30, output: [...H264, '-movflags', 'frag_keyframe+empty_moov'] },
  'uneven.mp4': {
    frames: 90,
    rate: 30,
    timeOf: uneven,
    setpts: '90000*(floor(N/3)*0.1+if(eq(mod(N\\,3)\\,1)\\,0.02\\,0)+if(eq(mod(N\\,3)\\,2)\\,0.053\\,0))',
    output: [...REORDERED, '-video_track_timescale', '90000'],
  },
  'dropped.mp4': {
    frames: 90,
    rate: 30,
    timeOf: (k) => (k + Math.floor(k / 10)) / 30,
    setpts: '3000*(N+floor(N/10))',
    output: [...H264, '-video_track_timescale', '90000'],
  },
  'late-start.mp4': {
    frames: 60,
    rate: 30,
    timeOf: (k) => 1.5 + k / 30,
    setpts: '135000+3000*N',
    output: [...H264, '-video_track_timescale', '90000'],
  },
  'turned-90.mov': { frames: 30, rate: 30, output: H264, after: turn(0, 1, -1, 0) },
  'turned-180.mov': { frames: 30, rate: 30, output: H264, after: turn(-1, 0, 0, -1) },
  'turned-270.mov': { frames: 30, rate: 30, output: H264, after: turn(0, -1, 1, 0) },
  'mirrored.mov': { frames: 30, rate: 30, output: H264, after: turn(-1, 0, 0, 1) },
  'wide-pixels.mp4': { frames: 30, rate: 30, output: [...H264, '-vf', 'setsar=4/3'] },
  'vp8.webm': {
    frames: 60,
    rate: 30,
    output: ['-c:v', 'libvpx', '-deadline', 'realtime', '-cpu-used', '8', '-b:v', '2M'],
  },
  'vp9.webm': {
    frames: 60,
    rate: 30,
    output: ['-c:v', 'libvpx-vp9', '-deadline', 'realtime', '-cpu-used', '8', '-b:v', '2M'],
  },
  'av1.mp4': { frames: 60, rate: 30, output: ['-c:v', 'libsvtav1', '-preset', '12'] },
  'h264.mkv': { frames: 60, rate: 60, output: REORDERED },
  'hevc.mp4': {
    frames: 10,
    rate: 30,
    output: ['-c:v', 'libx265', '-preset', 'ultrafast', '-tag:v', 'hvc1', '-x265-params', 'log-level=none'],
  },
  'slow-240.mp4': {
    frames: 60,
    rate: 30,
    output: [...H264, '-movflags', 'use_metadata_tags', '-metadata', 'com.android.capture.fps=240.0'],
  },
  'huge.mp4': { frames: 3, rate: 30, output: [...H264, '-vf', 'scale=7680:4320:flags=neighbor'] },
  'unannounced.mp4': { frames: 90, rate: 30, output: REORDERED, after: forgetReordering },
  'one-frame.mp4': { frames: 1, rate: 30, output: H264 },
  'mpeg4.mp4': { frames: 10, rate: 30, output: ['-c:v', 'mpeg4'] },
  'msmpeg4.mkv': { frames: 10, rate: 30, output: ['-c:v', 'msmpeg4v2'] },
  'windows.avi': { frames: 10, rate: 30, output: ['-c:v', 'mpeg4'] },
  'encrypted.mp4': {
    frames: 30,
    rate: 30,
    output: [
      ...H264,
      '-encryption_scheme',
      'cenc-aes-ctr',
      '-encryption_key',
      '76a6c65c5ea762046bd749a2e632ccbb',
      '-encryption_kid',
      'a7e61c373e219033c21091fa607bf3b8',
    ],
  },
  'index-first.mp4': { frames: 360, rate: 60, output: [...H264, '-movflags', '+faststart'] },
  'index-last.mp4': { frames: 120, rate: 60, output: H264 },
  'long.webm': {
    frames: 120,
    rate: 30,
    output: ['-c:v', 'libvpx', '-deadline', 'realtime', '-cpu-used', '8', '-b:v', '2M', '-g', '15'],
  },
};

/** What a test knows of a clip: the true time of every frame, in seconds. */
export type ClipTruth = Record<string, { timesS: number[] }>;

/** Makes all clips and `truth.json` beside them, unless this very recipe was made before. */
export function makeClips(): void {
  const stamp = join(CLIP_FOLDER, 'recipe.txt');
  const recipe = readFileSync(fileURLToPath(import.meta.url), 'utf8');
  if (readIfThere(stamp) === recipe) return;
  rmSync(CLIP_FOLDER, { recursive: true, force: true });
  mkdirSync(CLIP_FOLDER, { recursive: true });
  const truth: ClipTruth = {};
  for (const [name, clip] of Object.entries(RECIPES)) {
    make(name, clip);
    const timeOf = clip.timeOf ?? ((k: number) => k / clip.rate);
    truth[name] = { timesS: Array.from({ length: clip.frames }, (_, k) => timeOf(k)) };
  }
  // Copying from 0.55 s on keeps the key frame at 0.5 s and hides what comes before: how phones trim.
  ffmpeg([
    '-ss',
    '0.55',
    '-i',
    join(CLIP_FOLDER, 'h264.mp4'),
    '-c',
    'copy',
    join(CLIP_FOLDER, 'trimmed.mov'),
  ]);
  cut('index-first.mp4', 'cut.mp4', 0.4);
  cut('index-last.mp4', 'cut-index.mp4', 0.9);
  cut('long.webm', 'cut.webm', 0.5);
  damage('index-last.mp4', 'damaged.mp4');
  ffmpeg(['-f', 'lavfi', '-i', 'sine=duration=1', '-c:a', 'aac', join(CLIP_FOLDER, 'sound.mp4')]);
  // One and a half seconds of the demo runner: 92 frames, for what must follow a person and needs no numbers.
  ffmpeg([...['-t', '1.5', '-i', DEMO_CLIP, '-an', '-c', 'copy'], join(CLIP_FOLDER, 'runner.mp4')]);
  writeFileSync(join(CLIP_FOLDER, 'text.mp4'), 'This is no film.\n'.repeat(100));
  writeFileSync(join(CLIP_FOLDER, 'zero.mp4'), '');
  writeFileSync(join(CLIP_FOLDER, 'truth.json'), JSON.stringify(truth));
  writeFileSync(stamp, recipe);
}

function make(name: string, { frames, rate, setpts, output, after }: Recipe): void {
  const path = join(CLIP_FOLDER, name);
  const times = setpts
    ? ['-vf', `settb=1/90000,setpts=${setpts}`, '-vsync', 'passthrough', '-enc_time_base', '1:90000']
    : [];
  const raw = [
    '-f',
    'rawvideo',
    '-pix_fmt',
    'gray',
    '-s',
    `${WIDTH}x${HEIGHT}`,
    '-r',
    String(rate),
    '-i',
    '-',
  ];
  ffmpeg(
    [...raw, ...times, '-pix_fmt', 'yuv420p', ...output, path],
    Buffer.concat(Array.from({ length: frames }, (_, k) => picture(k))),
  );
  after?.(path);
}

/**
 * Writes the display matrix into `tkhd` (ISO 14496-12 §8.3.2): how the file asks to show the picture.
 * ffmpeg's own option for this changes from version to version.
 */
function turn(a: number, b: number, c: number, d: number): (path: string) => void {
  return (path) => {
    const bytes = readFileSync(path);
    const at = bytes.indexOf('tkhd') + 4 + 40;
    [a, b, 0, c, d].forEach((value, i) => bytes.writeInt32BE(value * 65536, at + 4 * i));
    writeFileSync(path, bytes);
  };
}

/** Takes away what x264 says about the order of frames (H.264 §E.2.1), which some cameras leave out. */
function forgetReordering(path: string): void {
  const bytes = readFileSync(path);
  const record = bytes.indexOf('avcC') + 4;
  const sps = bytes.subarray(record + 8, record + 8 + bytes.readUInt16BE(record + 6));
  const bits = [...sps].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  // Flag, flag, two zeros, two vector lengths, two frame counts, the stop bit.
  const restriction = /1111(0001...){2}(1|01.|001..){2}10*$/.exec(bits);
  if (!restriction) throw new Error('No bitstream restriction found.');
  const without = `${bits.slice(0, restriction.index)}01`.padEnd(bits.length, '0');
  sps.forEach((_, i) => (sps[i] = Number.parseInt(without.slice(8 * i, 8 * i + 8), 2)));
  writeFileSync(path, bytes);
}

function picture(k: number): Buffer {
  const pixels = Buffer.alloc(WIDTH * HEIGHT, 128);
  const bar = WIDTH / BITS;
  for (let y = 0; y < HEIGHT / 2; y++) {
    for (let x = 0; x < WIDTH; x++) {
      const bit = (k >> (BITS - 1 - Math.floor(x / bar))) & 1;
      pixels[y * WIDTH + x] = bit ? 235 : 16;
    }
  }
  return pixels;
}

function cut(from: string, to: string, share: number): void {
  const bytes = readFileSync(join(CLIP_FOLDER, from));
  writeFileSync(join(CLIP_FOLDER, to), bytes.subarray(0, Math.round(bytes.length * share)));
}

/** Overwrites a tenth of the pictures' bytes in the middle. */
function damage(from: string, to: string): void {
  const bytes = readFileSync(join(CLIP_FOLDER, from));
  bytes.fill(0xff, Math.round(bytes.length * 0.45), Math.round(bytes.length * 0.55));
  writeFileSync(join(CLIP_FOLDER, to), bytes);
}

function ffmpeg(args: string[], input?: Buffer): void {
  execFileSync(FFMPEG, ['-hide_banner', '-loglevel', 'error', '-y', ...args], {
    input,
    stdio: ['pipe', 'ignore', 'pipe'],
  });
}

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
