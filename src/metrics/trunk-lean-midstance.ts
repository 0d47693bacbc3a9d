import type { Metric } from './metric';
import { atMidstance } from './moments-of-stride';
import { SIDE_VIEWS } from './view-frame';

/**
 * Trunk lean in the middle of stance, in degrees, positive = forward. Errors as for the mean.
 * Source: Teng & Powers 2014: self-selected 7.3 ± 3.6° (mean over stance).
 */
export const trunkLeanMidstanceDeg: Metric = {
  id: 'trunkLeanMidstanceDeg',
  name: 'Trunk lean in mid-stance',
  term: 'trunk flexion at midstance',
  unit: '°',
  definition:
    'Angle of the line from mid-hip to mid-shoulder against true vertical, halfway between initial contact and toe-off.',
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
  ofStride: (stride, motion) => atMidstance('trunkLeanDeg', stride, motion),
};
