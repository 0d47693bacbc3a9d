import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readTrc } from '../../src/exchange/trc-reader';
import { fieldPath, FIELD_DATA, SKIPPED } from '../rig/field-data';
import { readAnalysis, runAnalyse, temporaryFolder } from '../rig/run-command';

const CLIP_S = 5;

describe.skipIf(!FIELD_DATA)(`npm run analyse --csv --trc --video${SKIPPED}`, () => {
  it('writes tables, track and video of a real clip that agree with one another, and are read again', async () => {
    const folder = temporaryFolder();
    const clip = join(folder, 'clip.mp4');
    ffmpeg('-i', fieldPath('real/treadmill-side-30fps.mp4'), '-t', String(CLIP_S), '-c', 'copy', clip);
    const out = (name: string) => join(folder, 'out', name);
    const { exitCode, stderr } = await runAnalyse(
      ...[clip, '--model', 'lite', '--json', out('run.json'), '--csv', out('run.csv')],
      ...['--trc', out('run.trc'), '--video', out('run.mp4')],
    );
    expect(exitCode, stderr).toBe(0);
    expect(readdirSync(join(folder, 'out')).sort()).toEqual([
      'run.csv',
      'run.frames.csv',
      'run.json',
      'run.mp4',
      'run.trc',
    ]);
    const analysis = readAnalysis(out('run.json'));
    const { frames } = analysis.source;
    expect(frames).toBeGreaterThan(CLIP_S * 29);
    expect(lines(out('run.csv'))).toHaveLength(1 + analysis.strides.length);
    expect(lines(out('run.frames.csv'))).toHaveLength(1 + frames);
    const { track, landmarks } = readTrc(readFileSync(out('run.trc'), 'utf8'));
    expect(track.timeS).toHaveLength(frames);
    expect(landmarks).toContain('left_hip');
    const hipX = analysis.track.landmarks['left_hip']!.x[10]!;
    expect(Math.abs(track.landmarks.left_hip.x[10]! - hipX)).toBeLessThan(0.01);
    expect(timesOf(out('run.mp4'))).toEqual(timesOf(clip));

    const again = await runAnalyse(
      '--track',
      out('run.json'),
      '--json',
      out('again.json'),
      '--csv',
      out('again.csv'),
    );
    expect(again.exitCode, again.stderr).toBe(0);
    const [first, second] = [out('run.json'), out('again.json')].map(trunkLeanOf);
    expect(Math.max(...first!.map((lean, i) => Math.abs(lean - second![i]!)))).toBeLessThan(0.01);
    expect(lines(out('again.csv'))).toHaveLength(1 + analysis.strides.length);
  });
});

describe('npm run analyse, what pictures need', () => {
  it('no video without a clip: one line, exit 2, no file', async () => {
    const folder = temporaryFolder();
    const { exitCode, stderr } = await runAnalyse('--track', 'run.trc', '--video', join(folder, 'run.mp4'));
    expect(exitCode).toBe(2);
    expect(stderr.trim()).toBe('--video needs the clip itself; --track gives landmarks alone.');
    expect(readdirSync(folder)).toEqual([]);
  });
});

function ffmpeg(...args: string[]): void {
  execFileSync(process.env['PLUMBLINE_FFMPEG'] ?? 'ffmpeg', ['-v', 'error', ...args]);
}

/** When each frame is shown, in microseconds, as ffmpeg's own demuxer has it. */
function timesOf(path: string): number[] {
  const listed = execFileSync(
    process.env['PLUMBLINE_FFMPEG'] ?? 'ffmpeg',
    [
      '-v',
      'error',
      '-i',
      path,
      '-map',
      '0:v',
      '-vsync',
      'passthrough',
      '-enc_time_base',
      '1:1000000',
      '-f',
      'framemd5',
      '-',
    ],
    { encoding: 'utf8' },
  );
  return listed
    .split('\n')
    .filter((line) => /^\d/.test(line))
    .map((line) => Number(line.split(',')[2]));
}

function lines(path: string): string[] {
  return readFileSync(path, 'utf8').trim().split('\r\n');
}

function trunkLeanOf(path: string): number[] {
  return (JSON.parse(readFileSync(path, 'utf8')) as { trunkLeanDeg: number[] }).trunkLeanDeg;
}
