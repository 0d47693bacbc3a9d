import type { Metric } from './metric';
import { extremesOfStance } from './moments-of-stride';
import { FRONTAL_VIEWS } from './view-frame';

/**
 * Peak hip adduction of stance, in degrees: thigh against the perpendicular of the pelvic line. The thigh is hip landmark to
 * knee, the pelvis the line in the picture (SCIENCE.md §1.1).
 * Source: 13.2 ± 2.7° left, 13.0 ± 3.0° right in uninjured men (PMC6044588); 2D method Dingenen 2018.
 */
export const hipAdductionDeg: Metric = {
  id: 'hipAdductionDeg',
  name: 'Thigh against the pelvis',
  term: 'peak hip adduction in stance',
  unit: '°',
  definition:
    'Greatest angle of the thigh towards the midline, against the pelvic line’s perpendicular, during stance.',
  sign: 'positive = adducted (knee towards the midline, or the pelvis dropped over it)',
  source: '13.2 ± 2.7° left, 13.0 ± 3.0° right in uninjured men (PMC6044588); 2D method Dingenen 2018',
  // Those men wore markers in 3D; against a line in a picture their band would call an ordinary runner unusual.
  band: null,
  views: FRONTAL_VIEWS,
  minFps: 0,
  tolerance: 3.8,
  joints: 'the pelvic line, hip and knee',
  limbs: [],
  needsPelvicLine: true,
  sided: true,
  curve: 'hipAdductionDeg',
  ofStride: (stride, motion) => extremesOfStance('hipAdductionDeg', stride, motion).max,
};
