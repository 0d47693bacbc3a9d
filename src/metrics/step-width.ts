import { opposite } from '../units';
import type { Metric } from './metric';
import { midstanceS } from './moments-of-stride';
import { valueAt } from './sampling';
import { FRONTAL_VIEWS } from './view-frame';

/**
 * Sideways distance between one foot in its mid-stance and the other in its next, in percent of hip width. The next stance is
 * taken to last as long as this one: a planted ankle hardly moves, so its exact middle does not matter.
 * Source: definition; variability 1.3 ± 0.4 cm with low-back pain against 1.0 cm (Drozda 2024).
 */
export const stepWidthPctHip: Metric = {
  id: 'stepWidthPctHip',
  name: 'Step width',
  term: null,
  unit: '%',
  definition:
    'Sideways distance between the ankles in their mid-stances, in percent of the distance between the hip joints.',
  sign: 'positive = feet apart, negative = crossing over',
  source: 'definition; variability 1.3 ± 0.4 cm with low-back pain against 1.0 cm (Drozda 2024)',
  band: null,
  views: FRONTAL_VIEWS,
  minFps: 0,
  tolerance: 15,
  joints: 'both ankles and hips',
  limbs: [],
  needsPelvicLine: false,
  sided: true,
  curve: null,
  ofStride: (stride, { series, timeS, hipWidthPx }) => {
    const nextMidstanceS = stride.oppositeContactS + midstanceS(stride) - stride.startS;
    const here = valueAt(series.ankleAcrossPx[stride.side], timeS, midstanceS(stride));
    const there = valueAt(series.ankleAcrossPx[opposite(stride.side)], timeS, nextMidstanceS);
    const apartPx = stride.side === 'right' ? here - there : there - here;
    return (100 * apartPx) / hipWidthPx;
  },
};
