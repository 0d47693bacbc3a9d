import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StrideLedger } from '../../../src/live/stride-ledger';

interface Stride {
  side: 'left' | 'right';
  startS: number;
  endS: number;
}

/** Strides of both legs from 0 on, each leg's one after the other. */
function stridesOf(stepS: number, count: number): Stride[] {
  return Array.from({ length: count }, (_, i) => ({
    side: i % 2 === 0 ? 'left' : 'right',
    startS: i * stepS,
    endS: (i + 2) * stepS,
  }));
}

describe('the ledger of strides', () => {
  it('tells every stride exactly once, whatever windows show it, with their times read 30 ms differently', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.27, max: 0.43, noNaN: true }),
        fc.array(fc.double({ min: 0.05, max: 0.5, noNaN: true }), { minLength: 40, maxLength: 80 }),
        fc.array(fc.double({ min: -0.03, max: 0.03, noNaN: true }), { minLength: 97, maxLength: 97 }),
        (stepS, pauses, misreads) => {
          const truth = stridesOf(stepS, 120);
          const ledger = new StrideLedger();
          const told: Stride[] = [];
          let atS = 1;
          let readings = 0;
          for (const pause of pauses) {
            atS += pause;
            const startS = Math.max(0, atS - 6);
            const seen = truth
              .filter((stride) => stride.startS >= startS && stride.endS <= atS - 0.1)
              .map((stride) => {
                const off = misreads[readings++ % misreads.length]!;
                return { ...stride, startS: stride.startS + off, endS: stride.endS + off };
              });
            told.push(...ledger.news(seen, startS, atS));
          }
          const due = truth.filter(({ endS }) => endS < atS - 0.25);
          for (const stride of due) {
            const times = told.filter(
              ({ side, endS }) => side === stride.side && Math.abs(endS - stride.endS) < 0.1,
            );
            expect(times.length, `${stride.side} to ${stride.endS}`).toBe(1);
          }
        },
      ),
      { numRuns: 50 },
    );
  });

  it('takes a window that confuses the legs for what it is', () => {
    const ledger = new StrideLedger();
    const seen = stridesOf(0.35, 10);
    expect(ledger.news(seen, 0, 5).length).toBe(10);
    const confused = seen.map((stride): Stride => ({
      ...stride,
      side: stride.side === 'left' ? 'right' : 'left',
    }));
    expect(ledger.news(confused, 0, 5.2)).toEqual([]);
  });

  it('holds back what is not settled, and what lies on the edge of a window that has moved on', () => {
    const ledger = new StrideLedger();
    const left = (startS: number): Stride => ({ side: 'left', startS, endS: startS + 0.7 });
    expect(ledger.news([left(0.1)], 0, 0.9)).toEqual([]);
    expect(ledger.news([left(0.1)], 0, 1.1)).toEqual([left(0.1)]);
    expect(ledger.news([left(4.2)], 4, 5.5)).toEqual([]);
    expect(ledger.news([left(4.5)], 4, 5.5)).toEqual([left(4.5)]);
  });

  it('tells old news to nobody', () => {
    const ledger = new StrideLedger();
    ledger.news([], 0, 5);
    const old: Stride = { side: 'right', startS: 2, endS: 2.7 };
    expect(ledger.news([old], 0.5, 5.5)).toEqual([]);
  });
});
