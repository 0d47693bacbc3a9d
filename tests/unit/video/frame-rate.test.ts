import { describe, expect, it } from 'vitest';
import { frameRate } from '../../../src/video/frame-rate';

const steady = (fps: number, count: number) => Array.from({ length: count }, (_, k) => k / fps);
const inMilliseconds = (timesS: number[]) => timesS.map((timeS) => Math.round(timeS * 1000) / 1000);

describe('frameRate', () => {
  it.each([24, 29.97, 30, 59.94, 60, 120, 240])('finds %f fps, steady', (fps) => {
    expect(frameRate(steady(fps, 200)).fps).toBeCloseTo(fps, 6);
    expect(frameRate(steady(fps, 200)).variable).toBe(false);
  });

  it.each([30, 59.94, 120, 240])('sees through times in whole milliseconds at %f fps', (fps) => {
    const rate = frameRate(inMilliseconds(steady(fps, 600)));
    expect(Math.abs(rate.fps / fps - 1)).toBeLessThan(0.002);
    expect(rate.variable).toBe(false);
  });

  it('keeps the rate and says so when frames were dropped', () => {
    const rate = frameRate(steady(30, 100).filter((_, k) => k % 11 !== 10));
    expect(rate.fps).toBeCloseTo(30, 6);
    expect(rate.variable).toBe(true);
  });

  it('does not depend on where the clip starts', () => {
    expect(frameRate(steady(60, 100).map((timeS) => timeS + 17.3)).fps).toBeCloseTo(60, 6);
  });

  it.each([[[]], [[1]], [[1, 1]]])('has no rate for %j', (timesS) => {
    expect(frameRate(timesS)).toEqual({ fps: NaN, variable: false });
  });
});
