import type { Metric } from './metric';
import { extremesOfStride } from './moments-of-stride';
import { VIEWS } from '../gait/view';

/**
 * Rise and fall of mid-hip within one stride, in percent of body height; stands in for the centre of mass.
 * Source: definition; 8–10 cm typical (judgement, SCIENCE.md §3).
 */
export const verticalOscillationPctHeight: Metric = {
  id: 'verticalOscillationPctHeight',
  name: 'Bounce',
  term: 'vertical oscillation',
  unit: '%',
  definition: 'Highest less lowest mid-hip within the stride, in percent of body height.',
  sign: 'always positive',
  source: 'definition; 8–10 cm typical (judgement, SCIENCE.md §3)',
  band: null,
  views: VIEWS,
  minFps: 0,
  tolerance: 0.6,
  joints: 'hips',
  limbs: [],
  needsPelvicLine: false,
  sided: false,
  curve: 'hipHeightPctHeight',
  ofStride: (stride, motion) => {
    const { min, max } = extremesOfStride('hipHeightPctHeight', stride, motion);
    return max - min;
  },
};
