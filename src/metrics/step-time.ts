import type { Metric } from './metric';
import { VIEWS } from '../gait/view';

/**
 * Time from this foot’s initial contact to the other’s, in seconds; a limp shows as one step longer than the other. Error: a contact that
 * is found late on one foot alone lengthens its step and shortens the other’s.
 * Source: definition (SCIENCE.md §2).
 */
export const stepTimeS: Metric = {
  id: 'stepTimeS',
  name: 'Step time',
  term: null,
  unit: 's',
  definition: 'Initial contact of this foot to the next initial contact of the other.',
  sign: 'always positive',
  source: 'definition (SCIENCE.md §2)',
  band: null,
  views: VIEWS,
  minFps: 0,
  tolerance: 0.01,
  joints: null,
  limbs: ['foot'],
  needsPelvicLine: false,
  sided: true,
  curve: null,
  ofStride: (stride) => stride.oppositeContactS - stride.startS,
};
