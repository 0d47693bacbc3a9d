import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OneEuro } from '../../../src/signal/one-euro';
import { seededRandom } from '../../truth/random';

const TRUNK_PX = 240;

/** Filters `values` taken at `fps`. */
function filtered(values: number[], fps: number): number[] {
  const filter = new OneEuro();
  return values.map((value, k) => filter.next(k / fps, value, TRUNK_PX));
}

function sine(hz: number, amplitude: number, fps: number, seconds: number): number[] {
  return Array.from({ length: fps * seconds }, (_, k) => amplitude * Math.sin((2 * Math.PI * hz * k) / fps));
}

const rms = (values: number[]) => Math.sqrt(values.reduce((sum, v) => sum + v * v, 0) / values.length);

describe('the One-Euro filter', () => {
  it.each([
    ['a foot: 150 px at 1.4 Hz', 1.4, 150, 0.99],
    ['a knee: 60 px at 2.8 Hz', 2.8, 60, 0.97],
    ['the bounce of the hips: 12 px at 2.8 Hz', 2.8, 12, 0.95],
  ])('keeps the amplitude of %s', (_, hz, amplitudePx, share) => {
    for (const fps of [30, 60]) {
      const settled = filtered(sine(hz, amplitudePx, fps, 6), fps).slice(2 * fps);
      expect(Math.max(...settled) / amplitudePx).toBeGreaterThan(share);
      expect(Math.max(...settled) / amplitudePx).toBeLessThan(1.005);
    }
  });

  it('lags less than a frame behind a foot and behind the bounce of the hips', () => {
    for (const [hz, amplitudePx] of [
      [1.4, 150],
      [2.8, 12],
    ] as const)
      for (const fps of [30, 60]) {
        // A sine that comes late is seen by its phase.
        const out = filtered(sine(hz, amplitudePx, fps, 10), fps).slice(5 * fps);
        const phase = (turn: number) =>
          out.reduce((sum, v, k) => sum + v * Math.cos((2 * Math.PI * hz * k) / fps - turn), 0);
        const lateS = Math.atan2(-phase(0), phase(Math.PI / 2)) / (2 * Math.PI * hz);
        expect(lateS * fps).toBeGreaterThanOrEqual(0);
        expect(lateS * fps).toBeLessThan(1);
      }
  });

  it.each([
    [30, 0.9],
    [60, 0.86],
  ])('takes jitter off a point at rest, at %d frames/s to %d of it', (fps, share) => {
    const random = seededRandom(5);
    const fade = Math.exp(-1 / fps / 0.05);
    let slow = 0;
    const jitter = Array.from({ length: 6000 }, () => {
      slow = fade * slow + Math.sqrt(1 - fade * fade) * random.normal();
      return 3 * (0.6 * slow + 0.8 * random.normal());
    });
    expect(rms(filtered(jitter, fps)) / rms(jitter)).toBeLessThan(share);
  });

  it('stays between the smallest and the largest value of the last fifth of a second, however uneven the times', () => {
    const samples = fc.array(
      fc.record({
        stepS: fc.double({ min: 0.001, max: 0.3, noNaN: true }),
        value: fc.double({ min: -1e4, max: 1e4, noNaN: true }),
      }),
      { minLength: 1, maxLength: 50 },
    );
    fc.assert(
      fc.property(samples, (given) => {
        const filter = new OneEuro();
        let timeS = 100;
        const values: number[] = [];
        for (const { stepS, value } of given) {
          timeS += stepS;
          values.push(value);
          const out = filter.next(timeS, value, TRUNK_PX);
          expect(out).toBeGreaterThanOrEqual(Math.min(...values) - 1e-9);
          expect(out).toBeLessThanOrEqual(Math.max(...values) + 1e-9);
        }
      }),
    );
  });

  it('gives the last answer again when time does not advance, and goes on as if nothing had been asked', () => {
    const [asked, unasked] = [new OneEuro(), new OneEuro()];
    for (const filter of [asked, unasked]) {
      filter.next(0, 10, TRUNK_PX);
      filter.next(0.03, 14, TRUNK_PX);
    }
    const last = asked.next(0.03, 99, TRUNK_PX);
    expect(last).toBeGreaterThan(10);
    expect(last).toBeLessThan(14);
    expect(asked.next(0.02, 99, TRUNK_PX)).toBe(last);
    expect(asked.next(0.06, 15, TRUNK_PX)).toBe(unasked.next(0.06, 15, TRUNK_PX));
  });

  it('bridges a missing frame, and starts afresh after a gap or when time begins anew', () => {
    const filter = new OneEuro();
    filter.next(0, 100, TRUNK_PX);
    expect(filter.next(0.03, NaN, TRUNK_PX)).toBeNaN();
    const bridged = filter.next(0.06, 104, TRUNK_PX);
    expect(bridged).toBeGreaterThan(100);
    expect(bridged).toBeLessThan(104);
    expect(filter.next(1, 300, TRUNK_PX)).toBe(300);
    expect(filter.next(0, 20, TRUNK_PX)).toBe(20);
  });
});
