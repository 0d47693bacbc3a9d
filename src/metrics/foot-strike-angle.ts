import type { Metric } from './metric';
import { atContact } from './moments-of-stride';
import { SIDE_VIEWS } from './view-frame';

/**
 * Foot-strike angle at initial contact, in degrees, positive = heel first, zero = the foot flat in mid-stance (see flat-foot.ts).
 * Source: Altman & Davis 2012: rear > 8°, mid −1.6 … 8°, fore < −1.6°.
 */
export const footStrikeAngleDeg: Metric = {
  id: 'footStrikeAngleDeg',
  name: 'Foot strike angle',
  term: null,
  unit: '°',
  definition: 'Heel–toe line at initial contact against the same foot flat on the ground in its stances.',
  sign: 'positive = heel first',
  source: 'Altman & Davis 2012: rear > 8°, mid −1.6 … 8°, fore < −1.6°',
  band: null,
  views: SIDE_VIEWS,
  minFps: 0,
  tolerance: 4.8,
  joints: 'heel and toe',
  limbs: ['foot'],
  needsPelvicLine: false,
  sided: true,
  curve: 'footPitchDeg',
  ofStride: (stride, motion) => atContact('footPitchDeg', stride, motion),
};
