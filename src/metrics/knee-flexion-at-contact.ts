import type { Metric } from './metric';
import { atContact } from './moments-of-stride';
import { SIDE_VIEWS } from './view-frame';

/**
 * Knee flexion at initial contact, in degrees, 0 = straight, in the plane of the picture.
 * Source: 20.9° on a treadmill (Sport Journal).
 */
export const kneeFlexionAtContactDeg: Metric = {
  id: 'kneeFlexionAtContactDeg',
  name: 'Knee bend at landing',
  term: 'knee flexion at initial contact',
  unit: '°',
  definition: 'Angle between thigh and shank, at initial contact.',
  sign: '0 = straight, positive = bent',
  source: '20.9° on a treadmill (Sport Journal)',
  band: null,
  views: SIDE_VIEWS,
  minFps: 0,
  tolerance: 3.8,
  joints: 'hip, knee and ankle',
  limbs: ['thigh', 'shank'],
  needsPelvicLine: false,
  sided: true,
  curve: 'kneeFlexionDeg',
  ofStride: (stride, motion) => atContact('kneeFlexionDeg', stride, motion),
};
