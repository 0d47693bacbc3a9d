import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { frameAt, middleOfFrame, nearestFrame } from '../../../src/state/frame-times';

/** Clips that start anywhere and whose frames last 1–200 ms each. */
const clips = fc
  .tuple(
    fc.double({ min: 0, max: 100, noNaN: true }),
    fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1 }),
  )
  .map(([startS, lastsMs]) => {
    let t = startS;
    return Float64Array.from(lastsMs, (ms) => (t += ms / 1000));
  });
const someFrame = clips.chain((timeS) => fc.tuple(fc.constant(timeS), fc.nat(timeS.length - 1)));

describe('the frame at a moment', () => {
  it('is the last that began by then', () => {
    const timeS = Float64Array.of(0.5, 0.6, 0.8);
    expect([0, 0.5, 0.59, 0.6, 0.79, 0.8, 9].map((t) => frameAt(timeS, t))).toEqual([0, 0, 0, 1, 1, 2, 2]);
  });

  it('is what a walk through the clip finds', () => {
    fc.assert(
      fc.property(clips, fc.double({ min: -1, max: 130, noNaN: true }), (timeS, t) => {
        const walked = timeS.findLastIndex((start) => start <= t);
        expect(frameAt(timeS, t)).toBe(Math.max(0, walked));
      }),
    );
  });

  it('is none where there are no frames', () => {
    expect(frameAt(new Float64Array(), 1)).toBe(-1);
    expect(nearestFrame(new Float64Array(), 1)).toBe(-1);
  });
});

describe('a frame named by the browser', () => {
  it('is found though its time is rounded to the microsecond, either way', () => {
    fc.assert(
      fc.property(someFrame, fc.double({ min: -1e-6, max: 1e-6, noNaN: true }), ([timeS, frame], error) => {
        expect(nearestFrame(timeS, timeS[frame]! + error)).toBe(frame);
      }),
    );
  });

  it('is found through a slow-motion factor', () => {
    const timeS = Float64Array.from({ length: 500 }, (_, k) => (0.7 + k / 30) / 8);
    timeS.forEach((t, frame) => {
      expect(nearestFrame(timeS, Math.round(t * 8 * 1e6) / 1e6 / 8)).toBe(frame);
    });
  });
});

describe('the middle of a frame', () => {
  it('belongs to that frame', () => {
    fc.assert(
      fc.property(someFrame, ([timeS, frame]) => {
        const endS = timeS.at(-1)! + 0.03;
        const middleS = middleOfFrame(timeS, frame, endS);
        expect(frameAt(timeS, middleS)).toBe(frame);
        expect(middleS).toBeLessThan(timeS[frame + 1] ?? endS);
      }),
    );
  });

  it('is the start of the last frame where the clip says it lasts no time', () => {
    expect(middleOfFrame(Float64Array.of(0, 1), 1, 1)).toBe(1);
  });
});
