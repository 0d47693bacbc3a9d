import { describe, expect, it } from 'vitest';
import { PaceMeter } from '../../../src/pose/camera-pace';

const START_MS = 1e12;

function shown(
  meter: PaceMeter,
  { everyMs, latencyMs }: { everyMs: number; latencyMs: number },
  untilMs: number,
) {
  for (let t = 0; t <= untilMs; t += everyMs) meter.shown(START_MS + t - latencyMs, START_MS + t);
}

describe('how the camera keeps up', () => {
  it('tells the rate, the frame interval and the median latency', () => {
    const meter = new PaceMeter();
    shown(meter, { everyMs: 40, latencyMs: 55 }, 4000);
    const { framesPerS, frameS, latencyMs } = meter.pace(START_MS + 4000);
    expect(framesPerS).toBeCloseTo(25, 6);
    expect(frameS).toBeCloseTo(0.04, 6);
    expect(latencyMs).toBeCloseTo(55, 6);
  });

  it('looks back two seconds and no further', () => {
    const meter = new PaceMeter();
    shown(meter, { everyMs: 10, latencyMs: 500 }, 1000);
    meter.shown(START_MS + 3000, START_MS + 3100);
    meter.shown(START_MS + 3200, START_MS + 3300);
    expect(meter.pace(START_MS + 3300)).toEqual({ framesPerS: 5, frameS: 0.2, latencyMs: 100 });
  });

  it('is not misled by one frame that took long', () => {
    const meter = new PaceMeter();
    shown(meter, { everyMs: 50, latencyMs: 60 }, 1000);
    meter.shown(START_MS + 1050 - 900, START_MS + 1050);
    expect(meter.pace(START_MS + 1050).latencyMs).toBe(60);
  });

  it('says NaN where nothing was shown', () => {
    const meter = new PaceMeter();
    meter.shown(START_MS, START_MS + 20);
    expect(meter.pace(START_MS + 20)).toEqual({ framesPerS: NaN, frameS: NaN, latencyMs: 20 });
    expect(meter.pace(START_MS + 9000)).toEqual({ framesPerS: NaN, frameS: NaN, latencyMs: NaN });
  });
});
