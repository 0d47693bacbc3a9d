import { describe, expect, it } from 'vitest';
import type { MetricSummary, SideSummary } from '../../../src/metrics/summary';
import { metricOf } from '../../../src/metrics/registry';
import { bandText, confidenceText, differenceText } from '../../../src/view/numbers/headline-words';

/** Its 95 % interval is ± 0.5°, of which the strides alone are ± `ofStrides`. */
const leg = (mean: number, ofStrides = 0.5): SideSummary => ({
  mean,
  sd: 1,
  n: 20,
  ci95: [mean - 0.5, mean + 0.5],
  ci95OfStrides: [mean - ofStrides, mean + ofStrides],
  freedom: 19,
  confidence: 'provisional',
  withheld: null,
});
const summary = (left: SideSummary, right: SideSummary): MetricSummary => ({
  name: 'Pelvic drop',
  unit: '°',
  left,
  right,
  both: left,
  asymmetryPct: NaN,
  asymmetryNoisePct: NaN,
  asymmetryDeg: NaN,
  asymmetryNoiseDeg: NaN,
  validated: null,
  exploratory: false,
});
const FEW = { ...leg(NaN), confidence: null, withheld: 'only 3 strides counted; 5 are needed' };

describe('the words of the headlines', () => {
  it('tell which leg has more only beyond what the strides can tell', () => {
    expect(differenceText(summary(leg(9.4), leg(6.2)))).toBe('3.2° more over the left leg');
    expect(differenceText(summary(leg(6.2), leg(9.4)))).toBe('3.2° more over the right leg');
    expect(differenceText(summary(leg(6.2), leg(6.8)))).toMatch(/alike/);
    expect(differenceText(summary(leg(6.2), leg(7)))).toMatch(/0.8° more/); // ± 0.71°
    // A camera askew makes one leg more and the other less: ± 0.4° of each is ± 0.8° between them.
    expect(differenceText(summary(leg(6.2, 0.3), leg(7, 0.3)))).toMatch(/alike/);
    expect(differenceText(summary(leg(6.2), FEW))).toBe(
      'left leg only; the other: only 3 strides counted; 5 are needed',
    );
  });

  it('tell how far a number may be trusted', () => {
    expect(confidenceText(leg(1))).toMatch(/^provisional: under 25/);
    expect(confidenceText(FEW)).toBe('');
  });

  it('tell where a number lies against a study, and whose', () => {
    const { band } = metricOf('trunkLeanMeanDeg');
    const where = [1.1, 7.3, 12].map((mean) => bandText(mean, band!).split(' ')[0]);
    expect(where).toEqual(['below', 'inside', 'above']);
    expect(bandText(1.1, band!)).toContain('Teng & Powers 2014');
  });
});
