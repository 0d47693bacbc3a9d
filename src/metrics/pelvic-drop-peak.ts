import type { Metric } from './metric';
import { hiddenDropError } from './pelvic-drop-error';
import { FRONTAL_VIEWS } from './view-frame';

/**
 * Greatest contralateral pelvic drop of each stance, in degrees, positive = swing-leg side lower: of the stance’s curve, see
 * metrics/pelvic-drop. Read from the pelvic line in the picture (or measured hips), never from BlazePose’s hips (SCIENCE.md §1.1). 1° of
 * camera roll is 1°, opposite on the two sides.
 * Source: Bramah 2018 (AJSM); 2D method Dingenen 2018, smallest detectable difference 2.7–2.8°.
 */
export const pelvicDropPeakDeg: Metric = {
  id: 'pelvicDropPeakDeg',
  name: 'Pelvic drop',
  term: 'peak contralateral pelvic drop',
  unit: '°',
  definition:
    'Greatest tilt of the pelvic line towards the swing leg during stance, freed of the noise of single frames, camera roll removed, against standing level where known. A stance unlike all others is left out.',
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
  ofStride: (stride, { drop }) => drop?.ofStride.get(stride)?.peakDeg ?? NaN,
  hiddenError: ({ drop }, error) => drop && hiddenDropError(drop, 'atPeakDeg', error),
};
