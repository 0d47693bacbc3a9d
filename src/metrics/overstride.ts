import type { Metric } from './metric';
import { atContact } from './moments-of-stride';
import { SIDE_VIEWS } from './view-frame';

/**
 * Distance of the landing ankle ahead of mid-hip at initial contact, in percent of body height (error of the height: see
 * body-height.ts).
 * Source: Lieberman 2015 (foot-to-hip distance at landing).
 */
export const overstridePctHeight: Metric = {
  id: 'overstridePctHeight',
  name: 'Foot ahead of the body at landing',
  term: 'overstride',
  unit: '%',
  definition:
    'Horizontal distance from mid-hip to the landing ankle at initial contact, in percent of body height.',
  sign: 'positive = the foot lands ahead of the hips',
  source: 'Lieberman 2015 (foot-to-hip distance at landing)',
  band: null,
  views: SIDE_VIEWS,
  minFps: 0,
  tolerance: 1.5,
  joints: 'hips and ankle',
  limbs: ['shank'],
  needsPelvicLine: false,
  sided: true,
  curve: 'ankleAheadPctHeight',
  ofStride: (stride, motion) => atContact('ankleAheadPctHeight', stride, motion),
};
