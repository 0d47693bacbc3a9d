import { beforeAll, describe, expect, it } from 'vitest';
import { analyseRun } from '../../../src/analysis/analyse-run';
import { impliedCadenceSpm } from '../../../src/analysis/check-cadence';
import { checkClip, type CheckId, type CheckInput, worstOf } from '../../../src/analysis/check-clip';
import { type Corrections, NO_CORRECTIONS } from '../../../src/analysis/run-analysis';
import type { NoStrides } from '../../../src/analysis/no-strides';
import { suggestedFactor } from '../../../src/analysis/check-time';
import { type RunnerFound, unscouted } from '../../../src/pose/runner-found';
import type { ClipLook } from '../../../src/pose/contract';
import { emptyPoseTrack } from '../../../src/pose/pose-track';
import type { ClipFacts } from '../../../src/video/clip';
import { useBackend } from '../../rig/backends';
import { recordingOf } from '../../truth/recording-of';
import { type RunnerOptions, syntheticRun } from '../../truth/synthetic-runner';

const FACTS: ClipFacts = {
  name: 'a.mp4',
  container: 'mp4',
  codec: 'avc1',
  width: 1200,
  height: 1000,
  rotationDeg: 0,
  mirrored: false,
  startS: 0,
  durationS: 20,
  frameCountEstimate: 1200,
  slowMotionFactor: 1,
  suggestedSlowMotionFactor: null,
};
const LOOK: ClipLook = {
  quality: { bright: 0.7, contrast: 0.5, blownShare: 0.1, blurPx: 2, trunkPx: 240 },
  cameraRoll: { known: true, rollDeg: 1.2, errorDeg: 0.2, convergence: null, from: 'verticals', lines: 3 },
};

interface Case {
  runner?: Partial<RunnerOptions>;
  facts?: Partial<ClipFacts>;
  look?: Partial<ClipLook['quality']>;
  corrections?: Partial<Corrections>;
}

/** The first seconds of a synthetic runner, as the check sees them. */
async function seenOf({ runner, facts, look, corrections }: Case = {}): Promise<CheckInput> {
  const { track } = syntheticRun({ durationS: 2.5, ...runner });
  const recording = { ...recordingOf(track), ...(LOOK.cameraRoll && { cameraRoll: LOOK.cameraRoll }) };
  const analysis = await analyseRun(recording, { ...NO_CORRECTIONS, ...corrections });
  return {
    facts: { ...FACTS, ...facts },
    look: { ...LOOK, quality: { ...LOOK.quality, ...look } },
    seen: { recording, analysis },
  };
}

const pointOf = (input: CheckInput, id: CheckId) => {
  const point = checkClip(input).find((other) => other.id === id);
  if (point === undefined) throw new Error(`no point "${id}"`);
  return point;
};
const verdictOf = (input: CheckInput, id: CheckId) => pointOf(input, id).verdict;

beforeAll(() => useBackend('cpu'));

describe('the check list', () => {
  it('finds nothing wrong with a good clip, and says so in a sentence each', async () => {
    const points = checkClip(await seenOf());
    expect(points.filter(({ verdict }) => verdict !== 'good')).toEqual([]);
    expect(worstOf(points)).toBe('good');
    for (const { value, sentence } of points) {
      expect(value.length).toBeGreaterThan(0);
      expect(sentence).toMatch(/[.?]$/);
    }
  });

  it('knows the file before any frame, and says what it does not know yet', () => {
    const points = checkClip({ facts: FACTS, look: null, seen: null });
    const known = points.filter(({ verdict }) => verdict !== null).map(({ id }) => id);
    expect(known).toEqual(['frameRate', 'length']);
  });

  it('says that nobody is there, and judges nothing by a runner that it does not see', async () => {
    const input = await seenOf({ look: { blownShare: NaN, blurPx: NaN, trunkPx: NaN } });
    const track = emptyPoseTrack(60);
    track.timeS.forEach((_, frame) => (track.timeS[frame] = frame / 60));
    const recording = recordingOf(track);
    const analysis = await analyseRun(recording, NO_CORRECTIONS);
    const points = checkClip({ ...input, seen: { recording, analysis } });
    const valueOf = (id: CheckId) => points.find((point) => point.id === id)?.value;
    expect(valueOf('runner')).toBe('nobody found');
    expect((['size', 'feet', 'blur'] as const).map(valueOf)).toEqual(['not known', 'not known', 'not known']);
    expect(valueOf('light')).toBe('bright enough');
  });

  it('asks for the pelvis only where it may be seen', async () => {
    const side = checkClip(await seenOf({ runner: { view: 'left' } })).map(({ id }) => id);
    const rear = checkClip(await seenOf({ runner: { view: 'rear' } })).map(({ id }) => id);
    expect(side).not.toContain('pelvis');
    expect(rear).toContain('pelvis');
  });

  it('says which headline number a view gives, and withholds both for an oblique one', async () => {
    expect(pointOf(await seenOf({ runner: { view: 'rear' } }), 'view')).toMatchObject({
      verdict: 'good',
      value: 'from behind',
    });
    const oblique = await seenOf({ runner: { view: 'rear', turnDeg: 40 } });
    expect(pointOf(oblique, 'view')).toMatchObject({ verdict: 'spoils', value: 'not clear' });
    const told = await seenOf({ runner: { view: 'rear', turnDeg: 40 }, corrections: { view: 'rear' } });
    expect(verdictOf(told, 'view')).toBe('good');
  });

  it.each([
    [60, 'good'],
    [50, 'good'],
    [30, 'limits'],
    [15, 'spoils'],
  ] as const)('finds %i frames per second %s', async (fps, verdict) => {
    expect(verdictOf(await seenOf({ runner: { fps } }), 'frameRate')).toBe(verdict);
  });

  it.each([
    [30, 'good'],
    [10, 'good'],
    [6, 'limits'],
    [3, 'spoils'],
  ] as const)('finds a length of %i s %s', async (durationS, verdict) => {
    expect(verdictOf(await seenOf({ facts: { durationS } }), 'length')).toBe(verdict);
  });

  it('takes the camera’s lean from a person before the picture, and says when neither knows', async () => {
    expect(pointOf(await seenOf(), 'roll')).toMatchObject({ verdict: 'good', value: '1.2° to the right' });
    const drawn = await seenOf({ corrections: { cameraRollDeg: -3 } });
    expect(pointOf(drawn, 'roll')).toMatchObject({ verdict: 'good', value: '3.0° to the left' });
    const unknown = await seenOf();
    if (unknown.seen) unknown.seen.analysis = { ...unknown.seen.analysis, cameraRollFrom: 'none' };
    expect(verdictOf(unknown, 'roll')).toBe('limits');
  });

  it('tells who is followed of several, and why; where that is not sure it says so', async () => {
    const input = await seenOf();
    const of = (found: RunnerFound | null) => {
      const seen = input.seen!;
      const pose = { ...seen.recording.pose!, runner: found };
      return pointOf({ ...input, seen: { ...seen, recording: { ...seen.recording, pose } } }, 'runner');
    };
    const someone = { x: 1, y: 1, legPx: 1, rhythm: 1, strideHz: 1.4, swing: 1, wanders: 0 };
    const both = [someone, someone];
    expect(
      of({ candidates: both, chosen: 1, sure: true, why: 'the only one whose feet keep a running rhythm' }),
    ).toMatchObject({
      verdict: 'good',
      sentence:
        'Of 2 people the only one whose feet keep a running rhythm is followed. Someone else? Point at the right person.',
    });
    expect(of({ candidates: both, chosen: 0, sure: false, why: 'the largest of 2 who run' }).verdict).toBe(
      'limits',
    );
    expect(of(unscouted({ x: 3, y: 4 })).sentence).toMatch(/^The one you pointed at is followed\./);
    expect(of(unscouted('largest'))).toMatchObject({ verdict: 'good' });
    expect(of(unscouted('played'))).toMatchObject({ verdict: 'limits' });
    expect(of(null).sentence).toMatch(/^The largest person is followed\./);
  });

  it('sees that the feet leave the picture', async () => {
    const { height } = FACTS;
    expect(verdictOf(await seenOf({ facts: { height } }), 'feet')).toBe('good');
    expect(verdictOf(await seenOf({ facts: { height: 850 } }), 'feet')).toBe('spoils');
  });

  it.each([
    [400, 'good'],
    [150, 'limits'],
    [60, 'spoils'],
  ] as const)('finds a runner with legs of %i px %s', async (legPx, verdict) => {
    expect(verdictOf(await seenOf({ runner: { legPx } }), 'size')).toBe(verdict);
  });

  it.each([
    [{ bright: 0.25 }, 'limits', 'dark'],
    [{ bright: 0.08 }, 'spoils', 'far too dark'],
    [{ contrast: 0.1 }, 'limits', 'flat'],
    [{ blownShare: 0.4 }, 'limits', 'too bright'],
    [{ blownShare: 0.8 }, 'spoils', 'blown out'],
  ] as const)('judges the light of %o', async (look, verdict, value) => {
    expect(pointOf(await seenOf({ look }), 'light')).toMatchObject({ verdict, value });
  });

  it.each([
    [2, 'good'],
    [6, 'limits'],
    [9, 'spoils'],
    [NaN, 'spoils'],
  ] as const)('judges a blur of %d px on a trunk of 240', async (blurPx, verdict) => {
    expect(verdictOf(await seenOf({ look: { blurPx } }), 'blur')).toBe(verdict);
  });
});

describe('slow motion', () => {
  it('that the file tells of has to be set', async () => {
    const told = await seenOf({ facts: { suggestedSlowMotionFactor: 8 } });
    expect(pointOf(told, 'slowMotion')).toMatchObject({ verdict: 'spoils' });
    expect(pointOf(told, 'slowMotion').sentence).toContain('8 times slower');
    expect(verdictOf(await seenOf({ facts: { suggestedSlowMotionFactor: 1 } }), 'slowMotion')).toBe('good');
  });

  it.each([1, 2, 4, 8])('of %i times shows in the cadence, once a stride and a half are seen', (factor) => {
    const { track, options } = syntheticRun({ durationS: 2.5 });
    const slow = { ...track, timeS: track.timeS.map((t) => t * factor) };
    const cadence = impliedCadenceSpm(slow);
    expect(Math.abs((cadence * factor) / options.cadenceSpm - 1)).toBeLessThan(0.04);
  });

  it('is suspected where nobody runs as slowly', async () => {
    const slow = await seenOf();
    if (slow.seen) {
      const { recording } = slow.seen;
      const track = { ...recording.track, timeS: recording.track.timeS.map((t) => 4 * t) };
      slow.seen.recording = { ...recording, track };
    }
    expect(pointOf(slow, 'slowMotion')).toMatchObject({ verdict: 'limits' });
    expect(pointOf(slow, 'slowMotion').sentence).toMatch(/Only 4\d steps a minute/);
  });

  it('that its steps tell of has to be set, with the factor; walking is called walking', async () => {
    const input = await seenOf();
    const seen = input.seen!;
    const track = { ...seen.recording.track, timeS: seen.recording.track.timeS.map((t) => 4 * t) };
    const caused = (noStrides: NoStrides) => ({
      ...input,
      seen: { recording: { ...seen.recording, track }, analysis: { ...seen.analysis, noStrides } },
    });
    const slow = caused({ cause: 'slow motion', says: 'this looks like slow motion', slowerBy: 4 });
    expect(pointOf(slow, 'slowMotion')).toMatchObject({ verdict: 'spoils' });
    expect(pointOf(slow, 'slowMotion').sentence).toMatch(/about 4 times slower than running/);
    expect(suggestedFactor(slow.facts, slow.seen)).toBe(4);
    const walk = caused({ cause: 'walking', says: 'this looks like walking', slowerBy: null });
    expect(pointOf(walk, 'slowMotion')).toMatchObject({ verdict: 'limits' });
    expect(pointOf(walk, 'slowMotion').sentence).toContain('this looks like walking');
    expect(suggestedFactor(walk.facts, walk.seen)).toBeNull();
  });

  it('is suggested as the file tells before as the steps do, on top of what is set', async () => {
    const { facts, seen } = await seenOf();
    const analysis = {
      ...seen!.analysis,
      noStrides: { cause: 'slow motion', says: '', slowerBy: 2 } as const,
    };
    const slow = { recording: seen!.recording, analysis };
    expect(suggestedFactor({ ...facts, suggestedSlowMotionFactor: 8 }, slow)).toBe(8);
    expect(suggestedFactor({ ...facts, suggestedSlowMotionFactor: 8, slowMotionFactor: 8 }, slow)).toBe(16);
    expect(suggestedFactor({ ...facts, slowMotionFactor: 4 }, slow)).toBe(8);
    expect(suggestedFactor(facts, null)).toBeNull();
  });

  it.each([140, 165, 200])('is not suspected at %i steps a minute, from any side', async (cadenceSpm) => {
    for (const view of ['left', 'rear'] as const)
      expect(
        verdictOf(await seenOf({ runner: { view, cadenceSpm, swappedPart: 0.05 } }), 'slowMotion'),
      ).not.toBe('spoils');
  });
});
