import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { makeFilm } from './film';
import type { Take } from './takes';

const FFMPEG = process.env['PLUMBLINE_FFMPEG'] ?? 'ffmpeg';
/** x264's quality: lower is better and larger. */
const QUALITY = '23';
const H264 = ['-c:v', 'libx264', '-preset', 'medium', '-crf', QUALITY, '-pix_fmt', 'yuv420p', '-g', '120'];
const BT709 = ['-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709'];

/** Draws a take and writes it as an H.264 clip that starts to play before it is loaded whole. */
export async function renderTake({ name, motion, filming }: Take, file: string): Promise<void> {
  const { widthPx, heightPx } = filming;
  const size = `${widthPx}x${heightPx}`;
  const input = ['-f', 'rawvideo', '-pix_fmt', 'rgb24', '-s', size, '-r', String(motion.fps), '-i', '-'];
  const colours = ['-vf', 'scale=out_color_matrix=bt709:out_range=tv', ...BT709];
  const output = [...colours, ...H264, '-movflags', '+faststart', file];
  const ffmpeg = spawn(FFMPEG, ['-v', 'error', '-y', ...input, ...output], {
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  const ended = once(ffmpeg, 'close');
  const pictureOf = makeFilm(motion, filming);
  const frames = Math.round(motion.seconds * motion.fps);
  for (let frame = 0; frame < frames; frame++) {
    if (!ffmpeg.stdin.write(Buffer.from(pictureOf(frame)))) await once(ffmpeg.stdin, 'drain');
    if (frame % 60 === 59) process.stderr.write(`${name}: ${frame + 1} of ${frames} frames\n`);
  }
  ffmpeg.stdin.end();
  const [code] = (await ended) as [number];
  if (code !== 0) throw new Error(`ffmpeg ended with ${code}.`);
}
