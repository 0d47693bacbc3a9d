import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CaptureClock } from '../../../src/video/capture-clock';

/** The page's clock when the camera's stood at 0. */
const OFFSET_MS = 1e12;
const FRAME_MS = 1000 / 30;

describe('when a frame of the camera was taken', () => {
  it('keeps the differences of the timestamps to the microsecond, whatever the delays', () => {
    const delays = fc.array(fc.double({ min: 0, max: 1500, noNaN: true }), { minLength: 2, maxLength: 60 });
    fc.assert(
      fc.property(delays, (delayMs) => {
        const clock = new CaptureClock();
        const times = delayMs.map((delay, k) => clock.timeOf(k * FRAME_MS, OFFSET_MS + k * FRAME_MS + delay));
        times.forEach((time, k) => {
          expect(time?.timeS).toBeCloseTo((k * FRAME_MS) / 1000, 6);
        });
      }),
    );
  });

  it('tells the delay of a frame to within that of the quickest frame so far', () => {
    const clock = new CaptureClock();
    const delayMs = [40, 4, 90, 30, 250];
    const latency = delayMs.map((delay, k) => {
      const arrivedAtMs = OFFSET_MS + k * FRAME_MS + delay;
      return arrivedAtMs - clock.timeOf(k * FRAME_MS, arrivedAtMs)!.capturedAtMs;
    });
    [0, 0, 86, 26, 246].forEach((expected, k) => {
      expect(latency[k]).toBeCloseTo(expected, 3);
    });
  });

  it('does not drift when the camera’s clock runs 100 parts per million fast for an hour: 6 ms at most', () => {
    const clock = new CaptureClock();
    let worstMs = 0;
    for (let frame = 0; frame < 3600 * 30; frame++) {
      const takenAtMs = frame * FRAME_MS;
      const delayMs = 5 + 20 * ((frame * 7) % 11);
      const time = clock.timeOf(takenAtMs * 1.0001, OFFSET_MS + takenAtMs + delayMs);
      worstMs = Math.max(worstMs, Math.abs(time!.capturedAtMs - (OFFSET_MS + takenAtMs + 5)));
    }
    expect(worstMs).toBeLessThan(6.5);
  });

  it('takes the browser’s own word for the time of capture', () => {
    const clock = new CaptureClock();
    expect(clock.timeOf(0, OFFSET_MS + 30, OFFSET_MS + 11)).toEqual({
      timeS: 0,
      capturedAtMs: OFFSET_MS + 11,
    });
  });

  it('says nothing for a frame that is no newer than the last', () => {
    const clock = new CaptureClock();
    clock.timeOf(100, OFFSET_MS);
    expect(clock.timeOf(100, OFFSET_MS + 1)).toBeNull();
    expect(clock.timeOf(99, OFFSET_MS + 2)).toBeNull();
  });

  it('goes on from the last time, by the page’s clock, where the source begins at 0 again', () => {
    const first = new CaptureClock();
    const last = first.timeOf(50_000, OFFSET_MS + 50_000)!;
    const second = new CaptureClock(last);
    expect(second.timeOf(0, OFFSET_MS + 51_200)!.timeS).toBeCloseTo(51.2, 3);
    expect(second.timeOf(33, OFFSET_MS + 51_233)!.timeS).toBeCloseTo(51.233, 3);
  });

  it('keeps the source’s own times over a new worker where its clock ran on', () => {
    const first = new CaptureClock();
    const last = first.timeOf(50_000, OFFSET_MS + 50_010)!;
    const time = new CaptureClock(last).timeOf(53_000, OFFSET_MS + 53_060)!;
    expect(time.timeS).toBeCloseTo(53, 6);
  });

  it('learns anew after the device slept: the next latencies are true at once', () => {
    const clock = new CaptureClock();
    for (let k = 0; k < 30; k++) clock.timeOf(k * FRAME_MS, OFFSET_MS + k * FRAME_MS + 8);
    // Ten minutes in which the page's clock went on and the camera's stood still.
    const sleptMs = 600_000;
    const times = [30, 31, 32].map((k) =>
      clock.timeOf(k * FRAME_MS, OFFSET_MS + sleptMs + k * FRAME_MS + 8)!,
    );
    times.forEach(({ timeS, capturedAtMs }, k) => {
      expect(timeS).toBeCloseTo(((30 + k) * FRAME_MS) / 1000, 6);
      expect(capturedAtMs).toBeCloseTo(OFFSET_MS + sleptMs + (30 + k) * FRAME_MS + 8, 3);
    });
  });
});
