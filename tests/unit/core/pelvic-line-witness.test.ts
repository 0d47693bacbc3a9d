import { describe, expect, it } from 'vitest';
import { compareTilts } from '../../../src/core/pelvic-line-agreement';
import { standingLevel } from '../../../src/core/pelvic-line-standing';

const FPS = 60;

describe('standingLevel', () => {
  it('is the median tilt of the time given, and null where too little was seen', () => {
    const timeS = Float64Array.from({ length: 120 }, (_, t) => t / FPS);
    const tiltDeg = Float32Array.from(timeS, (now) => (now < 1 ? 1.5 : 8));
    expect(standingLevel(timeS, { tiltDeg }, 0, 0.95)).toEqual({ tiltDeg: 1.5, errorDeg: 0 });
    expect(standingLevel(timeS, { tiltDeg }, 0, 0.1)).toBeNull();
  });
});

describe('compareTilts', () => {
  const timeS = Float64Array.from({ length: 1200 }, (_, t) => t / FPS);
  const wave = (size: number, lagDeg: number) =>
    Float32Array.from(timeS, (now) => size * Math.sin(2 * Math.PI * 1.4 * now - (lagDeg * Math.PI) / 180));

  it('gives amplitude ratio, correlation and how much later the other is', () => {
    const agreement = compareTilts(timeS, wave(6, 0), wave(3, 30))!;
    expect(agreement.r).toBeCloseTo(Math.cos(Math.PI / 6), 2);
    expect(agreement.slope).toBeCloseTo(0.5 * Math.cos(Math.PI / 6), 2);
    expect(agreement.phaseDeg).toBeCloseTo(30, 0);
  });

  it.each([
    ['confirms', 'moves with it', wave(3, 10)],
    ['says nothing', 'is as strong but too late', wave(3, 42)],
    ['says nothing', 'has nothing to do with it', wave(3, 90)],
    ['contradicts', 'moves against it', wave(3, 180)],
    ['contradicts', 'moves against it and late', wave(3, 120)],
  ] as const)('%s a line when the other %s', (verdict, _, other) => {
    expect(compareTilts(timeS, wave(6, 0), other)).toMatchObject({ verdict });
  });

  it('says nothing of half a second', () => {
    expect(
      compareTilts(timeS.subarray(0, 25), wave(6, 0).subarray(0, 25), wave(3, 0).subarray(0, 25)),
    ).toBeNull();
  });
});
