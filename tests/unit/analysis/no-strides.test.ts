import { beforeAll, describe, expect, it } from 'vitest';
import { analyseRun } from '../../../src/analysis/analyse-run';
import { type Corrections, NO_CORRECTIONS } from '../../../src/analysis/run-analysis';
import { isMeasured } from '../../../src/metrics/summary';
import { LANDMARK_NAMES } from '../../../src/pose/landmarks';
import { emptyPoseTrack } from '../../../src/pose/pose-track';
import { recordingOf } from '../../truth/recording-of';
import { type RunnerOptions, syntheticRun } from '../../truth/synthetic-runner';
import { useBackend } from '../../rig/backends';

beforeAll(() => useBackend('wasm'));

interface Clip {
  runner?: Partial<RunnerOptions>;
  height?: number;
  slowerBy?: number;
  still?: boolean;
  corrections?: Partial<Corrections>;
}

async function analysed({ runner, height = 1000, slowerBy = 1, still = false, corrections }: Clip) {
  const { track } = syntheticRun({ durationS: 12, ...runner });
  track.timeS.forEach((time, frame) => (track.timeS[frame] = time * slowerBy));
  if (still)
    for (const name of LANDMARK_NAMES)
      for (const axis of ['x', 'y'] as const)
        track.landmarks[name][axis].fill(track.landmarks[name][axis][20]!);
  const recording = recordingOf(track);
  recording.source.height = height;
  return analyseRun(recording, { ...NO_CORRECTIONS, ...corrections });
}

/** Reasons of all metrics that have none; each once. */
function reasons({ metrics }: Awaited<ReturnType<typeof analysed>>): string[] {
  const given = Object.values(metrics).flatMap((metric) => (isMeasured(metric) ? [] : [metric.unavailable]));
  return [...new Set(given)];
}

const WALK = { cadenceSpm: 110, contactTimeS: 0.68, beltV: 1.3 };

describe('a clip without numbers names the cause', () => {
  it.each<[string, Clip, string, RegExp]>([
    ['feet below the edge', { height: 780 }, 'feet', /^your feet are not in the picture/],
    ['feet below the edge in part', { height: 885 }, 'feet', /in \d\d % of the frames: show the whole belt$/],
    [
      'slow motion',
      { slowerBy: 7 },
      'slow motion',
      /^this looks like slow motion: the steps are about 7 times slower than running$/,
    ],
    [
      'slow motion of 240 frames in 30',
      { slowerBy: 8, runner: { durationS: 3, fps: 240 } },
      'slow motion',
      /about 8 times/,
    ],
    ['slow motion from behind', { slowerBy: 4, runner: { view: 'rear' } }, 'slow motion', /about 4 times/],
    [
      'slow motion of a slow runner',
      { slowerBy: 2, runner: { cadenceSpm: 156 } },
      'slow motion',
      /about 2 times/,
    ],
    ['walking', { runner: WALK }, 'walking', /^this looks like walking/],
    [
      'slow walking',
      { runner: { ...WALK, cadenceSpm: 85, contactTimeS: 0.87 } },
      'walking',
      /^this looks like walking/,
    ],
    ['walking from behind', { runner: { ...WALK, view: 'rear' } }, 'walking', /^this looks like walking/],
    [
      'slow walking, which from behind may be slow motion',
      { runner: { ...WALK, cadenceSpm: 85, contactTimeS: 0.87, view: 'rear' } },
      'slow motion',
      /or as slow as walking$/,
    ],
    ['standing', { still: true }, 'standing', /^no steps are seen/],
    ['too few frames', { runner: { fps: 4 } }, 'frame rate', /^4 frames per second are too few/],
  ])('%s', async (_, clip, cause, says) => {
    const analysis = await analysed(clip);
    expect(analysis.noStrides?.cause).toBe(cause);
    expect(analysis.noStrides?.says).toMatch(says);
    const given = reasons(analysis);
    expect(given).toContain(analysis.noStrides!.says);
    expect(given.filter((reason) => /only \d+ strides? per leg/.test(reason))).toEqual([]);
    expect(analysis.doubts[0]!.toLowerCase()).toContain(analysis.noStrides!.says.toLowerCase());
  });

  it('nobody', async () => {
    const empty = emptyPoseTrack(300);
    empty.timeS.forEach((_, frame) => (empty.timeS[frame] = frame / 60));
    const analysis = await analyseRun(recordingOf(empty), NO_CORRECTIONS);
    expect(analysis.noStrides?.cause).toBe('nobody');
    expect(reasons(analysis)).toContain('nobody is seen in the picture');
  });

  it('slow motion offers the factor that mends it', async () => {
    const { noStrides } = await analysed({ slowerBy: 7 });
    expect(noStrides?.slowerBy).toBe(7);
    const mended = await analysed({ slowerBy: 7 / noStrides!.slowerBy! });
    expect(mended.noStrides).toBeNull();
    expect(isMeasured(mended.metrics.cadenceSpm)).toBe(true);
  });

  it('a run is no cause for doubt at any cadence, and a clip that is merely short says its strides', async () => {
    for (const cadenceSpm of [145, 168, 195])
      expect((await analysed({ runner: { cadenceSpm } })).noStrides).toBeNull();
    const short = await analysed({ runner: { durationS: 2.6 } });
    expect(short.noStrides).toBeNull();
    // A slow runner, seen for a moment, is none in slow motion.
    for (const view of ['left', 'rear'] as const)
      expect((await analysed({ runner: { durationS: 2.6, cadenceSpm: 132, view } })).noStrides).toBeNull();
    expect(reasons(short).some((reason) => /^only [23] strides per leg/.test(reason))).toBe(true);
  });
});

describe('body parts outside the picture', () => {
  it('are not measured, with that reason; the rest is', async () => {
    const { metrics, track } = await analysed({ runner: { trunkLeanDeg: 8 } });
    expect(isMeasured(metrics.headForwardDeg)).toBe(true);
    // The picture ends at the neck: everything lies 90 px higher.
    const run = syntheticRun({ durationS: 12 });
    for (const name of LANDMARK_NAMES) run.track.landmarks[name].y.forEach((y, i, all) => (all[i] = y - 240));
    const cut = await analyseRun(recordingOf(run.track), NO_CORRECTIONS);
    expect(cut.metrics.headForwardDeg).toMatchObject({
      unavailable: 'the head is outside the picture in 100 % of the frames',
    });
    expect(isMeasured(cut.metrics.trunkLeanMeanDeg)).toBe(true);
    expect(cut.track.landmarks.left_ear.x.every(Number.isNaN)).toBe(true);
    expect(track.landmarks.left_ear.x.some(Number.isNaN)).toBe(false);
  });

  it('of markers are measured all the same: they know no picture', async () => {
    const { track } = syntheticRun({ durationS: 12 });
    const recording = { ...recordingOf(track), pose: null };
    recording.source.height = 500;
    expect((await analyseRun(recording, NO_CORRECTIONS)).noStrides).toBeNull();
  });
});

describe('an oblique view', () => {
  it.each([
    ['front', 'from the front, obliquely'],
    ['rear', 'from behind, obliquely'],
  ] as const)('from the %s is called so', async (view, filmed) => {
    const { metrics, view: told } = await analysed({ runner: { view, turnDeg: 33 } });
    expect(told).toBeNull();
    expect(metrics.trunkLeanMeanDeg).toMatchObject({
      unavailable: `needs a side view; this clip is filmed ${filmed}`,
    });
  });
});
