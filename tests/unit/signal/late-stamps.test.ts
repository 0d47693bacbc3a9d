import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withoutLateStamps } from '../../../src/signal/late-stamps';

const INTERVAL_S = 1 / 30;
const even = Float64Array.from({ length: 60 }, (_, i) => 5 + i * INTERVAL_S);

/** As a driver stamps them that was held up before handing over `frame`. */
function heldUp(times: Float64Array<ArrayBuffer>, frame: number, lateS: number): Float64Array<ArrayBuffer> {
  let lastS = -Infinity;
  return times.map((time, i) => (lastS = i === frame ? time + lateS : Math.max(time, lastS + 0.001)));
}

describe('stamps of a camera’s frames', () => {
  it('stay as they are where no frame was held up, whichever were left out', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 60, maxLength: 60 }), (came) => {
        const times = even.filter((_, i) => came[i]!);
        // Some neighbours must have come to tell the camera's rate.
        fc.pre(
          times.slice(1).filter((time, i) => time - times[i]! < 1.5 * INTERVAL_S).length > times.length / 3,
        );
        expect(withoutLateStamps(times)).toEqual(times);
      }),
    );
  });

  it('that came up to 90 ms late, one on another’s heels, lie within two thirds of an interval of the shutter again', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 10, max: 50 }),
        fc.double({ min: 0, max: 0.09, noNaN: true }),
        (frame, lateS) => {
          const mended = withoutLateStamps(heldUp(even, frame, lateS));
          const apart = Math.max(...mended.map((time, i) => Math.abs(time - even[i]!)));
          expect(apart).toBeLessThan((2 / 3) * INTERVAL_S);
        },
      ),
    );
  });

  it('stay as they are where the camera takes another rate, twice the old or four times', () => {
    for (const factor of [1 / 4, 1 / 2, 2, 4]) {
      const { length } = even;
      const times = Float64Array.from({ length: 2 * length }, (_, i) =>
        i < length ? even[i]! : even[length - 1]! + ((i - length + 1) * INTERVAL_S) / factor,
      );
      for (let to = length; to <= 2 * length; to++)
        expect(withoutLateStamps(times.slice(to - length, to))).toEqual(times.slice(to - length, to));
    }
  });

  it('increase strictly, whatever they were', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.constantFrom(0.001, 0.04), fc.double({ min: 0.001, max: 0.4, noNaN: true })), {
          maxLength: 50,
        }),
        (gaps) => {
          let timeS = 0;
          const mended = withoutLateStamps(Float64Array.from(gaps, (gap) => (timeS += gap)));
          expect([...mended].every((time, i) => i === 0 || time > mended[i - 1]!)).toBe(true);
        },
      ),
    );
  });
});
