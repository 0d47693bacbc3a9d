import { describe, expect, it } from 'vitest';
import type { ComparedCurve } from '../../../src/compare/compare-curves';
import type { CurveName } from '../../../src/compare/curve-plan';
import {
  pairCurves,
  pairCurveWords,
  strideCount,
  withheldTexts,
} from '../../../src/view/compare/pair-curves';

const compared = (series: CurveName['series'], side: CurveName['side']): ComparedCurve => {
  const curve = { mean: new Float32Array(101).fill(4), sd: new Float32Array(101), n: 12 };
  const clusters = [{ fromPct: 10, toPct: 20, higher: 'after' as const }];
  return { series, side, before: curve, after: curve, p: 0.03, clusters };
};

describe('the words of curves over each other', () => {
  it('name whose strides they are, even where one leg alone is compared; a curve of the whole body names none', () => {
    const choices = pairCurves([
      compared('kneeFlexionDeg', 'right'),
      compared('trunkLeanDeg', 'left'),
      compared('pelvicDropDeg', 'both'),
    ]);
    expect(choices.map(({ name }) => name)).toEqual([
      'Pelvic drop, mean of both legs',
      'Trunk lean',
      'Knee bend, right',
    ]);
    expect(choices.map((choice) => strideCount(choice, 12))).toEqual([
      '12 pairs of strides',
      '12 strides',
      '12 strides',
    ]);
    expect(pairCurveWords(choices[0]!)).toBe(
      'Pelvic drop, mean of both legs over the stride (greater = swing side lower): before from 4.0° to 4.0°, ' +
        'after from 4.0° to 4.0°. The clips differ at 10 to 20 % of the stride (p = 0.03).',
    );
  });

  it('say what is not compared, once for each reason', () => {
    const why = 'run at 9 and 14 km/h';
    expect(
      withheldTexts([
        { series: 'trunkLeanDeg', side: 'both', why },
        { series: 'kneeFlexionDeg', side: 'left', why },
        { series: 'pelvicDropDeg', side: 'left', why: 'before: needs another view' },
      ]),
    ).toEqual([
      `Not compared: Trunk lean; Knee bend, left (${why}).`,
      'Not compared: Pelvic drop, left (before: needs another view).',
    ]);
  });
});
