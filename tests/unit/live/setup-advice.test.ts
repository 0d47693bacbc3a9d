import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Advice } from '../../../src/live/advice';
import type { LiveReading } from '../../../src/live/live-reading';
import { adviseOn, SetupAdvisor, type SetupSeen } from '../../../src/live/setup-advice';
import { SteadyAdvice } from '../../../src/live/steady-advice';
import type { ClipLook } from '../../../src/pose/contract';
import { emptyPoseTrack } from '../../../src/pose/pose-track';
import { cameraFramesOf } from '../../truth/camera-frames';
import { syntheticRun, type RunnerOptions } from '../../truth/synthetic-runner';
import { scaled } from '../../truth/transforms';

const GOOD_LIGHT = { bright: 0.6, contrast: 0.5, blownShare: 0, blurPx: 1, trunkPx: 240 };

/** A runner of about 800 px in a picture that holds them whole, hips a little below its middle. */
function seen(changes: Partial<SetupSeen> = {}, runner: Partial<RunnerOptions> = {}): SetupSeen {
  const { track } = syntheticRun({ fps: 30, durationS: 1, ...runner });
  return { track, width: 1200, height: 1020, look: lookWith({}), reading: null, ...changes };
}

function lookWith(
  quality: Partial<ClipLook['quality']>,
  cameraRoll: ClipLook['cameraRoll'] = null,
): ClipLook {
  return { quality: { ...GOOD_LIGHT, ...quality }, cameraRoll };
}

const ids = (advice: readonly Advice[]) => advice.map(({ id }) => id);
const spoiling = (advice: readonly Advice[]) => ids(advice.filter(({ spoils }) => spoils));

const reading: LiveReading = {
  atS: 1,
  view: 'rear',
  newStrides: [],
  running: true,
  pelvicMethod: 'none',
  cameraRollDeg: 0,
  rollKnown: true,
  framesPerS: 30,
  limits: null,
  waits: null,
};

describe('what would make the picture good enough', () => {
  it('is nothing where it is', () => {
    for (const view of ['left', 'right', 'rear', 'front'] as const)
      expect(adviseOn(seen({}, { view }))).toEqual([]);
  });

  it('is somebody to measure, where nobody is', () => {
    expect(ids(adviseOn(seen({ track: emptyPoseTrack(30) })))).toEqual(['nobody']);
  });

  it('is a camera further away for a runner who does not fit, and a nearer one for a small one', () => {
    const { track } = syntheticRun({ fps: 30, durationS: 1 });
    expect(spoiling(adviseOn(seen({ height: 760, track: scaled(track, 1, -150) })))).toEqual(['stepBack']);
    const small = { track: scaled(track, 0.3, 300) };
    expect(adviseOn(seen(small))).toMatchObject([{ id: 'comeCloser', spoils: false }]);
    expect(spoiling(adviseOn(seen({ track: scaled(track, 0.15, 430) })))).toEqual(['comeCloser']);
  });

  it('is a camera aimed lower or higher where feet or head are cut off and there is room', () => {
    const { track } = syntheticRun({ fps: 30, durationS: 1 });
    const moved = (byPx: number) => ({
      height: 1100,
      track: { ...track, landmarks: scaled(track, 1, byPx).landmarks },
      width: 1200 + 2 * byPx,
    });
    expect(adviseOn(seen(moved(250)))).toMatchObject([{ id: 'lowerCamera', spoils: true }]);
    expect(adviseOn(seen(moved(-250)))).toMatchObject([{ id: 'raiseCamera', spoils: false }]);
  });

  it('is a camera aimed at whoever runs at the picture’s side', () => {
    expect(ids(adviseOn(seen({ width: 2600 })))).toEqual(['toTheMiddle']);
  });

  it('is a camera that stands square, unless a view is held already', () => {
    expect(adviseOn(seen({}, { turnDeg: 45 }))).toMatchObject([{ id: 'turnCamera', spoils: true }]);
    expect(adviseOn(seen({ reading: { ...reading, view: 'left' } }, { turnDeg: 45 }))).toEqual([]);
  });

  it('is more light, or less, as the check of a clip has it', () => {
    const light = (quality: Partial<ClipLook['quality']>) => adviseOn(seen({ look: lookWith(quality) }));
    expect(light({ bright: 0.1 })).toMatchObject([{ id: 'moreLight', spoils: true }]);
    expect(light({ bright: 0.25 })).toMatchObject([{ id: 'moreLight', spoils: false }]);
    expect(light({ blownShare: 0.8 })).toMatchObject([{ id: 'lessLight', spoils: true }]);
    expect(light({ contrast: 0.1 })).toMatchObject([{ id: 'lessLight', spoils: false }]);
    expect(adviseOn(seen({ look: null }))).toEqual([]);
  });

  it('is a level camera only where its roll is known and large', () => {
    const rolled = (rollDeg: number) =>
      adviseOn(
        seen({
          look: lookWith(
            {},
            { known: true, rollDeg, errorDeg: 0.3, convergence: null, from: 'verticals', lines: 4 },
          ),
        }),
      );
    expect(ids(rolled(-3.5))).toEqual(['level']);
    expect(rolled(2)).toEqual([]);
    expect(adviseOn(seen({ look: lookWith({}, { known: false, reason: '' }) }))).toEqual([]);
  });

  it('is a tucked-in shirt where the pelvis is looked at and no line is seen', () => {
    const from = (said: Partial<LiveReading>) =>
      ids(adviseOn(seen({ reading: { ...reading, ...said } }, { view: 'rear' })));
    expect(from({})).toEqual(['tuckShirt']);
    expect(from({ pelvicMethod: 'waistband' })).toEqual([]);
    expect(from({ view: 'left' })).toEqual([]);
    expect(from({ running: false })).toEqual([]); // standing still, every line stands still
  });

  it('says what spoils first, in at most six words', () => {
    const all = adviseOn(
      seen(
        { width: 2600, look: lookWith({ bright: 0.1 }), reading: { ...reading, view: null } },
        { turnDeg: 45 },
      ),
    );
    expect(all.length).toBeGreaterThan(2);
    expect(all.map(({ spoils }) => spoils)).toEqual(
      all.map(({ spoils }) => spoils).sort((a, b) => Number(b) - Number(a)),
    );
    for (const { sentence } of all) expect(sentence.split(' ').length).toBeLessThanOrEqual(6);
  });
});

const STEP_BACK: Advice = { id: 'stepBack', sentence: 'Move the camera back', spoils: true };

describe('an advice', () => {
  it('comes after 0.7 s, stays 1.5 s at least, and never flickers', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 20, maxLength: 200 }), (needed) => {
        const steady = new SteadyAdvice();
        const shown = needed.map((one, tick) => steady.hear(one ? [STEP_BACK] : [], tick / 8).length === 1);
        const begins = [...shown.keys()].filter((tick) => shown[tick] && !shown[tick - 1]);
        // Needed in every look of the last 0.75 s; looks are an eighth of a second apart.
        const longNeeded = (tick: number) => tick >= 6 && needed.slice(tick - 6, tick + 1).every(Boolean);
        expect(begins.filter((tick) => !longNeeded(tick))).toEqual([]);
        expect([...shown.keys()].filter((tick) => !shown[tick] && longNeeded(tick))).toEqual([]);
        for (const begin of begins) {
          const end = shown.indexOf(false, begin);
          expect(end === -1 ? Infinity : end - begin).toBeGreaterThanOrEqual(12);
        }
      }),
    );
  });

  it('is given from frames as they come, and goes when it is mended', () => {
    const advisor = new SetupAdvisor();
    const { track } = syntheticRun({ fps: 20, durationS: 6 });
    const wide = cameraFramesOf(track, { width: 2600, height: 1020 });
    const middle = cameraFramesOf(track, { width: 1200, height: 1020 });
    const shown = track.timeS.map((timeS, i) =>
      ids(advisor.see((timeS < 3 ? wide : middle)[i]!, null)).includes('toTheMiddle') ? 1 : 0,
    );
    expect(shown[10]).toBe(0);
    expect(shown[20]).toBe(1);
    expect(shown[59]).toBe(1);
    expect(shown[80]).toBe(0);
  });
});
