import type { Metric } from './metric';
import { hiddenDropError } from './pelvic-drop-error';
import { FRONTAL_VIEWS } from './view-frame';

/**
 * Contralateral pelvic drop in the middle of stance, in degrees, positive = swing-leg side lower: of the stance’s curve, see
 * metrics/pelvic-drop.
 * Source: Whitney 2022 (PMC8989488); 2D method Dingenen 2018.
 */
export const pelvicDropMidstanceDeg: Metric = {
  id: 'pelvicDropMidstanceDeg',
  name: 'Pelvic drop in mid-stance',
  term: 'contralateral pelvic drop at midstance',
  unit: '°',
  definition: 'Tilt of the pelvic line towards the swing leg halfway between initial contact and toe-off.',
  sign: 'positive = the swing-leg side is lower; left / right name the stance leg',
  source: 'Whitney 2022 (PMC8989488); 2D method Dingenen 2018',
  band: null,
  views: FRONTAL_VIEWS,
  minFps: 0,
  tolerance: 1.4,
  joints: 'the pelvic line',
  limbs: [],
  needsPelvicLine: true,
  sided: true,
  curve: 'pelvicDropDeg',
  ofStride: (stride, { drop }) => drop?.ofStride.get(stride)?.midstanceDeg ?? NaN,
  hiddenError: ({ drop }, error) => drop && hiddenDropError(drop, 'atMidstanceDeg', error),
};
