import type { SideSummary } from '../../../src/metrics/summary';
import { describe, expect, it } from 'vitest';
import {
  counted,
  leanText,
  meanText,
  measureText,
  number,
  spreadText,
  timeLeft,
} from '../../../src/view/words';

describe('numbers in words', () => {
  it('name the way a trunk leans instead of a sign', () => {
    expect([1.84, -0.62, 0.04, -0.04, NaN].map(leanText)).toEqual([
      '1.8° forward',
      '0.6° behind the vertical',
      '0.0° on the vertical',
      '0.0° on the vertical',
      'not measured',
    ]);
  });

  it('carry a real minus, one decimal, and a dash where there is none', () => {
    expect([number(-3.14159), number(NaN), number(2, 2)]).toEqual(['−3.1', '–', '2.00']);
  });

  it('give seconds as milliseconds, and no spread without a mean', () => {
    const summary: SideSummary = {
      mean: 0.2314,
      sd: 0.0061,
      n: 5,
      ci95: [0, 1],
      ci95OfStrides: [0, 1],
      confidence: 'rough',
      withheld: null,
    };
    expect([meanText(summary, 's'), spreadText(summary, 's')]).toEqual(['231', '± 6']);
    expect(spreadText({ ...summary, mean: NaN }, 's')).toBe('');
    expect(meanText({ ...summary, mean: NaN }, 's')).toBe('–');
  });

  it('carry the unit that people know', () => {
    expect([measureText(0.2314, 's'), measureText(-1.26, '°'), measureText(171, 'steps/min')]).toEqual([
      '231 ms',
      '−1.3°',
      '171.0 spm',
    ]);
    expect([counted(1, 'stride'), counted(12, 'stride')]).toEqual(['1 stride', '12 strides']);
  });

  it('say how long it takes, no more exactly than is known', () => {
    expect([NaN, 0.4, 6.2, 200].map(timeLeft)).toEqual([
      'working it out',
      'almost done',
      'about 7 s',
      'about 3 min',
    ]);
  });
});
