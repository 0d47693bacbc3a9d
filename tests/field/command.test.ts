import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fieldPath, FIELD_DATA, SKIPPED } from './field-data';
import { analyseToJson, readAnalysis, runAnalyse, temporaryFolder } from './run-command';

/** Cadence of the real runner, counted from pixels (field/README). */
const REAL_CADENCE_SPM = 168.9;

interface Truth {
  frames: { px: Record<string, [number, number]> }[];
}

describe.skipIf(!FIELD_DATA)(`npm run analyse on field clips${SKIPPED}`, () => {
  it('follows the real runner on every frame, and finds her cadence and her trunk lean in each stride', async () => {
    const analysis = await analyseToJson(fieldPath('real/treadmill-side-30fps.mp4'));
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

  it.each(['side-left-lean4', 'side-right-lean12', 'rear-band-drop6', 'front-band-drop6'])(
    'puts the joints of %s where they are: median error under 3.5 percent of body height',
    async (name) => {
      const { track } = await analyseToJson(fieldPath(`rendered/${name}.mp4`));
      const truth = JSON.parse(readFileSync(fieldPath(`rendered/${name}.truth.json`), 'utf8')) as Truth;
      const errors = truth.frames.flatMap(({ px }, frame) =>
        Object.entries(px).flatMap(([joint, [x, y]]) => {
          const found = track.landmarks[joint];
          const [foundX, foundY] = [found?.x[frame] ?? NaN, found?.y[frame] ?? NaN];
          return Number.isNaN(foundX) ? [] : [Math.hypot(foundX - x, foundY - y)];
        }),
      );
      const error = median(errors) / median(truth.frames.map(({ px }) => bodyHeightPx(px)));
      console.info(`${name}: median joint error ${(100 * error).toFixed(2)} % of body height`);
      expect(error).toBeLessThan(0.035);
    },
  );

  it('gives the same clip the same track, byte for byte, on WASM; several clips fill a folder', async () => {
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
    const several = await runAnalyse(
      first ?? '',
      fieldPath('rendered/side-left-lean4.mp4'),
      '--model',
      'lite',
      '--json',
      join(folder, 'both'),
    );
    expect(several.exitCode).toBe(0);
    expect(readdirSync(join(folder, 'both')).sort()).toEqual(['side-left-lean4.json', 'side.json']);
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

/** From the head to the lower ankle, plus what lies above and below them: 1.1 times that. */
function bodyHeightPx(px: Record<string, [number, number]>): number {
  const ankleY = Math.max(px['left_ankle']?.[1] ?? NaN, px['right_ankle']?.[1] ?? NaN);
  return 1.1 * (ankleY - (px['head']?.[1] ?? NaN));
}

function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
