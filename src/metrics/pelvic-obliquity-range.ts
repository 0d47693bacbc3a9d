import type { Metric } from './metric';
import { extremesOfStride } from './moments-of-stride';
import { hiddenRangeError } from './pelvic-drop-error';
import { FRONTAL_VIEWS } from './view-frame';

/**
 * Greatest less least tilt of the pelvic line within one stride, in degrees; free of camera roll. Noise only ever widens it. Read from the
 * series over the strides that a drop is told of, not from its stances' curves: on 13 motion-captured runners the least and the greatest
 * lie outside stance (stances alone read 0.9° too little, up to 2.8°; curves of whole strides, locked as stances are, 0.4°).
 * Source: definition (SCIENCE.md §2).
 */
export const pelvicObliquityRangeDeg: Metric = {
  id: 'pelvicObliquityRangeDeg',
  name: 'Pelvis tilt, side to side',
  term: 'pelvic obliquity excursion',
  unit: '°',
  definition: 'Greatest less least tilt of the pelvic line within the stride.',
  sign: 'always positive',
  source: 'definition (SCIENCE.md §2)',
  band: null,
  views: FRONTAL_VIEWS,
  minFps: 0,
  tolerance: 2,
  joints: 'the pelvic line',
  limbs: [],
  needsPelvicLine: true,
  sided: false,
  curve: 'pelvicDropDeg',
  ofStride: (stride, motion) => {
    const { min, max } = extremesOfStride('pelvicDropDeg', stride, motion);
    return max - min;
  },
  hiddenError: (_, error) => hiddenRangeError(error),
};
