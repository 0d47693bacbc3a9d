import { CONTACT_MIN_FPS, type Metric } from './metric';
import { VIEWS } from '../gait/view';

/**
 * Contact time / stride time in percent. Withheld below 50 fps, as contact time is.
 * Source: definition; 35.5 ± 2.3 % in young runners (Karamanidis, J Exp Biol, table 4).
 */
export const dutyFactorPct: Metric = {
  id: 'dutyFactorPct',
  name: 'Share of the stride on the ground',
  term: 'duty factor',
  unit: '%',
  definition: 'Contact time as a share of stride time.',
  sign: 'above 50 % = walking',
  source: 'definition; 35.5 ± 2.3 % in young runners (Karamanidis, J Exp Biol, table 4)',
  band: { low: 33.2, high: 37.8, who: '35.5 ± 2.3 %, young runners (Karamanidis, J Exp Biol, table 4)' },
  views: VIEWS,
  minFps: CONTACT_MIN_FPS,
  tolerance: 2.1,
  joints: null,
  limbs: ['foot'],
  needsPelvicLine: false,
  sided: true,
  curve: null,
  ofStride: (stride) => {
    const { stance } = stride;
    return (100 * (stance.toeOffS - stance.initialContactS)) / (stride.endS - stride.startS);
  },
};
