import { describe, expect, it } from 'vitest';
import { EvenTimes } from '../../../src/video/even-times';
import { seededRandom } from '../../truth/pelvic-scene';

interface Filmed {
  /** When the shutter opened. */
  trueS: number[];
  /** What the frames were stamped with. */
  stampedS: number[];
}

/** A camera whose frames are stamped late or early by up to `jitterS`, and of which every fifth is missed. */
function filmed(rateHz: number, jitterS: number, seed = 1): Filmed {
  const random = seededRandom(seed);
  const trueS = Array.from({ length: 600 }, (_, k) => 40_000 + k / rateHz).filter(() => random() > 0.2);
  return { trueS, stampedS: trueS.map((time) => time + jitterS * (2 * random() - 1)) };
}

const told = (promisedHz: number, stampedS: readonly number[]) => {
  const times = new EvenTimes(promisedHz);
  return stampedS.map((time) => times.next(time));
};

/** Standard deviation of told − true, after two seconds. */
function errorS(toldS: readonly number[], trueS: readonly number[]): number {
  const apart = toldS.map((time, k) => time - trueS[k]!).slice(60);
  const mean = apart.reduce((sum, one) => sum + one, 0) / apart.length;
  return Math.sqrt(apart.reduce((sum, one) => sum + (one - mean) ** 2, 0) / apart.length);
}

describe('the times of a camera', () => {
  it.each([30, 29.97, 30.3])('lose two thirds of their jitter at an even %d frames a second', (rateHz) => {
    const { trueS, stampedS } = filmed(rateHz, 0.009);
    expect(errorS(stampedS, trueS)).toBeGreaterThan(0.005);
    expect(errorS(told(30, stampedS), trueS)).toBeLessThan(0.0018);
  });

  it('stay where they were right', () => {
    const { trueS } = filmed(30, 0);
    expect(errorS(told(30, trueS), trueS)).toBeLessThan(0.0005);
  });

  it.each([24, 17, 12])(
    'stay as they came from a camera that promised 30 and gives %d a second',
    (rateHz) => {
      const { stampedS } = filmed(rateHz, 0.004);
      const apart = told(30, stampedS).map((time, k) => Math.abs(time - stampedS[k]!));
      expect(Math.max(...apart)).toBeLessThan(0.002);
    },
  );

  it('stay as they came where no rate is promised', () => {
    const { stampedS } = filmed(30, 0.01);
    expect(told(NaN, stampedS)).toEqual(stampedS);
  });

  it('rise, over pauses and restless cameras too', () => {
    const random = seededRandom(7);
    let now = 0;
    const stampedS = Array.from({ length: 2000 }, () => (now += random() < 0.01 ? 3 : 0.1 * random() ** 2));
    const times = told(30, stampedS);
    expect(times.slice(1).every((time, k) => time > times[k]!)).toBe(true);
    // A pause is told at its length.
    const apart = times.map((time, k) => Math.abs(time - stampedS[k]!));
    expect(Math.max(...apart)).toBeLessThan(0.025);
  });
});
