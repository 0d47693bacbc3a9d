import type { Metric } from './metric';
import { atContact } from './moments-of-stride';
import { SIDE_VIEWS } from './view-frame';

/**
 * Shank angle at initial contact, in degrees, positive = ankle ahead of the knee. The shank turns by some 5° in 20 ms there,
 * so a contact one frame off at 30 fps is worth several degrees.
 * Source: Souza 2016 (extended tibia); 2D tibia angle, smallest detectable difference 2.2–4.8° (Dingenen 2018).
 */
export const shankAngleAtContactDeg: Metric = {
  id: 'shankAngleAtContactDeg',
  name: 'Shin angle at landing',
  term: 'shank angle at initial contact',
  unit: '°',
  definition: 'Angle of knee to ankle against true vertical, at initial contact.',
  sign: 'positive = the foot lands ahead of the knee',
  source:
    'Souza 2016 (extended tibia); 2D tibia angle, smallest detectable difference 2.2–4.8° (Dingenen 2018)',
  band: null,
  views: SIDE_VIEWS,
  minFps: 0,
  tolerance: 4.8,
  joints: 'knee and ankle',
  limbs: ['shank'],
  needsPelvicLine: false,
  sided: true,
  curve: 'shankAngleDeg',
  ofStride: (stride, motion) => atContact('shankAngleDeg', stride, motion),
};
