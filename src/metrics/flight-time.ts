import { CONTACT_MIN_FPS, type Metric } from './metric';
import { VIEWS } from '../gait/view';

/**
 * Time in the air after this foot’s stance, toe-off to the other foot’s initial contact, in seconds. Withheld below 50 fps.
 * Source: definition; 112 ± 19 ms in young runners (Karamanidis, J Exp Biol, table 4).
 */
export const flightTimeS: Metric = {
  id: 'flightTimeS',
  name: 'Flight time',
  term: null,
  unit: 's',
  definition: 'Toe-off to the other foot’s initial contact: both feet in the air.',
  sign: 'positive = airborne; negative = both feet on the ground (walking)',
  source: 'definition; 112 ± 19 ms in young runners (Karamanidis, J Exp Biol, table 4)',
  band: { low: 0.093, high: 0.131, who: '0.112 ± 0.019 s, young runners (Karamanidis, J Exp Biol, table 4)' },
  views: VIEWS,
  minFps: CONTACT_MIN_FPS,
  tolerance: 0.015,
  joints: null,
  limbs: ['foot'],
  needsPelvicLine: false,
  sided: true,
  curve: null,
  ofStride: (stride) => stride.oppositeContactS - stride.stance.toeOffS,
};
