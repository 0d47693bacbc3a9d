import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { fieldPath, FIELD_DATA, SKIPPED } from '../rig/field-data';
import { type Measured, measured } from '../rig/measured';
import { type AnalysisFile, readAnalysis, runAnalyse, temporaryFolder } from '../rig/run-command';
import { shortClip } from '../rig/short-clip';

/** Cadence of the real runner, counted from pixels (field/README). */
const REAL_CADENCE_SPM = 168.9;

describe.skipIf(!FIELD_DATA)(`npm run analyse --json --session --report on a real runner${SKIPPED}`, () => {
  let real: Measured;
  let analysis: AnalysisFile;

  beforeAll(async () => {
    real = await measured(fieldPath('real/treadmill-side-30fps.mp4'));
    ({ analysis } = real);
  });

  it('follows her on every frame, and finds her cadence and her trunk lean in each stride', () => {
    expect(analysis.source).toMatchObject({ frames: 360, fps: 30, width: 720, height: 1280 });
    expect(analysis.view).toBe('left');
    expect(analysis.track.timeS).toHaveLength(360);
    expect(analysis.track.landmarks['left_hip']?.x.filter((x) => x === null)).toEqual([]);
    const cadence = analysis.metrics['cadenceSpm']?.both?.mean ?? NaN;
    console.info(`cadence ${cadence.toFixed(2)} steps/min, pixels say ${REAL_CADENCE_SPM}`);
    expect(Math.abs(cadence - REAL_CADENCE_SPM)).toBeLessThan(2);
    expect(analysis.strides.length).toBeGreaterThan(25);
    for (const { values } of analysis.strides) expect(values['trunkLeanMeanDeg']).not.toBeNull();
  });

  it('leaves the files that were asked for, and nothing else', () => {
    expect(real.files).toEqual(['analysis.json', 'session.plumbline']);
  });

  it('prints one report, one or two pages, and leaves nothing else', async () => {
    const folder = temporaryFolder();
    const report = join(folder, 'out', 'report.pdf');
    const { exitCode, stderr } = await runAnalyse(shortClip(8), '--model', 'lite', '--report', report);
    expect(exitCode, stderr).toBe(0);
    expect(readdirSync(folder)).toEqual(['out']);
    expect(readdirSync(join(folder, 'out'))).toEqual(['report.pdf']);
    const pdf = readFileSync(report);
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    const pages = pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
    expect(pages).toBeGreaterThanOrEqual(1);
    expect(pages).toBeLessThanOrEqual(2);
    // Six pictures of two strides: a sheet without them has a few dozen kilobytes.
    expect(pdf.toString('latin1').match(/\/Subtype\s*\/Image/g)?.length ?? 0).toBeGreaterThanOrEqual(6);
  });
});

describe.skipIf(!FIELD_DATA)(`npm run analyse on field clips${SKIPPED}`, () => {
  it('gives the same clip the same track, byte for byte, on WASM', async () => {
    const folder = temporaryFolder();
    const [first, second] = ['a', 'b'].map((name) => join(folder, name, 'side.mp4'));
    for (const path of [first, second]) copyClip('rendered/side-right-lean12.mp4', path ?? '');
    const out = join(folder, 'out');
    for (const [path, sub] of [
      [first, '1'],
      [second, '2'],
    ] as const) {
      const { exitCode } = await runAnalyse(
        path ?? '',
        '--backend',
        'wasm',
        '--model',
        'lite',
        '--json',
        join(out, `${sub}.json`),
      );
      expect(exitCode).toBe(0);
    }
    const tracks = ['1', '2'].map((sub) => JSON.stringify(readAnalysis(join(out, `${sub}.json`)).track));
    expect(tracks[1]).toBe(tracks[0]);
  });
});

describe.skipIf(!FIELD_DATA)(`npm run analyse on several clips${SKIPPED}`, () => {
  it('fills a folder, one file each', async () => {
    const folder = temporaryFolder();
    const clips = ['first', 'second'].map((name) => shortClip(1, name));
    const { exitCode, stderr } = await runAnalyse(...clips, '--model', 'lite', '--json', folder);
    expect(exitCode, stderr).toBe(0);
    expect(readdirSync(folder).sort()).toEqual(['first.json', 'second.json']);
  });
});

describe('npm run analyse with bad input', () => {
  it.each<[string, string[], RegExp]>([
    ['no clip', [], /No clip was named\. Usage:/],
    ['an unknown option', ['clip.mp4', '--fast'], /Unknown option '--fast'/],
    [
      'an unknown view',
      ['clip.mp4', '--view', 'above'],
      /--view must be one of auto, left, right, rear, front; got “above”/,
    ],
    [
      'a factor that is no number',
      ['clip.mp4', '--slow-motion', 'four'],
      /--slow-motion must be a number from/,
    ],
    ['a file that is not there', ['nowhere/clip.mp4'], /“nowhere\/clip\.mp4” is not there/],
  ])('%s: one line, exit 2', async (_, args, sentence) => {
    const { exitCode, stderr } = await runAnalyse(...args);
    expect(exitCode).toBe(2);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toMatch(sentence);
  });

  it('a report of a clip that is not there: no file', async () => {
    const folder = temporaryFolder();
    const { exitCode } = await runAnalyse(join(folder, 'none.mp4'), '--report', join(folder, 'report.pdf'));
    expect(exitCode).toBe(2);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('a file that is no video: one line that names it, exit 2, no output file', async () => {
    const folder = temporaryFolder();
    const notes = join(folder, 'notes.mp4');
    writeFileSync(notes, 'These are notes, not a video.');
    const { exitCode, stderr } = await runAnalyse(notes, '--json', join(folder, 'out.json'));
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/“notes\.mp4” is not a video that can be read; choose an MP4/);
    expect(readdirSync(folder)).toEqual(['notes.mp4']);
  });
});

function copyClip(name: string, to: string): void {
  mkdirSync(join(to, '..'), { recursive: true });
  writeFileSync(to, readFileSync(fieldPath(name)));
}
