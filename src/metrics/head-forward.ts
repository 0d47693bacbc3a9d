import type { Metric } from './metric';
import { overStride } from './moments-of-stride';
import { SIDE_VIEWS } from './view-frame';

/**
 * Angle of the line from mid-shoulder to mid-ear against vertical, mean over the stride, in degrees, positive = forward.
 * Source: definition (judgement: no norm in running found).
 */
export const headForwardDeg: Metric = {
  id: 'headForwardDeg',
  name: 'Head forward of the shoulders',
  term: 'forward head angle',
  unit: '°',
  definition: 'Angle of mid-shoulder to mid-ear against true vertical, mean over the stride.',
  sign: 'positive = head ahead of the shoulders',
  source: 'definition (judgement: no norm in running found)',
  band: null,
  views: SIDE_VIEWS,
  minFps: 0,
  tolerance: 3,
  joints: 'shoulders and ears',
  limbs: [],
  needsPelvicLine: false,
  sided: false,
  curve: 'headForwardDeg',
  ofStride: (stride, motion) => overStride('headForwardDeg', stride, motion).mean,
};
