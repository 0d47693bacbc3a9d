import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { fieldPath } from './field-data';
import { temporaryFolder } from './run-command';

/** The beginning of the real runner's clip, cut without a change to its frames. */
export function shortClip(seconds: number, name = 'runner'): string {
  const path = join(temporaryFolder(), `${name}.mp4`);
  execFileSync(process.env['PLUMBLINE_FFMPEG'] ?? 'ffmpeg', [
    ...['-v', 'error', '-i', fieldPath('real/treadmill-side-30fps.mp4')],
    ...['-t', String(seconds), '-c', 'copy', path],
  ]);
  return path;
}
