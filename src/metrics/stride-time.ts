import type { Metric } from './metric';
import { VIEWS } from '../gait/view';

/**
 * Duration of one stride, initial contact to the same foot’s next, in seconds.
 * Source: definition; stride rate 1.31 ± 0.08 Hz in young runners (Karamanidis, J Exp Biol, table 4).
 */
export const strideTimeS: Metric = {
  id: 'strideTimeS',
  name: 'Stride time',
  term: null,
  unit: 's',
  definition: 'Initial contact to the next initial contact of the same foot.',
  sign: 'always positive',
  source: 'definition; stride rate 1.31 ± 0.08 Hz in young runners (Karamanidis, J Exp Biol, table 4)',
  band: {
    low: 0.72,
    high: 0.81,
    who: '1.31 ± 0.08 strides/s, young runners (Karamanidis, J Exp Biol, table 4)',
  },
  views: VIEWS,
  minFps: 0,
  tolerance: 0.005,
  joints: null,
  limbs: [],
  needsPelvicLine: false,
  sided: false,
  curve: null,
  ofStride: (stride) => stride.endS - stride.startS,
};
