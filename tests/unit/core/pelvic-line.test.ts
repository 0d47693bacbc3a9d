import { beforeAll, describe, expect, it } from 'vitest';
import { type FollowedLine, type FollowedPelvicLine, followPelvicLine } from '../../../src/core/pelvic-line';
import { PELVIC_ROW_LENGTH, type PelvicEvidence } from '../../../src/core/pelvic-line-evidence';
import { BLUE_WHITE_BLACK, readClip, runner, type Scene } from '../../truth/pelvic-scene';

const REAR = { facing: 'rear', cameraRollDeg: 0 } as const;
const FRAMES = { frames: 90, fps: 45 };

function seen(line: FollowedPelvicLine): FollowedLine {
  if (line.method === 'none') throw new Error(line.reason);
  return line;
}

/** Greatest difference between the tilt and what was painted; a rear view's tilt is the picture's turned round. */
function worstMissDeg(line: FollowedPelvicLine, scenes: readonly Scene[]): number {
  const { tiltDeg, followGain } = seen(line);
  return Math.max(...scenes.map((scene, t) => Math.abs(-tiltDeg[t]! * followGain - scene.tiltDeg)));
}

describe('followPelvicLine', () => {
  const scenes = runner(BLUE_WHITE_BLACK, 6, FRAMES);
  let belt: PelvicEvidence;
  beforeAll(() => {
    belt = readClip(scenes, FRAMES.fps);
  });

  it('follows a waistband by its lower edge, to a quarter of a degree in every frame', () => {
    const line = followPelvicLine(belt, REAR);
    expect(line.method).toBe('waistband');
    expect(worstMissDeg(line, scenes)).toBeLessThan(0.25);
    expect(seen(line).yPx[0]).toBeCloseTo(scenes[0]!.y - 0.5, 0);
    expect(seen(line).reliability).toBeGreaterThan(0.9);
    expect(Math.min(...seen(line).confidence)).toBeGreaterThan(0.5);
  });

  it('follows it at 15 frames a second too', () => {
    const slow = { frames: 45, fps: 15 };
    const rare = runner(BLUE_WHITE_BLACK, 6, slow);
    const line = followPelvicLine(readClip(rare, slow.fps), REAR);
    expect(line.method).toBe('waistband');
    expect(worstMissDeg(line, rare)).toBeLessThan(1);
  });

  it('turns the sign for the front view, where the runner’s left is on the right', () => {
    const rear = seen(followPelvicLine(belt, REAR)).tiltDeg;
    const front = seen(followPelvicLine(belt, { ...REAR, facing: 'front' })).tiltDeg;
    expect([...front]).toEqual([...rear].map((tilt) => -tilt));
  });

  it('takes the camera’s roll off before anything else', () => {
    const rolled = runner({ ...BLUE_WHITE_BLACK, tiltDeg: 3 }, 6, FRAMES);
    const line = followPelvicLine(readClip(rolled, FRAMES.fps), { ...REAR, cameraRollDeg: 3 });
    expect(worstMissDeg(line, scenes)).toBeLessThan(0.3);
  });

  it('follows the hem where there is no belt', () => {
    const hem = runner({ ...BLUE_WHITE_BLACK, belt: null, shirt: [200, 195, 180] }, 8, FRAMES);
    const line = followPelvicLine(readClip(hem, FRAMES.fps), REAR);
    expect(line.method).toBe('hem');
    expect(worstMissDeg(line, hem)).toBeLessThan(0.25);
  });

  it('follows two dots before anything else', () => {
    const dotted = runner({ ...BLUE_WHITE_BLACK, belt: null, dots: [230, 210, 60] }, 5, FRAMES);
    const line = followPelvicLine(readClip(dotted, FRAMES.fps), REAR);
    expect(line.method).toBe('dots');
    expect(worstMissDeg(line, dotted)).toBeLessThan(0.6);
  });

  it('follows what the user pointed at, from where they pointed', () => {
    const upper = { x: 120, y: scenes[0]!.y - 9 };
    const line = followPelvicLine(belt, { ...REAR, hint: { timeS: 0, points: [upper] } });
    expect(seen(line).yPx[0]).toBeLessThan(scenes[0]!.y - 3);
  });

  it('says so when nothing is where the user pointed', () => {
    const line = followPelvicLine(belt, { ...REAR, hint: { timeS: 0, points: [{ x: 120, y: 60 }] } });
    expect(line).toMatchObject({ method: 'none', reason: 'Nothing can be followed where you pointed.' });
  });

  it('withholds on clothes of one colour, with advice', () => {
    const dark = runner(
      { ...BLUE_WHITE_BLACK, belt: null, shirt: [30, 30, 35], shorts: [26, 26, 30] },
      6,
      FRAMES,
    );
    const line = followPelvicLine(readClip(dark, FRAMES.fps), REAR);
    expect(line).toMatchObject({ method: 'none', reason: expect.stringContaining('stands out') as string });
  });

  it('withholds an edge that flaps about: a loose shirt', () => {
    const flapping = scenes.map((scene, t) => ({
      ...scene,
      belt: null,
      tiltDeg: scene.tiltDeg + 5 * Math.sin(t * t),
    }));
    const line = followPelvicLine(readClip(flapping, FRAMES.fps), REAR);
    expect(line).toMatchObject({ method: 'none', reason: expect.stringContaining('loose shirt') as string });
  });

  it('withholds a side view: no frame was looked at', () => {
    const nothing = {
      timeS: belt.timeS,
      rows: new Float32Array(FRAMES.frames * PELVIC_ROW_LENGTH).fill(NaN),
    };
    expect(followPelvicLine(nothing, REAR)).toMatchObject({
      method: 'none',
      reason: 'The pelvis was not seen from behind or from the front.',
    });
  });

  it('bridges a frame that was missed, and leaves a longer gap open', () => {
    const rows = belt.rows.slice();
    const forget = (from: number, to: number) =>
      rows.fill(NaN, from * PELVIC_ROW_LENGTH, to * PELVIC_ROW_LENGTH);
    forget(20, 21);
    forget(40, 55);
    const { tiltDeg, confidence } = seen(followPelvicLine({ timeS: belt.timeS, rows }, REAR));
    expect(confidence[20]).toBe(0);
    expect(Math.abs(tiltDeg[20]! - seen(followPelvicLine(belt, REAR)).tiltDeg[20]!)).toBeLessThan(0.4);
    expect(tiltDeg[47]).toBeNaN();
  });
});
