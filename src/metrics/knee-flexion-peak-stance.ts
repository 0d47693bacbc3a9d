import type { Metric } from './metric';
import { extremesOfStance } from './moments-of-stride';
import { SIDE_VIEWS } from './view-frame';

/**
 * Greatest knee flexion of stance, in degrees, 0 = straight, in the plane of the picture.
 * Source: 36.2° on a treadmill (Sport Journal); 39–42 ± 6° (PMC6044588); below 45° noted by Souza 2016.
 */
export const kneeFlexionPeakStanceDeg: Metric = {
  id: 'kneeFlexionPeakStanceDeg',
  name: 'Knee bend in stance',
  term: 'peak knee flexion in stance',
  unit: '°',
  definition: 'Greatest angle between thigh and shank during stance.',
  sign: '0 = straight, positive = bent',
  source: '36.2° on a treadmill (Sport Journal); 39–42 ± 6° (PMC6044588); below 45° noted by Souza 2016',
  band: { low: 33, high: 48, who: '39 to 42 ± 6°, treadmill (PMC6044588)' },
  views: SIDE_VIEWS,
  minFps: 0,
  tolerance: 3.8,
  joints: 'hip, knee and ankle',
  limbs: ['thigh', 'shank'],
  needsPelvicLine: false,
  sided: true,
  curve: 'kneeFlexionDeg',
  ofStride: (stride, motion) => extremesOfStance('kneeFlexionDeg', stride, motion).max,
};
