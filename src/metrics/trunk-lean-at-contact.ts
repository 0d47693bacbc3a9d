import type { Metric } from './metric';
import { atContact } from './moments-of-stride';
import { SIDE_VIEWS } from './view-frame';

/**
 * Trunk lean at initial contact, in degrees, positive = forward. Errors as for the mean.
 * Source: Teng & Powers 2014: self-selected 7.3 ± 3.6° (mean over stance).
 */
export const trunkLeanAtContactDeg: Metric = {
  id: 'trunkLeanAtContactDeg',
  name: 'Trunk lean at landing',
  term: 'trunk flexion at initial contact',
  unit: '°',
  definition: 'Angle of the line from mid-hip to mid-shoulder against true vertical, at initial contact.',
  sign: 'positive = leaning forward, negative = extended (behind the vertical)',
  source: 'Teng & Powers 2014: self-selected 7.3 ± 3.6° (mean over stance)',
  band: null,
  views: SIDE_VIEWS,
  minFps: 0,
  tolerance: 2.3,
  joints: 'shoulders and hips',
  limbs: [],
  needsPelvicLine: false,
  sided: true,
  curve: 'trunkLeanDeg',
  ofStride: (stride, motion) => atContact('trunkLeanDeg', stride, motion),
};
