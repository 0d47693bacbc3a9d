import type { Metric } from './metric';
import { extremesOfStance } from './moments-of-stride';
import { FRONTAL_VIEWS } from './view-frame';

/**
 * Greatest contralateral pelvic drop of each stance, in degrees, positive = swing-leg side lower. Read from the pelvic line
 * in the picture (or measured hips), never from BlazePose’s hips (SCIENCE.md §1.1). 1° of camera roll is 1°, opposite on the two sides.
 * Source: Bramah 2018 (AJSM); 2D method Dingenen 2018, smallest detectable difference 2.7–2.8°.
 */
export const pelvicDropPeakDeg: Metric = {
  id: 'pelvicDropPeakDeg',
  name: 'Pelvic drop',
  term: 'peak contralateral pelvic drop',
  unit: '°',
  definition:
    'Greatest tilt of the pelvic line towards the swing leg during stance, camera roll removed, against standing level where known.',
  sign: 'positive = the swing-leg side is lower; left / right name the stance leg',
  source: 'Bramah 2018 (AJSM); 2D method Dingenen 2018, smallest detectable difference 2.7–2.8°',
  band: null,
  views: FRONTAL_VIEWS,
  minFps: 0,
  tolerance: 1.4,
  joints: 'the pelvic line',
  limbs: [],
  needsPelvicLine: true,
  sided: true,
  curve: 'pelvicDropDeg',
  ofStride: (stride, motion) => extremesOfStance('pelvicDropDeg', stride, motion).max,
};
