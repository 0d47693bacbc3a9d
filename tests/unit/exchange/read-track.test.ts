import { beforeAll, describe, expect, it } from 'vitest';
import { analyseRun } from '../../../src/analysis/analyse-run';
import type { Recording } from '../../../src/analysis/recording';
import { NO_CORRECTIONS, type RunAnalysis } from '../../../src/analysis/run-analysis';
import { toAnalysisJson as toJson } from '../../../src/exchange/analysis-json';
import { NOTHING_SAID, safetyOf } from '../../../src/feedback/safety';
import { readTrackFile, TrackFileError } from '../../../src/exchange/read-track';
import { readTrc } from '../../../src/exchange/trc-reader';
import { writeTrc } from '../../../src/exchange/trc-writer';
import { strideCsv } from '../../../src/exchange/stride-csv';
import { SIDES_LOST } from '../../../src/metrics/summary';
import { SIDES } from '../../../src/units';
import { recordingOf } from '../../truth/recording-of';
import { syntheticRun } from '../../truth/synthetic-runner';
import { useBackend } from '../../rig/backends';
import { measured } from '../metrics/report-values';

let recording: Recording;
let analysis: RunAnalysis;
let json: string;
beforeAll(async () => {
  await useBackend('wasm');
  const { track } = syntheticRun({ durationS: 8, fps: 60, noise: 0.004, trunkLeanDeg: 6, swappedPart: 0.02 });
  recording = recordingOf(track);
  recording.cameraRoll = {
    known: true,
    rollDeg: 1.7,
    errorDeg: 0.2,
    convergence: null,
    from: 'verticals',
    lines: 6,
  };
  analysis = await analyseRun(recording, NO_CORRECTIONS);
  json = toAnalysisJson(recording, analysis);
});

/** Of somebody who said nothing. */
const toAnalysisJson = (of: Recording, found: RunAnalysis) => toJson(of, found, safetyOf(NOTHING_SAID, null));

const fileOf = (content: BlobPart, name = 'track.json') => new File([content], name);

async function fault(content: BlobPart, name?: string): Promise<string> {
  const error: unknown = await readTrackFile(fileOf(content, name)).then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof TrackFileError) return error.message;
  throw error instanceof Error ? error : new Error('It was read.');
}

/** The file with something changed. */
function changed(change: (file: ReturnType<typeof parsed>) => void): string {
  const file = parsed();
  change(file);
  return JSON.stringify(file);
}
const parsed = () =>
  JSON.parse(json) as {
    formatVersion: number;
    safety?: Record<string, unknown>;
    source: Record<string, unknown>;
    receipt: Record<string, unknown>;
    identity: { hiddenFrames: Record<'left' | 'right', number[]> };
    track: { timeS: (number | string | null)[]; landmarks: Record<string, { x: (number | null)[] }> };
  };

function largestDifference(a: Float32Array, b: Float32Array): number {
  expect(b).toHaveLength(a.length);
  return a.reduce((most, value, i) => {
    expect(Number.isNaN(b[i])).toBe(Number.isNaN(value));
    return Number.isNaN(value) ? most : Math.max(most, Math.abs(value - b[i]!));
  }, 0);
}

describe('an earlier analysis, read again', () => {
  it('gives the same trunk lean within 0.01°, the same contacts and the same receipt: nothing is filtered twice', async () => {
    const read = await readTrackFile(fileOf(json));
    const again = await analyseRun(read.recording, read.corrections);
    const differenceDeg = largestDifference(analysis.trunkLeanDeg, again.trunkLeanDeg);
    console.info(`trunk lean differs by at most ${differenceDeg.toFixed(5)}°`);
    expect(differenceDeg).toBeLessThan(0.01);
    expect(again.contacts).toHaveLength(analysis.contacts.length);
    again.contacts.forEach(({ side, initialContactS, toeOffS }, i) => {
      expect(side).toBe(analysis.contacts[i]!.side);
      expect(Math.abs(initialContactS - analysis.contacts[i]!.initialContactS)).toBeLessThan(0.001);
      expect(Math.abs(toeOffS - analysis.contacts[i]!.toeOffS)).toBeLessThan(0.001);
    });
    expect(again.identity).toEqual(analysis.identity);
    expect(again.identity.relabelledFrames.length).toBeGreaterThan(0);
    expect(again).toMatchObject({
      view: 'left',
      viewFrom: 'detected',
      cameraRollDeg: 1.7,
      cameraRollFrom: 'verticals',
    });
    expect(read.recording.source).toMatchObject({ width: 1280, height: 1000, frames: 480 });
    expect(toAnalysisJson(read.recording, again).slice(-200)).toBe(json.slice(-200));
  });

  it('holds to what a person had said of view and roll', async () => {
    const said = { ...NO_CORRECTIONS, view: 'left' as const, cameraRollDeg: -3 };
    const corrected = toAnalysisJson(recording, await analyseRun(recording, said));
    expect((await readTrackFile(fileOf(corrected))).corrections).toEqual(said);
    expect((await readTrackFile(fileOf(json))).corrections).toEqual(NO_CORRECTIONS);
  });

  it('tells how the person was, and reads it again; an older file leaves it unknown, not “no”', async () => {
    const said = { pain: 3, redFlags: ['fever' as const], ageGroup: '18to64' as const };
    const told = toJson(recording, analysis, safetyOf(said, { pain: 1, atMs: 5 }));
    expect((await readTrackFile(fileOf(told))).said).toEqual({ ...said, painBefore: 1 });
    const older = changed((file) => {
      delete file.safety;
    });
    expect((await readTrackFile(fileOf(older))).said).toEqual({ ...NOTHING_SAID, painBefore: null });
    const wrong = changed((file) => {
      file.safety = { ...NOTHING_SAID, painBefore: null, redFlags: ['cold feet'] };
    });
    expect(await fault(wrong)).toContain('safety.redFlags.0');
  });

  it('is read with a byte order mark, and a TRC file beside it', async () => {
    expect((await readTrackFile(fileOf(`\uFEFF${json}`))).recording.cleaned).not.toBeNull();
    const trc = writeTrc(recording.track, 'run', 720);
    const read = await readTrackFile(fileOf(trc, 'run.trc'));
    expect(read.recording).toMatchObject({ pose: null, source: { name: 'run.trc', frames: 480 } });
    expect(read.recording.cleaned).toBeNull();
  });

  it('keeps the pelvic line of a rear view, turned by a roll that is said anew', async () => {
    const run = syntheticRun({ durationS: 10, fps: 60, view: 'rear', pelvicDropDeg: { left: 6, right: 3 } });
    // Measured hips are a pelvic line; then as if it had been followed in the picture.
    const rear = { ...recordingOf(run.track), pose: null };
    const first = await analyseRun(rear, { ...NO_CORRECTIONS, view: 'rear' });
    first.pelvicLine!.method = 'waistband';
    const read = await readTrackFile(fileOf(toAnalysisJson({ ...recordingOf(run.track) }, first)));
    const again = await analyseRun(read.recording, read.corrections);
    expect(again).toMatchObject({ view: 'rear', viewFrom: 'user', pelvicLine: { method: 'waistband' } });
    expect(largestDifference(first.pelvicLine!.tiltDeg, again.pelvicLine!.tiltDeg)).toBeLessThan(0.001);
    const [drop, dropAgain] = [measured(first, 'pelvicDropPeakDeg'), measured(again, 'pelvicDropPeakDeg')];
    const mean = (drop.left.mean + drop.right.mean) / 2;
    expect(Math.abs(mean - dropAgain.both.mean)).toBeLessThan(0.005);
    expect(dropAgain.left.withheld, 'a clip whose roll nobody knows').toBe(SIDES_LOST);
    const rolled = await analyseRun(read.recording, { ...read.corrections, cameraRollDeg: 2 });
    const truth = await analyseRun(rear, { ...NO_CORRECTIONS, view: 'rear', cameraRollDeg: 2 });
    const [legs, legsThen] = [measured(rolled, 'pelvicDropPeakDeg'), measured(truth, 'pelvicDropPeakDeg')];
    for (const side of SIDES) expect(Math.abs(legs[side].mean - legsThen[side].mean)).toBeLessThan(0.02);
    expect(largestDifference(truth.pelvicLine!.tiltDeg, rolled.pelvicLine!.tiltDeg)).toBeLessThan(0.01);
    const front = await analyseRun(read.recording, { ...read.corrections, view: 'front' });
    expect(front.pelvicLine!.tiltDeg[50]).toBeCloseTo(-again.pelvicLine!.tiltDeg[50]!, 3);
  });
});

it('an earlier analysis without a pelvic line says what is missing where it is looked for', async () => {
  const { recording: side } = await readTrackFile(fileOf(json));
  expect(side.cleaned?.pelvis).toBeNull();
  const { doubts, pelvicLine } = await analyseRun(side, { ...NO_CORRECTIONS, view: 'rear' });
  expect(pelvicLine).toBeNull();
  expect(doubts.join(' ')).toMatch(/no pelvic line came with these landmarks of an earlier analysis/);
  expect((await analyseRun(side, NO_CORRECTIONS)).doubts.join(' ')).not.toMatch(/pelvic line/);
});

describe('a clip from behind whose camera’s lean nobody knows', () => {
  it('tells the mean of both legs and withholds each, in every output alike', async () => {
    const run = syntheticRun({ durationS: 14, fps: 60, view: 'rear', pelvicDropDeg: { left: 9, right: 7 } });
    const byMarkers = await analyseRun({ ...recordingOf(run.track), pose: null }, NO_CORRECTIONS);
    byMarkers.pelvicLine!.method = 'waistband'; // as if it had been followed in the picture
    const read = await readTrackFile(fileOf(toAnalysisJson(recordingOf(run.track), byMarkers)));
    const found = await analyseRun(read.recording, read.corrections);
    const drop = measured(found, 'pelvicDropPeakDeg');
    expect(drop.both.mean).toBeGreaterThan(7);
    expect(drop.both.mean).toBeLessThan(9);

    const file = JSON.parse(toAnalysisJson(read.recording, found)) as {
      receipt: unknown;
      metrics: Record<string, unknown>;
    };
    expect(file.receipt).toMatchObject({ cameraRollFrom: 'none' });
    const withheld = { mean: null, sd: null, ci95: [null, null], withheld: SIDES_LOST };
    expect(file.metrics['pelvicDropPeakDeg']).toMatchObject({
      left: withheld,
      right: withheld,
      asymmetryPct: null,
    });
    const [header, row] = strideCsv(read.recording, found)
      .split('\r\n')
      .map((line) => line.split(','));
    expect(row![header!.indexOf('evenedLegs')]).toBe(
      'pelvicDropPeakDeg pelvicDropMidstanceDeg lateralTrunkLeanDeg',
    );
    const [finding] = found.findings;
    expect(finding).toMatchObject({ title: 'Pelvis drops on landing, left and right taken together' });
    expect(finding!.evidence).toContain('on average over both legs');
    expect(finding!.evidence).toContain(
      'The camera’s lean is not known: only the mean of both legs is sure.',
    );
    expect(finding!.evidence).not.toMatch(/over the (left|right) leg/);
  });

  it('knows the lean that a file of the contract tells, whoever wrote it', async () => {
    const file = JSON.parse(json) as { receipt: { cameraRoll?: unknown } };
    delete file.receipt.cameraRoll;
    const { recording: read } = await readTrackFile(fileOf(JSON.stringify(file)));
    expect(read.cameraRoll).toMatchObject({ known: true, rollDeg: 1.7 });
  });
});

describe('a TRC file', () => {
  it('stands in a picture large enough to show the runner, and measures the same there', async () => {
    const { track } = syntheticRun({ durationS: 8, fps: 60 });
    const trc = writeTrc(track, 'run', 0);
    const { recording: placed } = await readTrackFile(fileOf(trc, 'run.trc'));
    const { width, height } = placed.source;
    for (const { x, y } of Object.values(placed.track.landmarks)) {
      expect(x.every((value) => Number.isNaN(value) || (value > 0 && value < width))).toBe(true);
      expect(y.every((value) => Number.isNaN(value) || (value > 0 && value < height))).toBe(true);
    }
    const [there, here] = await Promise.all(
      [placed.track, readTrc(trc).track].map((from) => analyseRun(recordingOf(from), NO_CORRECTIONS)),
    );
    expect(largestDifference(there!.trunkLeanDeg, here!.trunkLeanDeg)).toBeLessThan(0.001);
  });
});

describe('a file that is no track', () => {
  it.each<[string, () => string, RegExp]>([
    [
      'cut short',
      () => json.slice(0, -1000),
      /^“track\.json” is not JSON, or is cut short; export it again\.$/,
    ],
    ['empty', () => '', /^“track\.json”, line 1: not a TRC file.* Choose a TRC file or an ANALYSIS\.json\.$/],
    [
      'something else',
      () => '{"name":"package"}',
      /^“track\.json” is not an analysis of Plumbline, or is damaged: at /,
    ],
    ['a list', () => '[1,2,3]', /^“track\.json” is not an analysis of Plumbline/],
    ['brackets without end', () => '['.repeat(200_000), /^“track\.json” is not JSON/],
    ['newer', () => changed((file) => (file.formatVersion = 2)), /was written by a newer Plumbline; reload/],
    [
      'a landmark short',
      () => changed((file) => file.track.landmarks['nose']!.x.pop()),
      /has 479 values of nose\.x for 480 frames\.$/,
    ],
    [
      'with words for places',
      () => changed((file) => ((file.track.landmarks['nose']!.x as unknown[])[3] = 'NaN')),
      /at track\.landmarks\.nose\.x, a list of numbers and nulls was expected/,
    ],
    [
      'without a time',
      () => changed((file) => (file.track.timeS[3] = null)),
      /at track\.timeS, a list of numbers/,
    ],
    [
      'with a leg hidden before the first frame',
      () => changed((file) => (file.identity.hiddenFrames = { left: [-1], right: [] })),
      /at identity\.hiddenFrames\.left, a list of frames was expected/,
    ],
    [
      'with half a line of the room',
      () => changed((file) => (file.receipt['cameraRoll'] = { ...recording.cameraRoll, lines: 2.5 })),
      /at receipt\.cameraRoll\.lines, a number of lines was expected/,
    ],
    [
      'going back in time',
      () => changed((file) => (file.track.timeS[3] = 0)),
      /is damaged: frame 3, at 0 s, does not come after/,
    ],
    ['beyond all measure', () => json.replace(/"timeS":\[0,/, '"timeS":[-1e999,'), /at track\.timeS/],
    [
      'of a single frame',
      () =>
        changed((file) => {
          file.track.timeS = [0];
          file.track.landmarks = {};
        }),
      /holds a single frame; at least two are needed/,
    ],
  ])('%s: one sentence that names it', async (_, content, sentence) => {
    const message = await fault(content());
    expect(message).toMatch(sentence);
    expect(message).not.toContain('\n');
    expect(message.length).toBeLessThan(300);
  });

  it('too large to hold is refused before it is read', async () => {
    const file = fileOf('x');
    Object.defineProperty(file, 'size', { value: 3e11 });
    Object.defineProperty(file, 'text', { value: () => Promise.reject(new Error('It was read.')) });
    await expect(readTrackFile(file)).rejects.toThrow(/“track\.json” is 300000 MB large; at most 256 MB/);
  });

  it('gone from the disk: one sentence', async () => {
    const file = fileOf('x');
    Object.defineProperty(file, 'text', {
      value: () => Promise.reject(new DOMException('', 'NotReadableError')),
    });
    await expect(readTrackFile(file)).rejects.toThrow(
      /could not be read from the disk; .* choose it again\.$/,
    );
  });
});
