import type { Metric } from './metric';
import { atMidstance } from './moments-of-stride';
import { FRONTAL_VIEWS } from './view-frame';

/**
 * Trunk lean towards the stance leg in the middle of stance, in degrees. A lean that never changes sides is positive on one
 * side and negative on the other.
 * Source: SCIENCE.md §2; 2D method Dingenen 2018, smallest detectable difference 1.3–2.3°.
 */
export const lateralTrunkLeanDeg: Metric = {
  id: 'lateralTrunkLeanDeg',
  name: 'Sideways trunk lean',
  term: 'ipsilateral trunk lean at midstance',
  unit: '°',
  definition:
    'Angle of mid-hip to mid-shoulder against true vertical, towards the stance leg, in mid-stance.',
  sign: 'positive = towards the stance leg',
  source: 'SCIENCE.md §2; 2D method Dingenen 2018, smallest detectable difference 1.3–2.3°',
  band: null,
  views: FRONTAL_VIEWS,
  minFps: 0,
  tolerance: 2.3,
  joints: 'shoulders and hips',
  limbs: [],
  needsPelvicLine: false,
  sided: true,
  curve: 'lateralTrunkLeanDeg',
  ofStride: (stride, motion) => atMidstance('lateralTrunkLeanDeg', stride, motion),
};
