import type { Metric } from './metric';
import { extremesOfStride } from './moments-of-stride';
import { SIDE_VIEWS } from './view-frame';

/**
 * Greatest less least trunk lean within one stride, in degrees. Noise only ever widens it.
 * Source: definition (SCIENCE.md §2).
 */
export const trunkLeanRangeDeg: Metric = {
  id: 'trunkLeanRangeDeg',
  name: 'Trunk movement',
  term: 'trunk flexion excursion',
  unit: '°',
  definition: 'Greatest less least trunk lean within the stride.',
  sign: 'always positive; small = held stiff',
  source: 'definition (SCIENCE.md §2)',
  band: null,
  views: SIDE_VIEWS,
  minFps: 0,
  tolerance: 1,
  joints: 'shoulders and hips',
  limbs: [],
  needsPelvicLine: false,
  sided: false,
  curve: 'trunkLeanDeg',
  ofStride: (stride, motion) => {
    const { min, max } = extremesOfStride('trunkLeanDeg', stride, motion);
    return max - min;
  },
};
