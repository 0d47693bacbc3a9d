import { CONTACT_MIN_FPS, type Metric } from './metric';
import { VIEWS } from '../gait/view';

/**
 * Time the foot is on the ground, initial contact to toe-off, in seconds. Withheld below 50 fps (SCIENCE.md §4.3).
 * Source: definition; 271 ± 23 ms in young runners (Karamanidis, J Exp Biol, table 4).
 */
export const contactTimeS: Metric = {
  id: 'contactTimeS',
  name: 'Ground contact time',
  term: 'stance time',
  unit: 's',
  definition: 'Initial contact to toe-off of the same foot.',
  sign: 'always positive',
  source: 'definition; 271 ± 23 ms in young runners (Karamanidis, J Exp Biol, table 4)',
  band: { low: 0.248, high: 0.294, who: '0.271 ± 0.023 s, young runners (Karamanidis, J Exp Biol, table 4)' },
  views: VIEWS,
  minFps: CONTACT_MIN_FPS,
  tolerance: 0.015,
  joints: null,
  limbs: ['foot'],
  needsPelvicLine: false,
  sided: true,
  curve: null,
  ofStride: (stride) => stride.stance.toeOffS - stride.stance.initialContactS,
};
